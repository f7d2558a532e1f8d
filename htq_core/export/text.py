"""A report as plain text, for the terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from htq_core.export.blocks import Block, Facts, Heading, Items, Paragraph, SideBySide, Table
from htq_core.export.printout import bracketed, one_line, printout
from htq_core.report import Report

WIDTH = 100
_UNDERLINES = {1: "=", 2: "-"}


def to_text(report: Report) -> str:
    """The whole report, with every finding and its id."""
    return text_of(printout(report))


def text_of(blocks: Iterable[Block]) -> str:
    """Any printout as plain text."""
    return "\n".join(line for block in blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            lines = _wrapped(block.text)
            yield from ("", *lines)
            if block.level in _UNDERLINES:
                yield _UNDERLINES[block.level] * max(map(len, lines))
        case Paragraph():
            yield from _wrapped(block.text)
        case Items():
            for item in block.items:
                yield from _wrapped(f"- {item}", "  ")
        case Facts():
            for fact in block.facts:
                yield from _wrapped(f"{fact.label}: {fact.text}", "  ")
        case Table():
            yield from _table(block)
        case SideBySide():
            yield from _wrapped(f"{block.title}, with the words that differ in [brackets]", "  ")
            for comparison in block.comparisons:
                for label, pieces in zip(block.header[1:], (comparison.found, comparison.published), strict=True):
                    yield from _wrapped(f"{comparison.ksb}, {label.lower()}: {bracketed(pieces)}", "    ")


def _table(table: Table) -> Iterator[str]:
    """Short cells as columns; where a row would not fit the width, its cells as labelled lines."""
    rows = [[one_line(text) for text in row] for row in (table.header, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * len(widths) <= WIDTH:
        for row in rows:
            yield "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        return
    for row in rows[1:]:
        first, *rest = (f"{label}: {text}" for label, text in zip(table.header, row, strict=True))
        yield from _wrapped(first, "  ")
        for line in rest:
            yield from _wrapped(line, "    ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    further = indent + "  " if indent else ""
    return textwrap.wrap(one_line(text), WIDTH, initial_indent=indent, subsequent_indent=further) or [indent]
