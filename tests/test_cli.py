"""The command, by its contract: what it prints, and how it exits."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from htq_core.cli import main
from htq_core.rules import RULES
from htq_core.standards.shelf_place import VARIABLE
from htq_core.templates.structure import structure_template

pytestmark = pytest.mark.usefixtures("few_first_steps")
SAMPLES = Path(__file__).parent.parent / "sample_data"


def run(capsys: Any, *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def check(capsys: Any, sample: str, *more: object) -> tuple[int, dict[str, Any]]:
    folder = SAMPLES / sample
    code, out, _ = run(
        capsys,
        "check",
        "--mapping",
        folder / "mapping.xlsx",
        "--structure",
        folder / "structure.xlsx",
        "--format",
        "json",
        *more,
    )
    return code, json.loads(out)


def test_json_holds_what_the_contract_says(capsys: Any) -> None:
    code, report = check(capsys, "flawed")
    assert code == 1
    assert report["schema_version"] == "1"
    assert report["verdict"] == "not-ready"
    mapping = (SAMPLES / "flawed" / "mapping.xlsx").read_bytes()
    assert report["sources"][0] == {
        "role": "mapping", "name": "mapping.xlsx", "sha256": hashlib.sha256(mapping).hexdigest(), "unreadable": None,
        "issued": "",
    }  # fmt: skip
    assert report["sources"][1]["role"] == "structure"
    (occupation,) = report["occupations"]
    assert {"reference", "version", "title", "option", "coverage"} <= occupation.keys()
    assert list(occupation["coverage"]) == ["knowledge", "skills", "behaviours"]
    assert {"full", "partial", "not_covered", "unstated", "total"} == occupation["coverage"]["skills"].keys()
    wanted = {
        "id", "rule", "severity", "occupation", "message", "found", "expected", "why", "fix", "where", "subject",
        "compare", "explained", "repairs",
    }  # fmt: skip
    for finding in report["findings"]:
        assert finding.keys() == wanted
        assert finding["subject"].keys() == {"ksb", "unit", "pathway"}
        assert all(place.keys() == {"book", "sheet", "cell"} for place in finding["where"])
    assert [outcome["rule"] for outcome in report["outcomes"]] == [rule.id for rule in RULES]
    assert {"rule", "status", "reason"} <= report["outcomes"][0].keys()
    assert report["settings"]["reason_min_words"] == 4


def test_a_clean_application_exits_with_0(capsys: Any) -> None:
    code, report = check(capsys, "clean")
    assert code == 0
    assert report["verdict"] in ("ready", "discuss")


def test_the_standard_may_be_named_with_its_version(capsys: Any) -> None:
    _, report = check(capsys, "clean", "--standard", "ST9001@1.0")
    assert report["occupations"][0]["version"] == "1.0"
    assert "STD-05" in {finding["rule"] for finding in report["findings"]}


def test_a_record_may_be_given_as_a_file(capsys: Any, tmp_path: Path) -> None:
    record = {
        "referenceNumber": "ST0777",
        "title": "Lock keeper",
        "level": 4,
        "version": "2.0",
        "status": "Approved for delivery",
        "route": "Transport and logistics",
        "knowledges": [{"knowledgeId": "a", "detail": "How a lock is worked."}],
        "skills": [{"skillId": "b", "detail": "Work a lock."}],
        "behaviours": [{"behaviourId": "c", "detail": "Is calm."}],
    }
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    code, report = check(capsys, "clean", "--standard", path)
    assert code == 1
    assert (report["occupations"][0]["reference"], report["occupations"][0]["version"]) == ("ST0777", "2.0")


def test_a_file_that_cannot_be_read_still_gives_json_and_the_other_files_findings(capsys: Any, tmp_path: Path) -> None:
    bad = tmp_path / "structure.xlsx"
    bad.write_bytes(b"%PDF-1.7 not a workbook")
    folder = SAMPLES / "flawed"
    code, out, _ = run(capsys, "check", "--mapping", folder / "mapping.xlsx", "--structure", bad, "--format", "json")
    report = json.loads(out)
    assert code == 2
    assert report["verdict"] == "unreadable"
    assert report["sources"][1]["unreadable"]["reason"] == "pdf"
    assert report["sources"][1]["unreadable"]["fix"]
    assert any(finding["rule"].startswith("COV") for finding in report["findings"])


@pytest.mark.parametrize("which", ["--mapping", "--structure", "--standard"])
def test_a_file_that_is_not_there_is_unreadable(capsys: Any, which: str) -> None:
    given = {"--mapping": SAMPLES / "clean" / "mapping.xlsx", "--structure": SAMPLES / "clean" / "structure.xlsx"}
    given[which] = Path("nowhere.json")
    code, out, _ = run(capsys, "check", *(part for pair in given.items() for part in pair), "--format", "json")
    assert code == 2
    assert json.loads(out)["verdict"] == "unreadable"
    assert "not-found" in out


def test_a_missing_structure_is_a_finding(capsys: Any) -> None:
    code, out, _ = run(capsys, "check", "--mapping", SAMPLES / "clean" / "mapping.xlsx", "--format", "json")
    assert code == 1
    assert "READ-01" in {finding["rule"] for finding in json.loads(out)["findings"]}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--mapping", "m.xlsx", "--standard", "banana"],
        ["check", "--mapping", "m.xlsx", "--standard", "ST9001", "--standard", "ST9002"],
        ["check", "--format", "docx"],
        ["check-folder", "nowhere"],
        ["check-folder", str(SAMPLES / "clean")],
        ["explain", "COV-99"],
        ["template", "mapping", "--output", "x.xlsx"],
        ["standards", "show", "ST9999"],
    ],
)
def test_a_wrong_call_says_what_to_change(capsys: Any, arguments: list[str]) -> None:
    code, out, error = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert error.endswith(".\n") or "rules" in error


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that keeps the standards of this machine, damaged."""
    path = tmp_path / "kept.sqlite"
    path.write_text("no database", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(path))
    return path


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_check_goes_on_without_a_damaged_file_of_kept_standards(capsys: Any, damaged: Path, form: str) -> None:
    folder = SAMPLES / "clean"
    files = ("--mapping", folder / "mapping.xlsx", "--structure", folder / "structure.xlsx")
    code, out, error = run(capsys, "check", *files, "--format", form)
    assert code == 0
    assert "The file that keeps the standards of this machine cannot be used." in out
    assert str(damaged) not in out
    assert error.endswith(f"Its path: {damaged}\n")


