"""The whole rulebook as Markdown: ``RULES.md``."""

import re
from collections.abc import Iterator

from htq_core.rulebook.examples import Example
from htq_core.rulebook.page import RulePage, pages
from htq_core.rules import RULEBOOK_VERSION, RULES
from htq_core.rules.rule import Family
from htq_core.settings import DEFAULTS, Settings
from htq_core.strip import Strip

LONGEST = 60


def to_markdown(settings: Settings = DEFAULTS) -> str:
    """Every rule by family, each with its page."""
    return "\n".join(_lines(settings)).rstrip() + "\n"


def _lines(settings: Settings) -> Iterator[str]:
    families = list(pages(settings))
    yield "# The rules"
    yield ""
    yield f"Version {RULEBOOK_VERSION} of the rulebook: {len(RULES)} rules, each saying what must be true."
    yield "This file is made by `python -m htq_core rules --format markdown`. The examples are of our own invention."
    yield ""
    for family, rules in families:
        yield f"- [{family.letters}: {family.title}](#{_anchor(f'{family.letters}: {family.title}')}) ({len(rules)})"
    for family, rules in families:
        yield from _family(family, rules)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def _family(family: Family, rules: list[RulePage]) -> Iterator[str]:
    yield ""
    yield f"## {family.letters}: {family.title}"
    for page in rules:
        yield from _rule(page)


def _rule(page: RulePage) -> Iterator[str]:
    rule = page.rule
    yield ""
    yield f"### {rule.id}: {rule.title}"
    yield ""
    yield _plain(rule.explanation)
    yield ""
    yield f"- **Heading**: {page.heading}"
    yield f"- **It looks at**: {page.looks_at}"
    yield f"- **Basis**: {page.basis}" + (f" See <{page.address}>." if page.address else "")
    for name, value, meaning in page.settings:
        yield f"- **Setting**: `{name}` = {value}. {meaning}"
    if rule.limits:
        yield f"- **Limits**: {_plain(rule.limits)}"
    if page.example:
        yield from _example(page.example)


def _example(example: Example) -> Iterator[str]:
    yield ""
    yield f"**Example.** {_plain(example.fault)} The finding says:"
    yield ""
    yield f"> {_plain(example.said)} \\"
    yield f"> Found: {_plain(example.found)} \\"
    yield f"> Expected: {_plain(example.expected)} \\"
    yield f"> Do this: {_plain(example.fix)}"
    for when, strips in (("Before", example.before), ("After", example.after)):
        for strip in strips:
            yield ""
            yield f"{when}, {strip.where.sheet}:"
            yield ""
            yield from _table(strip)


def _table(strip: Strip) -> Iterator[str]:
    """The strip with row numbers and column letters; what is flagged is bold, between arrows."""
    yield f"| | {' | '.join(strip.columns)} |"
    yield f"| --- |{' --- |' * len(strip.columns)}"
    for row in strip.rows:
        cells = (f"**→ {_cell(cell.text) or 'nothing'} ←**" if cell.ringed else _cell(cell.text) for cell in row.cells)
        yield f"| {row.number} | {' | '.join(cells)} |".replace("  ", " ")


def _cell(text: str) -> str:
    return _plain(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def _plain(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return re.sub(r"([\\`*_<>|#])", r"\\\1", text)
