"""Reports to print: those on the samples, and one whose every text comes from somebody who means harm."""

import re
from functools import cache
from pathlib import Path

from htq_core import Report, Source, check
from htq_core.findings import Comparison, Piece
from htq_core.location import Book, Location
from tests.making.samples import FOLDER

SAMPLES = sorted({path.parent for path in FOLDER.rglob("mapping.xlsx")})
ID = re.compile(r"[A-Z]{3,4}-\d\d-[0-9a-f]{8}(?:-\d+)?")
HOSTILE = "=1+1</script><script>alert(1)</script>\x00\x07\u202e\u200b\ufffe\ud800\r\n\t{{7*7}} _x0041_ {HYPERLINK}"


def sources(folder: Path) -> tuple[Source | None, Source | None]:
    """The two files of a sample."""
    paths = (folder / "mapping.xlsx", folder / "structure.xlsx")
    mapping, structure = (Source(path.name, path.read_bytes()) if path.exists() else None for path in paths)
    return mapping, structure


@cache
def report_on(folder: Path) -> Report:
    """The report on a sample."""
    return check(*sources(folder))


def flawed() -> Report:
    """The report on the sample with most findings."""
    return report_on(FOLDER / "flawed")


def ids(text: str) -> set[str]:
    """The ids of findings in a text."""
    return set(ID.findall(text))


def wanted_ids(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def hostile(text: str = HOSTILE) -> Report:
    """The flawed sample's report with the same text wherever a user's text can stand."""
    report = flawed()
    findings = tuple(
        finding.model_copy(
            update={
                **dict.fromkeys(("message", "found", "expected", "why", "fix", "occupation"), text),
                "where": (Location(Book.MAPPING, text, "A1"), Location(Book.STRUCTURE, text, "")),
                "compare": (Comparison(ksb=text, found=(Piece(text=text, differs=True),), published=()),),
            }
        )
        for finding in report.findings
    )
    occupation = report.occupations[0]
    rows = tuple(row.model_copy(update={"statement": text, "units": (text,)}) for row in occupation.rows)
    return report.model_copy(
        update={
            "qualification": text,
            "findings": findings,
            "occupations": (occupation.model_copy(update={"title": text, "option": text, "rows": rows}),),
            "sources": tuple(source.model_copy(update={"name": text}) for source in report.sources),
            "outcomes": tuple(
                outcome.model_copy(update={"status": "not-run", "reason": text}) for outcome in report.outcomes
            ),
        }
    )