def test_a_damaged_file_of_kept_standards_is_told_once_for_a_whole_folder(
    capsys: Any, damaged: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        shutil.copytree(SAMPLES / "clean", tmp_path / "all" / name)
    code, _, error = run(capsys, "check-folder", tmp_path / "all")
    assert (code, error.count(str(damaged))) == (0, 1)


@pytest.mark.parametrize("asked", [["search", "kite"], ["add", str(SAMPLES / "clean" / "report.json")]])
def test_what_needs_the_kept_standards_says_which_file_is_damaged(capsys: Any, damaged: Path, asked: list[str]) -> None:
    code, _, error = run(capsys, "standards", *asked)
    assert (code, str(damaged) in error) == (2, True)


def test_text_names_every_finding_and_what_did_not_run(capsys: Any) -> None:
    folder = SAMPLES / "flawed"
    files = ("--mapping", folder / "mapping.xlsx", "--structure", folder / "structure.xlsx")
    _, text, _ = run(capsys, "check", *files)
    _, report = check(capsys, "flawed")
    assert all(finding["id"] in text for finding in report["findings"])
    assert "Fix before your support session" in text
    assert "Not judged here" in text


def test_the_report_may_go_to_a_file(capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    code, out, _ = run(capsys, "check", *files("clean"), "--format", "json", "--output", path)
    assert (code, out) == (0, "")
    assert json.loads(path.read_text(encoding="utf-8"))["schema_version"] == "1"


def files(sample: str) -> list[object]:
    folder = SAMPLES / sample
    return ["--mapping", folder / "mapping.xlsx", "--structure", folder / "structure.xlsx"]


def test_html_may_be_printed(capsys: Any) -> None:
    code, out, _ = run(capsys, "check", *files("flawed"), "--format", "html")
    _, report = check(capsys, "flawed")
    assert code == 1
    assert out.startswith("<!doctype html>")
    assert all(finding["id"] in out for finding in report["findings"])


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!doctype html>")])
def test_a_report_for_word_excel_or_a_browser_goes_to_a_file(
    capsys: Any, tmp_path: Path, form: str, begins: bytes
) -> None:
    path = tmp_path / f"report.{form}"
    code, out, error = run(capsys, "check", *files("clean"), "--format", form, "--output", path)
    assert (code, out, error) == (0, "", "")
    assert path.read_bytes().startswith(begins)


def test_copies_with_the_findings_in_them_are_written_to_a_folder(capsys: Any, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    code, out, _ = run(capsys, "annotate", *files("flawed"), "--output", folder)
    assert code == 1
    assert sorted(Path(line) for line in out.splitlines()) == sorted(folder.iterdir())
    assert all(load_workbook(path).sheetnames[0] == "Findings" for path in folder.iterdir())


def test_each_of_several_mappings_is_marked_with_its_own_findings(capsys: Any, tmp_path: Path) -> None:
    second = ("--mapping", SAMPLES / "clean" / "mapping.xlsx")
    run(capsys, "annotate", *files("flawed"), *second, "--output", tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "1 KSB mapping with findings.xlsx",
        "2 KSB mapping with findings.xlsx",
        "Qualification structure with findings.xlsx",
    ]
    commented = [
        sum(cell.comment is not None for row in load_workbook(tmp_path / name)["KSB mapping"] for cell in row)
        for name in names[:2]
    ]
    assert commented[0] > commented[1]


def test_a_file_that_cannot_be_read_is_not_copied_and_the_other_is(capsys: Any, tmp_path: Path) -> None:
    bad = tmp_path / "structure.xlsx"
    bad.write_bytes(b"%PDF-1.7 not a workbook")
    mapping = SAMPLES / "flawed" / "mapping.xlsx"
    code, out, error = run(
        capsys, "annotate", "--mapping", mapping, "--structure", bad, "--output", tmp_path / "marked"
    )
    assert code == 2
    assert len(out.splitlines()) == 1
    assert error.startswith("structure.xlsx: ")


def test_a_copy_of_another_kind_of_file_is_not_made_and_the_reason_is_told(capsys: Any, tmp_path: Path) -> None:
    text = tmp_path / "mapping.csv"
    text.write_text("KSB,Coverage,Units\nK1,Full,U1\n", encoding="utf-8")
    structure = SAMPLES / "clean" / "structure.xlsx"
    arguments = ["annotate", "--mapping", text, "--structure", structure, "--output", tmp_path / "marked"]
    _, out, err = run(capsys, *arguments)
    assert out.count("\n") == 1
    assert "Qualification structure with findings.xlsx" in out
    assert "only of .xlsx and .xlsm" in err
    assert str(tmp_path) not in err
    code, out, err = run(capsys, "annotate", "--mapping", text, "--output", tmp_path / "other")
    assert (code, out) == (2, "")
    assert "only of .xlsx and .xlsm" in err


def test_a_folder_gives_one_line_for_each_application_and_the_worst_exit_code(capsys: Any, tmp_path: Path) -> None:
    for sample in ("clean", "flawed"):
        shutil.copytree(SAMPLES / sample, tmp_path / sample)
    code, table, _ = run(capsys, "check-folder", tmp_path)
    assert code == 1
    assert [line.split()[0] for line in table.splitlines()] == ["Folder", "clean", "flawed"]
    shutil.copytree(SAMPLES / "clean", tmp_path / "wrong")
    (tmp_path / "wrong" / "mapping.xlsx").write_bytes(b"%PDF-1.7")
    path = tmp_path / "all.jsonl"
    code, out, _ = run(capsys, "check-folder", tmp_path, "--format", "jsonl", "--output", path)
    assert (code, out) == (2, "")
    reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(report["folder"], report["verdict"]) for report in reports][1:] == [
        ("flawed", "not-ready"),
        ("wrong", "unreadable"),
    ]


def test_rules_are_listed_and_explained(capsys: Any) -> None:
    _, text, _ = run(capsys, "rules")
    assert len(text.splitlines()) == len(RULES)
    _, listed, _ = run(capsys, "rules", "--format", "json")
    assert {"id", "title", "severity", "family", "inputs", "basis", "explanation", "limits", "settings"} == json.loads(
        listed
    )[0].keys()
    _, table, _ = run(capsys, "rules", "--format", "markdown")
    assert [line.split(":")[0] for line in table.splitlines() if line.startswith("### ")] == [
        f"### {rule.id}" for rule in RULES
    ]
    _, one, _ = run(capsys, "explain", "cov-06")
    assert "COV-06" in one


def test_templates_are_written(capsys: Any, tmp_path: Path) -> None:
    mapping, structure = tmp_path / "m.xlsx", tmp_path / "s.xlsx"
    assert run(capsys, "template", "mapping", "--standard", "ST9001", "--output", mapping)[0] == 0
    assert load_workbook(mapping).sheetnames == ["Instructions", "Standard", "KSB mapping"]
    assert run(capsys, "template", "structure", "--output", structure)[0] == 0
    assert structure.read_bytes() == structure_template()


def test_standards_are_listed_and_shown(capsys: Any) -> None:
    _, listed, _ = run(capsys, "standards", "list", "nursing")
    assert "ST0827" in listed
    assert "Open Government Licence" in listed
    _, shown, _ = run(capsys, "standards", "show", "ST9001")
    assert "K1" in shown
    _, known, _ = run(capsys, "standards", "show", "ST0827")
    assert "not at hand" in known


def test_explaining_a_rule_opens_no_spreadsheet_library() -> None:
    program = "import sys; from htq_core.cli import main; main(['explain', 'COV-06']); print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_file_to_be_checked_is_never_written_over(capsys: Any, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.xlsx"
    mapping.write_bytes((SAMPLES / "clean" / "mapping.xlsx").read_bytes())
    before = mapping.read_bytes()
    code, _, error = run(capsys, "check", "--mapping", mapping, "--format", "xlsx", "--output", mapping)
    assert code == 2
    assert "Choose another name or folder" in error
    run(capsys, "annotate", "--mapping", mapping, "--output", tmp_path)
    assert mapping.read_bytes() == before


def test_a_template_for_an_option_that_is_not_there_is_refused(capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "mapping.xlsx"
    for standard, has in (("ST9003", "Its options are: Object installation"), ("ST9001", "It has no options.")):
        code, _, error = run(
            capsys, "template", "mapping", "--standard", standard, "--option", "Nope", "--output", path
        )
        assert code == 2
        assert has in error
        assert not path.exists()


def test_a_template_never_takes_the_place_of_a_filled_in_one(capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "structure.xlsx"
    call = ("template", "structure", "--output", path)
    assert run(capsys, *call)[0] == run(capsys, *call)[0] == 0
    path.write_bytes(b"filled in")
    assert run(capsys, *call)[0] == 2
    assert path.read_bytes() == b"filled in"


def test_explaining_leaves_no_gaps(capsys: Any) -> None:
    for rule in RULES:
        _, said, _ = run(capsys, "explain", rule.id)
        assert "{" not in said


def test_the_published_schema_is_the_reports_own(capsys: Any) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0
    kept = (SAMPLES.parent / "docs" / "report.schema.json").read_text(encoding="utf-8")
    assert kept == out, "make it again: python -m htq_core schema > docs/report.schema.json"


def test_a_receipt_is_written_and_the_next_check_says_what_is_different(capsys: Any, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    check(capsys, "flawed", "--receipt-out", receipt)
    code, report = check(capsys, "clean", "--since", receipt)
    assert code == 0
    assert report["since"]["fixed"]
    assert not report["since"]["new"]
    again = check(capsys, "flawed", "--since", receipt)[1]["since"]
    assert (again["fixed"], again["new"]) == ([], [])
    assert len(again["still"]) == len(check(capsys, "flawed")[1]["findings"])


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_different_is_printed_too(capsys: Any, tmp_path: Path, form: str) -> None:
    receipt = tmp_path / "receipt.json"
    check(capsys, "flawed", "--receipt-out", receipt)
    folder = SAMPLES / "clean"
    files = ("--mapping", folder / "mapping.xlsx", "--structure", folder / "structure.xlsx")
    _, out, _ = run(capsys, "check", *files, "--since", receipt, "--format", form)
    assert "Since the check of" in out
    assert "Fixed" in out


def test_a_wrong_receipt_is_a_wrong_call(capsys: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "receipt.json"
    wrong.write_text("{}", encoding="utf-8")
    folder = SAMPLES / "clean"
    code, out, said = run(capsys, "check", "--mapping", folder / "mapping.xlsx", "--since", wrong)
    assert code == 2
    assert out == ""
    assert "not a receipt" in said


def test_answers_are_taken_from_a_file(capsys: Any, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"session_arranged": false, "terms_read": true}', encoding="utf-8")
    _, report = check(capsys, "clean", "--answers", answers)
    statuses = {outcome["rule"]: outcome["status"] for outcome in report["outcomes"]}
    assert (statuses["APP-01"], statuses["APP-04"], statuses["APP-05"]) == ("found", "passed", "not-run")
    sources = "--mapping", SAMPLES / "clean" / "mapping.xlsx", "--structure", SAMPLES / "clean" / "structure.xlsx"
    code, out, _ = run(capsys, "annotate", *sources, "--answers", answers, "--output", tmp_path / "marked")
    assert code == 0
    first, _ = (load_workbook(path) for path in out.splitlines())
    assert any("No support session" in str(cell.value) for row in first["Findings"].iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text", "words"), [("{", "is not JSON"), ('{"terms": true}', "is not a question"), (None, "cannot be opened")]
)
def test_wrong_answers_are_a_wrong_call(capsys: Any, tmp_path: Path, text: str | None, words: str) -> None:
    answers = tmp_path / "answers.json"
    if text:
        answers.write_text(text, encoding="utf-8")
    structure = SAMPLES / "clean" / "structure.xlsx"
    code, out, error = run(capsys, "check", "--structure", structure, "--answers", answers)
    assert (code, out) == (2, "")
    assert words in error
    assert str(tmp_path) not in error


def test_a_report_never_takes_the_place_of_the_answers(capsys: Any, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text("{}", encoding="utf-8")
    structure = SAMPLES / "clean" / "structure.xlsx"
    code, _, _ = run(capsys, "check", "--structure", structure, "--answers", answers, "--output", answers)
    assert code == 2
    assert answers.read_text(encoding="utf-8") == "{}"


def test_columns_and_repairs_are_taken_from_a_file_and_told(capsys: Any, tmp_path: Path) -> None:
    columns = tmp_path / "columns.json"
    columns.write_text('{"repairs": {"first_teaching": {"September 2027": "October 2027"}}}', encoding="utf-8")
    _, report = check(capsys, "clean", "--columns", columns)
    assert [(repair["written"], repair["meaning"]) for repair in report["repairs"]] == [
        ("September 2027", "October 2027")
    ]
    assert {table["table"] for table in report["reading"]} == {"mapping", "units", "option groups"}
    columns.write_text('{"repair": {}}', encoding="utf-8")
    code, out, error = run(capsys, "check", *files("clean"), "--columns", columns)
    assert (code, out) == (2, "")
    assert "file of columns" in error


def test_a_slip_in_the_notices_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "our_notices.toml"
    path.write_text('[[notice]]\nkind = "urgent"\n', encoding="utf-8")
    monkeypatch.setenv("HTQ_NOTICES", str(path))
    folder = SAMPLES / "clean"
    assert (
        main(["check", "--mapping", str(folder / "mapping.xlsx"), "--structure", str(folder / "structure.xlsx")]) == 2
    )
    assert "our_notices.toml: notice 1: kind is not one of" in capsys.readouterr().err


def test_a_slip_in_the_notices_is_told_once_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "applications" / "one").mkdir(parents=True)
    monkeypatch.setenv("HTQ_NOTICES", str(tmp_path / "gone.toml"))
    assert main(["check-folder", str(tmp_path / "applications")]) == 2
    assert capsys.readouterr().err.startswith("gone.toml cannot be opened")
    assert main(["standards", "notices"]) == 2


def test_notices_are_listed_with_whether_they_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "notices"]) == 0
    assert "ST9004   contact us, shown: from 2026-07-01. Illustrative notice" in capsys.readouterr().out


def test_reasons_are_taken_from_a_file_and_go_into_every_form(capsys: Any, tmp_path: Path) -> None:
    before = check(capsys, "flawed")[1]["findings"]
    reasons = tmp_path / "reasons.json"
    said = {before[0]["id"]: " Agreed & noted ", "COV-99-gone": "x", "blank": " "}
    reasons.write_text(json.dumps(said), encoding="utf-8")
    code, report = check(capsys, "flawed", "--reasons", reasons)
    assert (code, report["findings"][0]["explained"]) == (1, "Agreed & noted")
    assert [finding["id"] for finding in report["findings"]] == [finding["id"] for finding in before]
    _, text, error = run(capsys, "check", *files("flawed"), "--reasons", reasons)
    assert "Agreed & noted" in text
    assert error == "Reasons for findings that are not in this report: COV-99-gone\n"
    _, out, _ = run(capsys, "annotate", *files("flawed"), "--reasons", reasons, "--output", tmp_path / "marked")
    first = load_workbook(out.splitlines()[0])["Findings"]
    assert any(cell.value == "Agreed & noted" for row in first.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "not a file of reasons"),
        ('{"a": 1}', "not a file"),
        (f'{{"a": "{"x" * 501}"}}', "longer"),
    ],
)
def test_wrong_reasons_are_a_wrong_call(capsys: Any, tmp_path: Path, text: str, words: str) -> None:
    reasons = tmp_path / "reasons.json"
    reasons.write_text(text, encoding="utf-8")
    code, out, error = run(capsys, "check", *files("clean"), "--reasons", reasons)
    assert (code, out) == (2, "")
    assert words in error
