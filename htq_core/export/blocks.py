"""What a printout is made of: headings, paragraphs, lists, facts and tables. Every printed form knows these."""

from typing import NamedTuple

from htq_core.findings import Comparison, Severity


class Heading(NamedTuple):
    """A heading. ``level`` 1 is the title. ``severity`` is that of the finding it is over."""

    level: int
    text: str
    severity: Severity | None = None


class Paragraph(NamedTuple):
    """A paragraph. ``tone`` says how it stands out: a severity, ``ready`` or ``muted``; empty for plain text."""

    text: str
    tone: str = ""


class Items(NamedTuple):
    """A list."""

    items: tuple[str, ...]


class Fact(NamedTuple):
    """A labelled line. ``exact`` text is a code or address, to be printed letter for letter."""

    label: str
    text: str
    exact: bool = False


class Facts(NamedTuple):
    """Labelled lines that belong together."""

    facts: tuple[Fact, ...]


class Table(NamedTuple):
    """A table. The first row is its header; the first cell of each other row is what the row is about."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class SideBySide(NamedTuple):
    """Texts of the sheet beside those published, with the words marked that differ."""

    comparisons: tuple[Comparison, ...]
    title: str = "The two texts side by side"
    header: tuple[str, str, str] = ("KSB", "In the sheet", "As published")


Block = Heading | Paragraph | Items | Facts | Table | SideBySide
