"""Which rules have an edit that clears what they find, and why the others have none."""

from dataclasses import replace

import pytest

from htq_core.first_steps.choosing import SUGGESTIONS, TO_CLEAR, _Stage
from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.rules import RULES
from htq_core.standards.library import Library
from tests.builders import GOOD_DETAILS, application, cell, claim, group, standard, unit
from tests.rules.small import claims, optional, small, units

TEXTS = {
    "K1": "How milk becomes cheese, and which cultures it takes.",
    "K2": "How cheese is kept cool and safe on its way to the shop.",
    "S1": "Cuts the curd evenly and at the right time.",
    "B1": "Takes pride in clean work.",
}
ELSEWHERE = "Learners practise the rest of it with their employer, under supervision."


def worded(*rows: dict[str, object], older: dict[str, str] | None = None, **details: str) -> Application:
    """Rows held against a standard with its own wording; ``older`` is the wording of its version 0.9."""
    now = standard(*TEXTS, texts=TEXTS)
    before = (standard(*older, texts=older, version="0.9"),) if older else ()
    named = {"standard": "ST9001", "version": "1.1", **details}
    units_, library = [unit("U1"), unit("U2")], Library((now, *before))
    return application(rows, units_, standard=now, library=library, mapping_details=named, qualification=GOOD_DETAILS)


def as_published(**changes: dict[str, object]) -> list[dict[str, object]]:
    """A row for each statement; ``K1={"statement": "…"}`` changes one."""
    return [claim(code, **{"statement": text, **changes.get(code, {})}) for code, text in TEXTS.items()]  # type: ignore[arg-type]


def problem(kind: ProblemKind, field: str, column: int, row: int) -> Problem:
    """What reading has to say of a cell of the units."""
    return Problem(kind, Book.STRUCTURE, (cell(Book.STRUCTURE, "Units", column, row),), field, "TBC")


def partly(*reasons: str) -> list[dict[str, object]]:
    """Two rows in full, and one partly covered for each reason."""
    rows = [claim(f"K{n}", "Partial", "U1", reason=reason) for n, reason in enumerate(reasons, start=2)]
    return [*claims(), *rows]


IN_C4 = (cell(Book.MAPPING, "KSB mapping", 3, 4),)
MOSTLY = Problem(ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, IN_C4, "coverage", "Mostly")
COLOURED = Problem(ProblemKind.SHOWN_BY_COLOUR, Book.MAPPING, IN_C4, "coverage")
NO_CREDITS = units(U1={"credits": None})
TWO_OPTIONS = standard("K1", "S1", "B1", options={"Dairy": ["S1"], "Bakery": ["B1"]}, core=["K1"])
NAMED = {"standard": "ST9001", "version": "1.1"}

