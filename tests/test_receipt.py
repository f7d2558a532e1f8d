"""A receipt holds nothing of the files, and tells the next check what is different, and whose doing it is."""

import json
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from htq_core import Report, Settings, Since, Source, UnreadableWorkbook, check
from htq_core.receipt import MOST_BYTES, Receipt, make_receipt, read_receipt, since_receipt
from tests.making.samples import FOLDER

pytestmark = pytest.mark.usefixtures("few_first_steps")


@cache
def source(name: str, book: str) -> Source:
    return Source(f"{book}.xlsx", (FOLDER / name / f"{book}.xlsx").read_bytes())


@cache
def report_on(name: str) -> Report:
    return check(source(name, "mapping"), source(name, "structure"))


def changed(name: str, sheet: str, cell: str, value: object) -> Source:
    """A structure with one cell changed."""
    book = load_workbook(BytesIO(source(name, "structure").data))
    book[sheet][cell] = value
    file = BytesIO()
    book.save(file)
    return Source("structure.xlsx", file.getvalue())


def since(before: Report | Receipt, after: Report) -> Since:
    receipt = before if isinstance(before, Receipt) else make_receipt(before)
    return since_receipt(read_receipt(receipt.to_json().encode()), after)


def edited(report: Report, **changes: Any) -> Receipt:
    """The receipt of a report, as an earlier program would have written it."""
    return make_receipt(report).model_copy(update=changes)


def ids(differences: tuple[Any, ...]) -> set[str]:
    return {each.id for each in differences}


def test_a_receipt_holds_no_words_of_the_files() -> None:
    report = report_on("flawed")
    text = make_receipt(report).to_json()
    assert len(text) < 20_000
    said = {finding.message for finding in report.findings} | {report.qualification, "mapping.xlsx", "structure.xlsx"}
    said |= {unit.title for unit in report.units} | {row.statement for row in report.occupations[0].rows}
    assert not [words for words in said if words and words in text]
    assert {finding.id for finding in report.findings} == {each["id"] for each in json.loads(text)["findings"]}


def test_the_same_check_twice_finds_everything_still_there() -> None:
    report = report_on("flawed")
    told = since(report, report)
    assert ids(told.still) == {finding.id for finding in report.findings}
    assert (told.fixed, told.new, told.came, told.went, told.unlooked) == ((),) * 5
    assert told.changes == ("The files are the same.",)


def test_what_was_put_right_is_fixed_and_what_was_broken_is_new() -> None:
    clean = report_on("clean")
    broken = check(source("clean", "mapping"), changed("clean", "Units", "D3", "twenty"))
    told = since(clean, broken)
    assert ids(told.new) == ids(broken.findings) - ids(clean.findings) != set()
    assert not told.fixed
    assert told.changes == ("The structure is another file, or has been changed.",)
    back = since(broken, clean)
    assert ids(back.fixed) | ids(back.went) == ids(told.new)
    assert ids(back.fixed)
    assert "1 fixed" in back.sentence or f"{len(back.fixed)} fixed" in back.sentence


def test_a_finding_whose_rule_did_not_run_is_not_fixed() -> None:
    before, after = report_on("flawed"), check(source("flawed", "mapping"), None)
    told = since(before, after)
    silent = {outcome.rule for outcome in after.outcomes if outcome.status in ("not-run", "broke")}
    assert told.unlooked
    assert {each.rule for each in told.unlooked} <= silent
    assert not {each.rule for each in told.fixed} & silent


def test_a_setting_that_changed_is_told_apart_from_the_users_own_work() -> None:
    mapping, structure = source("flawed", "mapping"), source("flawed", "structure")
    strict = check(mapping, structure, settings=Settings(reason_min_words=200))
    told = since(report_on("flawed"), strict)
    assert ids(told.came) == ids(strict.findings) - ids(report_on("flawed").findings) != set()
    assert {each.because for each in told.came} == {"A setting of the rule has changed."}
    assert not told.new
    assert "The setting “reason min words” is 200; it was 4." in told.changes


@pytest.mark.parametrize(
    ("sample", "changes", "because", "said"),
    [
        ("flawed", {"rulebook": "0.9", "outcomes": {}}, "The rule is new in the rulebook.", "it was version 0.9"),
        ("flawed", {"standards": ()}, "It was held against another standard", "another standard"),
        ("more_flaws/not_approved", {"catalogue_date": "2020-01-01"}, "The catalogue", "it was of 2020-01-01"),
    ],
)
def test_what_came_with_us_is_not_called_new(sample: str, changes: dict[str, Any], because: str, said: str) -> None:
    report = report_on(sample)
    other_files = tuple(file.model_copy(update={"sha256": "0" * 64}) for file in make_receipt(report).files)
    told = since(edited(report, findings=(), files=other_files, **changes), report)
    assert any(said in change for change in told.changes)
    assert ids(told.came) | ids(told.new) == {finding.id for finding in report.findings}
    assert any(each.because.startswith(because) for each in told.came)


def test_a_rule_that_is_gone_has_not_been_put_right() -> None:
    report = report_on("clean")
    gone = {"id": "COV-99-00000000", "rule": "COV-99", "severity": "fix"}
    receipt = Receipt.model_validate({**json.loads(make_receipt(report).to_json()), "findings": [gone], "files": []})
    told = since(receipt, report)
    assert [each.because for each in told.went] == ["The rule is no longer in the rulebook."]
    assert not told.fixed


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"PK\x03\x04",
        b"{}",
        b'{"receipt_version": "1"}',
        b" " * (MOST_BYTES + 1),
    ],
)
def test_what_is_no_receipt_is_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(UnreadableWorkbook) as trouble:
        read_receipt(data)
    assert "receipt" in trouble.value.message
    assert "earlier check" in trouble.value.fix


@pytest.mark.parametrize(
    "change",
    [
        {"receipt_version": "2"},
        {"verdict": "approved"},
        {"findings": [{"id": "<b>", "rule": "COV-06", "severity": "fix"}]},
        {"rulebook": "x" * 41},
        {"outcomes": {"<script>": "passed"}},
        {"standards": [{"reference": "<i>", "version": "", "option": "", "published": True}]},
    ],
)
def test_a_receipt_that_was_changed_by_hand_is_refused(change: dict[str, Any]) -> None:
    held = {**json.loads(make_receipt(report_on("clean")).to_json()), **change}
    with pytest.raises(UnreadableWorkbook):
        read_receipt(json.dumps(held).encode())
