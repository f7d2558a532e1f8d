"""Covering what the files say on a screen that is shown to others: names, and whatever is quoted from a cell."""

import re
from collections.abc import Callable, Iterable

from htq_core import Report

COVERED = "•••"
SHORTEST = 3
"""Names shorter than this, such as group "A", stay: covering them would cover half of our own words."""
_QUOTED = re.compile(r"“[^”]*”")

PLAIN_SHEETS = frozenset(
    re.findall(
        r"\w+",
        "mapping ksb ksbs knowledge skills behaviours coverage structure qualification standard unit units module "
        "modules option options group groups pathway pathways details notes rules combination sheet table and of",
    )
)
"""A sheet that is called by such words and numbers alone gives nothing away."""

_CODE = re.compile(r"[KSB]\d{1,3}(\.\d+)?")

Cover = Callable[[str], str]


def cover_of(report: Report | None, own_words: Iterable[str] = ()) -> Cover:
    """What covers the words of this application in a text. KSB codes, cell addresses and our own words stay.

    ``own_words`` are texts that were written on screen.
    """
    names = sorted({name for name in _names(report, own_words) if len(name) >= SHORTEST}, key=len, reverse=True)
    known = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)) if names else None

    def cover(text: str) -> str:
        text = _QUOTED.sub(f"“{COVERED}”", text)
        return known.sub(COVERED, text) if known else text

    return cover


def is_code(text: str) -> bool:
    """Whether a text is the code of a KSB and nothing else."""
    return _CODE.fullmatch(text) is not None


def _names(report: Report | None, own_words: Iterable[str]) -> Iterable[str]:
    yield from own_words
    if report is None:
        return
    yield report.qualification
    sheets = {place.sheet for finding in report.findings for place in finding.where}
    yield from (sheet for sheet in sheets if set(re.findall(r"[^\W\d_]+", sheet.casefold())) - PLAIN_SHEETS)
    yield from (source.name for source in report.sources)
    for unit in report.units:
        yield from (unit.key, unit.title, unit.pathway, unit.group)