CLEARED = {
    "ASM-01": small(of_units=units(U2={"assessment": None})),
    "ASM-02": small(claims(S1={"assessment": "Exam"})),
    "ASM-03": small(of_units=units(U1={"assessment": "Formative quiz"})),
    "ASM-04": small(of_units=[*units(), unit("U5")], total="120"),
    "COV-01": small(claims(B1={"coverage": ""})),
    "COV-02": small(claims(B1={"coverage": "Mostly"}), problems=[MOSTLY]),
    "COV-03": small(claims(B1={"coverage": "Full + Partial"})),
    "COV-06": small(claims(B1={"coverage": "Partial"})),
    "COV-07": small(claims(B1={"coverage": "Not covered", "units": None})),
    "COV-08": small(claims(B1={"coverage": "Partial", "reason": "See above"})),
    "COV-09": small(partly(*[ELSEWHERE] * 5)),
    "COV-10": worded(*as_published(B1={"coverage": "Partial", "reason": TEXTS["B1"]})),
    "COV-12": small(claims(B1={"reason": "Only partly covered, as some of it is not assessed."})),
    "COV-13": small(claims(B1={"units": None})),
    "COV-14": small(claims(B1={"coverage": "Not covered", "reason": ELSEWHERE})),
    "KSB-01": worded(*as_published()[:-1]),
    "KSB-02": worded(*as_published(), claim("K7")),
    "KSB-03": small([*claims(), claim("K1", "Not covered", None, reason=ELSEWHERE)]),
    "KSB-05": worded(*as_published(K1={"statement": "How milk becomes butter, and which cultures it takes."})),
    "KSB-06": worded(*as_published(K1={"statement": TEXTS["S1"]})),
    "KSB-07": worded(
        *[claim(code, statement=f"In other words: {text[::-1]}") for code, text in TEXTS.items()],
        older={code: f"In other words: {text[::-1]}" for code, text in TEXTS.items()},
    ),
    "KSB-09": worded(*as_published(S1={"statement": "Cuts the curd evenly."})),
    "PTH-01": small(claims(B1={"units": "U3"})),
    "PTH-04": small(of_units=[*units(), optional("U5")]),
    "PTH-05": small(of_units=units(U1={"not_with": "U2"})),
    "QUA-04": small(details={"title": "HTQ in Testing"}),
    "QUA-05": small(mapping_details={**NAMED, "title": "Testing"}),
    "QUA-07": small(details={"title": "HNC in Testing", "award_type": "HNC"}),
    "QUA-08": small(details={"holder": "Northern Awards"}),
    "QUA-09": small(details={"regulator": ""}),
    "QUA-12": small(details={"awarding_body": ""}),
    "READ-05": small(of_units=NO_CREDITS, problems=[problem(ProblemKind.NOT_UNDERSTOOD, "credits", 4, 2)]),
    "READ-06": small(of_units=NO_CREDITS, problems=[problem(ProblemKind.ERROR_CELL, "credits", 4, 2)]),
    "READ-07": small(of_units=NO_CREDITS, problems=[problem(ProblemKind.PLACEHOLDER, "credits", 4, 2)]),
    "READ-09": small(claims(B1={"coverage": ""}), problems=[COLOURED]),
    "REF-01": small(claims(B1={"units": "U3, Ethcs"})),
    "REF-02": small(claims(B1={"units": "U1, Law"}), [*units(), unit("U5", "Law"), unit("U6", "Law")], total="150"),
    "REF-03": small(claims(B1={"units": "U1: Research; U3; U4"})),
    "REF-04": small(claims(B1={"units": "All units"})),
    "REF-06": small(claims(B1={"outcomes": None})),
    "REF-07": small(claims(B1={"outcomes": "LO7", "units": "U1"}), units(U1={"outcomes": "LO1 Know\nLO2 Do"})),
    "REF-08": small(claims(K1={"status": "Optional"})),
    "REF-09": small(
        claims(B1={"units": "U1", "pathway": "South"}), units(U1={"pathway": "North"}, U2={"pathway": "South"})
    ),
    "STD-01": application([claim("K1")], [unit("U1")], mapping_details={"standard": "Software developer"}),
    "STD-05": small(mapping_details={**NAMED, "version": "0.9"}),
    "STD-11": application([claim("K1")], [unit("U1")], standard=TWO_OPTIONS, mapping_details=NAMED),
    "STD-12": application(
        [claim("K1")], [unit("U1")], standard=TWO_OPTIONS, mapping_details={**NAMED, "option": "Dary"}
    ),
    "STR-01": small(of_units=NO_CREDITS),
    "STR-02": small(of_units=[*units(), unit("U1", "Law")], total="120"),
    "STR-03": small(of_units=units(U1={"credits": 0})),
    "STR-04": small(total="120"),
    "STR-05": small(groups=[group("A", minimum=5)]),
    "STR-06": small(total="30"),
    "STR-07": small(of_units=[{**row, "glh": 300, "tqt": 60} for row in units()]),
    "STR-09": small(of_units=units(U1={"level": 3})),
    "STR-11": small(of_units=units(U3={"group": None})),
    "STR-12": small(groups=()),
    "STR-13": small(claims(B1={"pathway": "West"})),
    "STR-14": small(of_units=units(U1={"assessment": None})),
    "STR-15": small(of_units=units(U1={"assessment": "Exam 60%; Report 60%"})),
    "STR-16": small(of_units=units(U1={"required_first": "U9"})),
    "STR-17": small(groups=[group("A", in_words=True)]),
}
"""For each rule with an edit, an application that has a finding of it which the edit clears."""

NO_EDIT = {
    **dict.fromkeys(("READ-01", "READ-02", "READ-03", "READ-04"), "the files must be given again, and read anew"),
    **dict.fromkeys(("READ-08", "READ-13"), "it is about what stands in the workbook and is no part of its records"),
    **dict.fromkeys(("STD-02", "STD-03", "STD-04", "STD-06", "STD-07", "STD-10"), "another standard must be chosen"),
    **dict.fromkeys(("STD-17", "STD-18", "KSB-08"), "another mapping is needed"),
    **dict.fromkeys(("QUA-01", "QUA-03", "QUA-06", "QUA-11"), "the qualification itself must be thought over"),
    **dict.fromkeys(("COV-04", "COV-05"), "it lists what is to be explained"),
    **dict.fromkeys(("COV-15", "COV-16", "COV-17", "COV-18"), "only the applicant knows what covers the KSBs"),
    **dict.fromkeys(("REF-10", "REF-11", "PTH-02"), "only the applicant knows what else covers the KSBs"),
    **dict.fromkeys(("STR-10", "PTH-03"), "units or choices of units must be thought over"),
    **dict.fromkeys(("APP-01", "APP-02", "APP-04", "APP-06"), "it is done outside the files"),
}
"""Why the other rules have none."""


def test_every_rule_has_an_edit_or_a_reason_why_not() -> None:
    assert NO_EDIT.keys().isdisjoint(SUGGESTIONS)
    assert {*NO_EDIT, *SUGGESTIONS} >= {rule.id for rule in RULES if rule.severity in TO_CLEAR}
    assert CLEARED.keys() == {rule.id for rule in RULES if rule.id in SUGGESTIONS and rule.severity in TO_CLEAR}


@pytest.mark.parametrize("rule", CLEARED)
def test_an_edit_clears_what_the_rule_finds(rule: str) -> None:
    stage = _Stage.of([replace(CLEARED[rule])])
    found = {finding.id: finding for finding in stage.findings.values() if finding.rule == rule}
    assert found
    (application,) = stage.applications
    edits = [
        edit for finding in found.values() for suggest in SUGGESTIONS[rule] for edit in suggest(application, finding)
    ]
    cleared = [edit for edit in edits if not found.keys() & stage.after(0, edit).findings.keys()]
    assert cleared, [edit.text for edit in edits]
    assert all(edit.where and "{" not in edit.text for edit in cleared)
