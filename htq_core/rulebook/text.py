"""A rule explained in the terminal."""

from collections.abc import Iterator

from htq_core.rulebook.examples import Example
from htq_core.rulebook.page import RulePage
from htq_core.rules.rule import Family
from htq_core.strip import Strip

WIDEST = 24


def explained(page: RulePage, family: Family) -> str:
    """Everything there is to say about a rule, as lines of text."""
    return "\n".join(_lines(page, family)) + "\n"


def _lines(page: RulePage, family: Family) -> Iterator[str]:
    rule = page.rule
    yield f"{rule.id}  {rule.title}"
    yield family.title
    yield ""
    yield rule.explanation
    yield ""
    yield f"Heading: {page.heading}"
    yield f"It looks at: {page.looks_at}"
    yield " ".join(filter(None, (f"Basis: {page.basis}", page.address)))
    for name, value, meaning in page.settings:
        yield f"Setting: {name} = {value}. {meaning}"
    if rule.limits:
        yield f"Limits: {rule.limits}"
    if page.example:
        yield from _example(page.example)


def _example(example: Example) -> Iterator[str]:
    yield ""
    yield f"Example: {example.fault}"
    yield f"The finding says: {example.said}"
    yield f"  Found: {example.found}"
    yield f"  Expected: {example.expected}"
    yield f"  Do this: {example.fix}"
    for when, strips in (("Before", example.before), ("After", example.after)):
        for strip in strips:
            yield ""
            yield f"{when}, in the {strip.where.book}, {strip.where.sheet}:"
            yield from _table(strip)


def _table(strip: Strip) -> Iterator[str]:
    """The strip as columns, with square brackets about what is flagged."""
    rows = [["", *strip.columns]]
    for row in strip.rows:
        cells = (f"[{_short(cell.text) or 'nothing'}]" if cell.ringed else _short(cell.text) for cell in row.cells)
        rows.append([str(row.number), *cells])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row_texts in rows:
        yield "  " + "  ".join(text.ljust(width) for text, width in zip(row_texts, widths, strict=True)).rstrip()


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
