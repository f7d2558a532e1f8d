"""The document that every printed form prints."""

from itertools import pairwise
from pathlib import Path

import pytest

from htq_core import Report, Source, Status, check
from htq_core.export.blocks import Fact, Facts, Heading, Items, Paragraph, Table
from htq_core.export.printout import long_date, printout, visible
from tests.export.reports import FOLDER, SAMPLES, flawed, report_on


def headings(report: Report) -> list[Heading]:
    return [block for block in printout(report) if isinstance(block, Heading)]


def facts(report: Report) -> list[Fact]:
    return [fact for block in printout(report) if isinstance(block, Facts) for fact in block.facts]


def tables(report: Report) -> dict[str, Table]:
    return {block.title: block for block in printout(report) if isinstance(block, Table)}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_no_level_of_heading_is_skipped(folder: Path) -> None:
    levels = [heading.level for heading in headings(report_on(folder))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_verdict_comes_first_with_its_caveat_and_counts() -> None:
    title, _, verdict, caveat, counts, *_ = printout(flawed())
    assert isinstance(title, Heading)
    assert verdict == Paragraph(flawed().sentence, "fix")
    assert isinstance(caveat, Paragraph)
    assert isinstance(counts, Items)
    assert len(counts.items) == 3


def test_findings_stand_under_their_headings_those_to_fix_first() -> None:
    order = [heading.severity for heading in headings(flawed()) if heading.severity]
    assert order == sorted(order, key=["fix", "discuss", "note"].index)
    assert len(order) == len(flawed().findings)


def test_coverage_has_a_row_for_each_kind() -> None:
    (table,) = (table for title, table in tables(flawed()).items() if title.startswith("Coverage"))
    assert [row[0] for row in table.rows] == ["Knowledge", "Skills", "Behaviours"]
    for row in table.rows:
        assert sum(map(int, row[1:5])) == int(row[5])


def test_an_illustrative_standard_is_marked_and_a_real_one_is_not() -> None:
    assert any("illustrative standard" in block.text for block in printout(flawed()) if isinstance(block, Paragraph))
    real = flawed().occupations[0].model_copy(update={"illustrative": False, "title": "Lock keeper"})
    said = [*headings(changed := flawed().model_copy(update={"occupations": (real,)})), *tables(changed)]
    assert not any("illustrative" in str(block) for block in said)


def test_a_standard_without_its_record_is_said_to_be_without_it() -> None:
    said = [
        block.text
        for block in printout(report_on(FOLDER / "more_flaws" / "record_not_loaded"))
        if isinstance(block, Paragraph)
    ]
    assert any("published record was not at hand" in text for text in said)


def test_a_rule_that_did_not_run_is_named_with_its_reason_and_one_that_broke_comes_first() -> None:
    report = report_on(FOLDER / "more_flaws" / "no_structure")
    first, *others = report.outcomes
    broke = others[-1].model_copy(update={"status": Status.BROKE, "reason": "The fault is ours."})
    report = report.model_copy(update={"outcomes": (first, *others[:-1], broke)})
    rows = tables(report)["Rules that gave no answer"].rows
    assert rows[0] == (broke.rule, broke.title, "The fault is ours.")
    assert {row[0] for row in rows[1:]} == {outcome.rule for outcome in report.with_status(Status.NOT_RUN)}
    assert all(row[2] for row in rows)


def test_a_file_that_could_not_be_opened_is_named_near_the_top() -> None:
    report = check(Source("plan.xlsx", b"%PDF-1.7"), None)
    second_level = [heading.text for heading in headings(report) if heading.level == 2]
    assert second_level[0] == "Files that could not be opened"
    said = {fact.label: fact.text for fact in facts(report)}
    assert said["File"] == "plan.xlsx"
    assert said["Do this"]


def test_every_occupation_is_printed() -> None:
    one = flawed().occupations[0]
    two = one.model_copy(update={"reference": "ST0827", "title": "Another"})
    report = flawed().model_copy(update={"occupations": (one, two)})
    said = [heading.text for heading in headings(report)]
    assert "Occupations" in said
    assert any("ST0827 Another" in text for text in said)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ✓ naïve – text", "plain ✓ naïve – text"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb\x00", "a⟨U+200B⟩b⟨U+0000⟩"),
        ("line\nline\tend", "line\nline\tend"),
        ("\ud800\ufffe", "⟨U+D800⟩⟨U+FFFE⟩"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2027-03-05", "5 March 2027"),
        ("2027-03-05T09:04:00+00:00", "5 March 2027 at 09:04 UTC"),
        ("soon", "soon"),
    ],
)
def test_dates_are_written_as_people_do(iso: str, said: str) -> None:
    assert long_date(iso) == said
