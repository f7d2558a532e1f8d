"""Covering what the files say on a screen that is shown to others: names, and whatever is quoted from a cell."""

import re
from collections.abc import Callable, Iterable

from htq_core import Report

COVERED = "•••"
SHORTEST = 3
"""Names shorter than this, such as group "A", stay: covering them would cover half of our own words."""
_QUOTED = re.compile(r"“[^”]*”")

_CODE = re.compile(r"[KSB]\d{1,3}(\.\d+)?")

Cover = Callable[[str], str]


def cover_of(report: Report | None, reasons: Iterable[str] = ()) -> Cover:
    """What covers the words of this application in a text. KSB codes, cell addresses and our own words stay."""
    names = sorted({name for name in _names(report, reasons) if len(name) >= SHORTEST}, key=len, reverse=True)
    known = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)) if names else None

    def cover(text: str) -> str:
        text = _QUOTED.sub(f"“{COVERED}”", text)
        return known.sub(COVERED, text) if known else text

    return cover


def is_code(text: str) -> bool:
    """Whether a text is the code of a KSB and nothing else."""
    return _CODE.fullmatch(text) is not None


def _names(report: Report | None, reasons: Iterable[str]) -> Iterable[str]:
    yield from reasons
    if report is None:
        return
    yield report.qualification
    yield from (source.name for source in report.sources)
    for unit in report.units:
        yield from (unit.key, unit.title, unit.pathway, unit.group)
