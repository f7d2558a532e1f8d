"""Findings in order and by what the reader asks for."""

import pytest

from htq_core import Book, Kind, Report, Severity, Source, check
from pages.parts import groups
from pages.parts.state import SAMPLES
from pages.parts.subjects import Subjects


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


def test_causes_hold_every_finding_once(report: Report) -> None:
    ids = [finding.id for group in groups.by_cause(report, report.findings) for finding in group.findings]
    assert sorted(ids) == sorted(finding.id for finding in report.findings)


def test_subjects_hold_every_finding_under_each_thing_it_is_about(report: Report) -> None:
    subjects = Subjects(report)
    shown = groups.by_subject(subjects, report.findings)
    under: dict[str, set[str]] = {}
    for group in shown:
        for found in group.findings:
            under.setdefault(found.id, set()).add(group.heading)
    for found in report.findings:
        assert under[found.id] == ({about.name for about in subjects.of(found)} or {"Neither a KSB nor a unit"})
    assert len(groups.in_order(shown)) == len(report.findings)


def test_one_subject_holds_its_own_findings_alone(report: Report) -> None:
    subjects = Subjects(report)
    about = next(about for found in report.findings for about in subjects.of(found))
    (group,) = groups.by_subject(subjects, report.findings, str(about))
    assert group.heading == about.name
    assert set(group.findings) == {found for found in report.findings if about in subjects.of(found)}


def test_what_is_opened_parts_the_list_and_nothing_is_lost(report: Report) -> None:
    shown = groups.by_cause(report, report.findings)
    order = groups.in_order(shown)
    for found in (order[0], order[len(order) // 2], order[-1]):
        before, opened, after = groups.parted(shown, found.id)
        assert opened == found
        assert [*groups.in_order(before), found, *groups.in_order(after)] == order
        assert not after or not after[0].findings or after[0].findings[0] != found
    assert groups.parted(shown, "gone") == (shown, None, [])


def test_a_list_is_cut_after_so_many(report: Report) -> None:
    shown = groups.by_cause(report, report.findings)
    assert groups.in_order(groups.first(shown, 7)) == groups.in_order(shown)[:7]
