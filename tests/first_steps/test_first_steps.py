"""What to do first: every effect that is claimed is that of really making the edits and running everything again.

By default one seeded defect in five is tried. For all of them::

    HTQ_EVERY_FIRST_STEP=1 python -m pytest tests/first_steps
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import htq_core.first_steps
from htq_core.first_steps import choosing, first_steps
from htq_core.judging import findings_in, judge, side_by_side
from htq_core.model.application import Application
from htq_core.report import FirstSteps, Reach
from htq_core.rules import RULES
from htq_core.summary import occupation_seen
from tests.builders import claim, group
from tests.making.clean import clean_application
from tests.making.defects import DEFECTS, Defect
from tests.making.layouts import LAYOUTS
from tests.making.samples import FOLDER, golden_report
from tests.making.seeding import STANDARDS, checked_on, option_of
from tests.rules.small import claims, small, units

EVERY_DEFECT = bool(os.environ.get("HTQ_EVERY_FIRST_STEP"))
SAMPLES = sorted(path.parent for path in FOLDER.rglob("report.json"))


def steps_for(*applications: Application) -> FirstSteps:
    together = side_by_side(applications)
    return first_steps(together, judge(together))


def again(applications: Sequence[Application], text: str) -> list[Application]:
    """The applications as fresh ones, with the edit of this text made."""
    stage = choosing._Stage.of(side_by_side([replace(one) for one in applications]))
    number, edit = next((number, edit) for number, edit in stage.edits() if edit.text == text)
    return [
        replace(edit.make(one) if edit.shared or position == number else one)
        for position, one in enumerate(stage.applications)
    ]


def ids(applications: Sequence[Application]) -> set[str]:
    return {finding.id for finding in findings_in(judge(applications))}


def guaranteed(applications: Sequence[Application]) -> int:
    return sum(row.reach is Reach.GUARANTEED for one in applications for row in occupation_seen(one).rows)


def check_claims(applications: Sequence[Application], steps: FirstSteps) -> None:
    """Make the edits one after another on fresh applications; each must do what is said of it, and no more."""
    at_first = ids(applications)
    for step in steps.steps:
        edited = side_by_side(again(applications, step.text))
        before, after = ids(applications), ids(edited)
        assert set(step.clears) == (before - after) & at_first, step.text
        assert step.brings_up == len(after - before), step.text
        assert (step.guaranteed_before, step.guaranteed_after) == (guaranteed(applications), guaranteed(edited))
        assert step.where, f"{step.text} says nowhere to go"
        applications = edited


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[Application], FirstSteps]]:
    """Every check's applications with the first steps that it gave."""
    found: list[tuple[list[Application], FirstSteps]] = []

    def spy(applications: Sequence[Application], results: Any) -> FirstSteps:
        found.append((list(applications), first_steps(applications, results)))
        return found[-1][1]

    monkeypatch.setattr(htq_core.first_steps, "first_steps", spy)
    return found


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_the_effect_claimed_for_a_sample_is_the_real_one(folder: Path, seen: list[Any]) -> None:
    golden_report(folder)
    check_claims(*seen[0])


@pytest.mark.parametrize("defect", DEFECTS if EVERY_DEFECT else DEFECTS[::5], ids=lambda defect: defect.name)
def test_the_effect_claimed_for_a_seeded_defect_is_the_real_one(defect: Defect, seen: list[Any]) -> None:
    standard = STANDARDS[0]
    seeded = defect.change(clean_application(standard, option_of(standard)), standard)
    if seeded is None:
        return
    made = LAYOUTS["template"](seeded.application, seeded.standard)
    checked_on(*defect.files(made), seeded).whole()
    check_claims(*seen[0])


def test_a_clean_application_costs_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    results = judge([small()])
    monkeypatch.setattr(choosing, "judge", None)
    assert first_steps([small()], results) == FirstSteps()


def test_runs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    monkeypatch.setattr(choosing, "judge", lambda applications: runs.append(1) or judge(applications))
    rows = [*claims(), *(claim(f"K{n}", "Partial", "U1", reason=f"Case {n}") for n in range(2, 90))]
    assert len(steps_for(small(rows)).steps) == choosing.MOST_STEPS
    assert len(runs) <= choosing.MOST_RUNS + 1


def test_the_edit_that_clears_most_comes_first() -> None:
    rows = [*claims(B1={"coverage": ""}), claim("B2", units="U3"), claim("B3", units="U3"), claim("B4", units="U3")]
    first, second = steps_for(small(rows)).steps
    assert first.text == "Map B2, B3 and B4 to U1 as well, if that is covered there."
    assert [id[:6] for id in first.clears if "PTH" in id] == ["PTH-01", "PTH-01", "PTH-01", "PTH-07"]
    assert first.effect.endswith(", and takes guaranteed coverage from 2 to 5 of 6.")
    assert second.text == "State in C4 how far B1 is covered. Tried with Full where units are named."
    assert second.effect == "Clears 1 finding, and takes guaranteed coverage from 5 to 6 of 6."


def test_what_comes_up_is_said() -> None:
    (step,) = steps_for(small(claims(B1={"coverage": "Partial", "reason": None}))).steps
    assert step.text == "Give the reason for the partial coverage of B1 in G4."
    assert step.brings_up == 2, "the reason is listed, and marked as one on the published ground"
    assert step.effect == "Clears 1 finding. 2 other findings will then show."


def test_an_edit_that_gains_nothing_is_not_listed() -> None:
    listed_only = small(claims(B1={"coverage": "Partial", "reason": "The rest is safer to learn at work, with care."}))
    assert steps_for(listed_only).steps == ()


def test_what_cannot_be_tried_is_said() -> None:
    above = small(details={"level": "6"})
    assert [id[:6] for id in steps_for(above).untried] == ["QUA-01"]


def test_a_change_to_the_structure_holds_for_every_occupation() -> None:
    broken = units(U4={"credits": None})
    second = small(of_units=broken, mapping_details={"standard": "ST9002", "version": "1.0"})
    step, *_ = steps_for(small(of_units=broken), second).steps
    assert [id[:6] for id in step.clears] == ["STR-01"]
    assert step.ksbs == 6


@pytest.mark.parametrize(
    ("of", "text", "cleared"),
    [
        (
            small(claims(B1={"units": "U3, Ethcs"})),
            "Write the right name in D4. Tried with the nearest name.",
            "REF-01",
        ),
        (small(claims(B1={"units": None})), "Name in D4 the units that cover B1. Tried with U1.", "COV-13"),
        (small(total="120"), "Correct the total credits in B8, if the units are right. Tried with 90.", "STR-04"),
        (small(groups=[group("A", minimum=5)]), "Ask in D2 for less of A. Tried with 1 units.", "STR-05"),
        (small(groups=()), "Say in the table of option groups how many to choose from A. Tried with 1 unit.", "STR-12"),
        (small(of_units=units(U1={"not_with": "U2"})), "Clear L2, if U1 may be taken with the others.", "PTH-05"),
    ],
    ids=["wrong name", "no unit", "total", "group too small", "no rule", "barred"],
)
def test_an_edit_does_what_the_finding_asks_for(of: Application, text: str, cleared: str) -> None:
    step = steps_for(of).steps[0]
    assert step.text == text
    assert cleared in [id[:6] for id in step.clears]
    check_claims([of], steps_for(of))


def test_every_suggestion_is_for_a_rule_that_exists() -> None:
    assert set(choosing.SUGGESTIONS) <= {rule.id for rule in RULES}
