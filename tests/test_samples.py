"""Every sample gives the report kept beside it, and between them the samples show every rule at work."""

import json
from pathlib import Path

import pytest

from htq_core.rules import RULES
from tests.making.samples import FOLDER, golden_report

SAMPLES = sorted(path.parent for path in FOLDER.rglob("report.json"))


def test_the_three_main_samples_are_there() -> None:
    assert {"clean", "flawed", "two_pathways"} <= {folder.name for folder in SAMPLES}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_sample_gives_the_report_beside_it(folder: Path) -> None:
    assert golden_report(folder) == json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_every_rule_fires_on_some_sample() -> None:
    reports = [json.loads((folder / "report.json").read_text(encoding="utf-8")) for folder in SAMPLES]
    fired = {finding["rule"] for report in reports for finding in report["findings"]}
    assert {rule.id for rule in RULES} - fired == set()


def test_the_clean_sample_has_nothing_to_put_right_or_discuss() -> None:
    report = json.loads((FOLDER / "clean" / "report.json").read_text(encoding="utf-8"))
    assert report["verdict"] == "ready"
