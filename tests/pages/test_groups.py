"""Findings in order and by what the reader asks for."""

import pytest

from htq_core import Book, Kind, Report, Severity, Source, check
from pages.parts import groups
from pages.parts.state import SAMPLES


@pytest.fixture(scope="module")
def report() -> Report:
    folder = SAMPLES / "flawed"
    mapping, structure = (Source(f"{book}.xlsx", (folder / f"{book}.xlsx").read_bytes()) for book in Book)
    return check(mapping, structure)


def test_nothing_asked_gives_everything_most_serious_first(report: Report) -> None:
    found = groups.wanted(report)
    assert {finding.id for finding in found} == {finding.id for finding in report.findings}
    order = [list(Severity).index(finding.severity) for finding in found]
    assert order == sorted(order)


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_gives_its_findings(report: Report, severity: Severity) -> None:
    assert len(groups.wanted(report, severity)) == len(report.of_severity(severity)) > 0


def test_kinds_are_told_apart_by_code_and_by_row(report: Report) -> None:
    about = {kind: groups.wanted(report, kind=kind) for kind in Kind}
    assert about[Kind.KNOWLEDGE]
    for kind, found in about.items():
        named = [finding.subject.ksb for finding in found if finding.subject.ksb]
        assert all(code[0] == kind.value[0].upper() for code in named)


def test_a_workbook_gives_findings_with_a_place_in_it(report: Report) -> None:
    found = groups.wanted(report, book=Book.MAPPING)
    assert found
    assert all(any(place.book is Book.MAPPING for place in finding.where) for finding in found)


def test_words_must_all_be_there(report: Report) -> None:
    one = report.findings[0]
    assert one in groups.wanted(report, words=f"{one.rule.lower()} {one.where[0].cell}")
    assert not groups.wanted(report, words=f"{one.id} zzzz")


def test_groups_hold_every_finding_once(report: Report) -> None:
    grouped = groups.by_rule(report, report.findings)
    ids = [finding.id for rules in grouped.values() for findings in rules.values() for finding in findings]
    assert sorted(ids) == sorted(finding.id for finding in report.findings)
