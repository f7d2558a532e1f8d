"""Many applications at once."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from htq_core import Choice, Settings, Verdict, folder
from htq_core.cli import main
from htq_core.folder import STOPPED, CheckedFolder, check_folder, check_one, to_json_lines, to_table
from htq_core.standards.library import ILLUSTRATIVE_FOLDER

pytestmark = pytest.mark.usefixtures("few_first_steps")
SAMPLES = Path(__file__).parent.parent / "sample_data"


def put(sample: str, into: Path, mapping: str = "mapping.xlsx", structure: str = "structure.xlsx") -> Path:
    """A sample in a folder, under other file names."""
    into.mkdir(parents=True)
    for name, new in (("mapping.xlsx", mapping), ("structure.xlsx", structure)):
        shutil.copy(SAMPLES / sample / name, into / new)
    return into


def told(path: Path) -> tuple[str, list[str]]:
    report = check_one(path)
    return report.verdict, [finding.id for finding in report.findings]


def in_threads(path: Path) -> list[CheckedFolder]:
    with ThreadPoolExecutor(1) as threads:
        return list(check_folder(path, threads))


@pytest.mark.parametrize(
    ("mapping", "structure"),
    [
        ("KSB Mapping v2.xlsx", "final STRUCTURE.xlsx"),
        ("a.xlsx", "b.xlsx"),
        ("b.xlsx", "a.xlsx"),
        ("our mapping.xlsx", "a.xlsx"),
        ("b.xlsx", "structure of it.xlsx"),
        ("b structure mapping.xlsx", "a structure mapping.xlsx"),
    ],
)
def test_files_are_told_apart_by_name_or_else_by_content(tmp_path: Path, mapping: str, structure: str) -> None:
    usual = put("flawed", tmp_path / "usual")
    assert told(put("flawed", tmp_path / "other", mapping, structure)) == told(usual)


def test_lock_files_reports_and_other_files_are_passed_over(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    before = told(path)
    (path / "~$mapping.xlsx").write_bytes(b"lock")
    (path / "notes.txt").write_text("notes")
    (path / "report.json").write_text(check_one(path).model_dump_json())
    assert told(path) == before


def test_a_record_in_the_folder_is_the_standard(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    shutil.copy(ILLUSTRATIVE_FOLDER / "ST9002_v1.0.json", path / "record.json")
    (occupation,) = check_one(path).occupations
    assert occupation.reference == "ST9002"


def test_a_record_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    (path / "record.json").write_text('{"title": "no reference"}')
    report = check_one(path)
    assert report.verdict is Verdict.UNREADABLE
    assert [source.name for source in report.sources if source.unreadable] == ["record.json"]


def test_several_mappings_are_several_occupations(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    shutil.copy(SAMPLES / "two_pathways" / "mapping.xlsx", path / "mapping 2.xlsx")
    assert {seen.reference for seen in check_one(path).occupations} == {"ST9001", "ST9002"}


def test_a_broken_application_does_not_stop_the_rest(tmp_path: Path) -> None:
    put("clean", tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mapping.xlsx").write_bytes(b"\x00broken")
    put("flawed", tmp_path / "c")
    (tmp_path / ".hidden").mkdir()
    checked = list(check_folder(tmp_path))
    assert [one.folder for one in checked] == ["a", "b", "c"]
    assert [one.report and one.report.verdict for one in checked] == ["ready", "unreadable", "not-ready"]


def test_a_fault_of_ours_is_said_without_its_text(tmp_path: Path, monkeypatch: Any) -> None:
    def fails(path: Path, **_: Any) -> None:
        if path.name == "a":
            raise ValueError("secret cell text")

    put("clean", tmp_path / "a")
    put("clean", tmp_path / "b")
    monkeypatch.setattr(folder, "check_one", fails)
    first, second = in_threads(tmp_path)
    assert first == CheckedFolder("a", None, f"{STOPPED} (ValueError)")
    assert not second.fault


def dies(path: Path, **given: Any) -> Any:
    """Stands in for a check whose process is ended from outside."""
    if path.name == "b":
        os._exit(1)
    return check_one(path, **given)


def test_a_process_that_dies_takes_only_its_own_folder_with_it(tmp_path: Path, monkeypatch: Any) -> None:
    for name in ("a", "b", "c"):
        put("clean", tmp_path / name)
    monkeypatch.setattr(folder, "check_one", dies)
    checked = list(check_folder(tmp_path))
    assert [one.fault for one in checked] == ["", STOPPED, ""]
    assert checked[0].report
    assert checked[2].report


def test_json_lines_are_reports_with_the_name_of_their_folder(tmp_path: Path) -> None:
    put("flawed", tmp_path / "Mañana")
    lines = [json.loads(line) for line in to_json_lines([*in_threads(tmp_path), CheckedFolder("x", None, "Why.")])]
    assert lines[0]["folder"] == "Mañana"
    assert lines[0] | check_one(tmp_path / "Mañana").model_dump(mode="json", exclude={"checked_at"}) == lines[0]
    assert lines[1] == {"folder": "x", "verdict": "unfinished", "fault": "Why."}


def test_the_table_has_a_line_for_each_folder(tmp_path: Path) -> None:
    put("clean", tmp_path / "a")
    header, first, fault = to_table([*in_threads(tmp_path), CheckedFolder("x\x1b", None, "Why.")])
    assert header.split()[:2] == ["Folder", "Verdict"]
    assert first.startswith("a ")
    assert "ready" in first
    assert "⟨U+001B⟩" in fault
    assert fault.endswith("Why.")


def test_all_can_be_checked_against_one_version(tmp_path: Path) -> None:
    put("clean", tmp_path / "a")
    with ThreadPoolExecutor(1) as threads:
        (one,) = check_folder(tmp_path, threads, choice=Choice(reference="ST9001", version="1.1"))
    assert one.report
    assert one.report.occupations[0].version == "1.1"


def test_a_dask_cluster_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("clean", "flawed"):
        put(name, tmp_path / name)
    assert main(["check-folder", str(tmp_path)]) == 1
    here = capsys.readouterr()
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster:
        assert main(["check-folder", str(tmp_path), "--dask", cluster.scheduler_address]) == 1
    there = capsys.readouterr()
    assert there.out == here.out
    assert "2 of 2 checked" in there.err


def test_a_cluster_that_is_not_there_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put("clean", tmp_path / "a")
    assert main(["check-folder", str(tmp_path), "--dask", "nonsense"]) == 2
    assert "could not be reached" in capsys.readouterr().err


def test_answers_beside_the_workbooks_are_taken(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    (path / "answers.json").write_text('{"session_arranged": false}', encoding="utf-8")
    report = check_one(path)
    assert report.verdict is Verdict.DISCUSS
    assert {finding.rule for finding in report.findings if finding.rule.startswith("APP")} == {"APP-01"}


def test_answers_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    (path / "answers.json").write_text("[]", encoding="utf-8")
    report = check_one(path)
    assert report.verdict is Verdict.UNREADABLE
    (seen,) = [source for source in report.sources if source.unreadable]
    assert (seen.role, seen.name) == ("answers", "answers.json")


def test_one_file_says_how_all_are_read_but_for_those_with_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Strange sheets are told apart, too, by what was said of them."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("Ours,Called,How hard,How big,Must\nU1,Law,4,120,Core", encoding="utf-8")
        (tmp_path / name / "b.csv").write_text("Ref,How far?,Taught in\nK1,Quite,U1", encoding="utf-8")
    said = tmp_path / "columns.json"
    units = {"code": "Ours", "title": "Called", "level": "How hard", "credits": "How big", "status": "Must"}
    choices = {
        "mapping": {"columns": {"ksb": "Ref", "coverage": "How far?", "units": "Taught in"}},
        "units": {"columns": units},
    }
    said.write_text(json.dumps({**choices, "repairs": {"coverage": {"Quite": "Full"}}}), encoding="utf-8")
    own = {**choices, "repairs": {"coverage": {"Quite": "Partial"}}}
    (tmp_path / "two" / "columns.json").write_text(json.dumps(own), encoding="utf-8")
    main(["check-folder", str(tmp_path), "--columns", str(said), "--format", "jsonl"])
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [report["occupations"][0]["rows"][0]["coverage"] for report in reports] == ["full", "partial"]
    assert [len(report["units"]) for report in reports] == [1, 1]


def test_a_file_of_columns_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    (path / "columns.json").write_text('{"maping": {}}', encoding="utf-8")
    (seen,) = [source for source in check_one(path).sources if source.unreadable]
    assert (seen.role, seen.name) == ("columns", "columns.json")


def test_settings_reach_every_folder(tmp_path: Path) -> None:
    path = put("clean", tmp_path / "one")
    assert check_one(path, settings=Settings(reason_min_words=9)).settings.reason_min_words == 9


def test_reasons_beside_the_workbooks_are_taken(tmp_path: Path) -> None:
    path = put("flawed", tmp_path / "one")
    finding = check_one(path).findings[0]
    (path / "reasons.json").write_text(f'{{"{finding.id}": "Agreed"}}', encoding="utf-8")
    report = check_one(path)
    assert report.findings[0] == finding.model_copy(update={"explained": "Agreed"})
    (path / "reasons.json").write_text("[]", encoding="utf-8")
    (seen,) = [source for source in check_one(path).sources if source.unreadable]
    assert (seen.role, seen.name) == ("reasons", "reasons.json")
