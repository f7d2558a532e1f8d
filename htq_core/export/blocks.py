"""What a printout is made of: headings, paragraphs, lists, facts and tables. Every printed form knows these."""

from dataclasses import dataclass

from htq_core.findings import Comparison, Severity


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``level`` 1 is the title. ``severity`` is that of the finding it is over."""

    level: int
    text: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``tone`` says how it stands out: a severity, ``ready`` or ``muted``; empty for plain text."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line. ``exact`` text is a code or address, to be printed letter for letter."""

    label: str
    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled lines that belong together."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first row is its header; the first cell of each other row is what the row is about."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Texts of the sheet beside those published, with the words marked that differ."""

    comparisons: tuple[Comparison, ...]
    title: str = "The two texts side by side"
    header: tuple[str, str, str] = ("KSB", "In the sheet", "As published")


Block = Heading | Paragraph | Items | Facts | Table | SideBySide
