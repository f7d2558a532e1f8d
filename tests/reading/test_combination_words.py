"""Rules of combination in words: what sentences mean, and where they may stand."""

from typing import Any

import pytest

from htq_core.model.problem import Problem
from htq_core.model.read_as import AtLevel, RuleRead
from htq_core.model.records import StructureSheet
from htq_core.reading import read_structure
from htq_core.reading.choices import ReadingChoices
from htq_core.reading.combination_words import unclear_sentences, worded_rules
from htq_core.reading.grid import Sheet
from htq_core.reading.rules_said import RulesSaid
from tests.reading.grids import sheet, structure_grid

HEADER = ["Unit code", "Unit title", "Level", "Credits", "Status", "Option group"]
CORE = ["U1", "Anatomy", 4, 60, "Mandatory", None]


def read(*sheets: Sheet, said: dict[str, Any] | None = None) -> tuple[StructureSheet, list[Problem]]:
    rules = ReadingChoices.model_validate({"rules": said or {}}).rules
    structure, problems = read_structure(structure_grid(*sheets), rules=RulesSaid(rules))
    assert structure is not None
    return structure, problems


def rules(structure: StructureSheet) -> list[tuple[str, str | None, float | None, float | None, str]]:
    return [(g.name, g.choose, g.minimum, g.maximum, g.at("minimum").cell) for g in structure.groups if g.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Choose 30 credits from Group A", [(30, None, "credits", "A")]),
        ("Any two of the following", [(2, None, "units", "")]),
        ("Choose two (2) options from Group A", [(2, None, "units", "A")]),
        ("Select 1 module (15 credits) from Group A", [(1, None, "units", "A")]),
        ("Pick one of 2 from Group B", [(1, None, "units", "B")]),
        ("Options (1 from 3)", [(1, None, "units", "")]),
        ("Choose one from 1 and two from 2", [(1, None, "units", "1"), (2, None, "units", "2")]),
        ("STUDENTS MUST CHOOSE ONE OF THE FOLLOWING THREE UNITS:", [(1, None, "units", "")]),
        ("Optional units: choose two of 4", [(2, None, "units", "")]),
        ("Learners must choose one from A and two from B.", [(1, None, "units", "A"), (2, None, "units", "B")]),
        ("Take at least 2 and no more than 3 units from List C", [(2, 3, "units", "C")]),
        ("Choose between 30 and 60 credits from group B", [(30, 60, "credits", "B")]),
        ("Up to two modules from “Care options”", [(0, 2, "units", "Care options")]),
        ("Optional modules (choose two)", [(2, None, "units", "")]),
        ("Two options must be taken", [(2, None, "units", "")]),
        ("Pick one from Group 1", [(1, None, "units", "1")]),
        ("Learners take 120 credits in total", []),
        (
            "A minimum of 90 credits from mandatory units and 30 credits from optional units",
            [(30, None, "credits", "")],
        ),
        ("Learners take all 4 core units and choose two options", [(2, None, "units", "")]),
        ("Besides the core units, learners take two options in the second year", [(2, None, "units", "")]),
        ("Learners must take any two of the options.", [(2, None, "units", "")]),
        ("Learners choose two of the five optional units listed", [(2, None, "units", "")]),
        ("Pick two out of 4 options", [(2, None, "units", "")]),
        ("Take the mandatory units (90 credits) and two options (30 credits)", [(2, None, "units", "")]),
        ("Learners take two options, each worth 15 credits", [(2, None, "units", "")]),
        ("Take two options and 15 credits from Group B", [(2, None, "units", ""), (15, None, "credits", "B")]),
        ("Students must complete 120 credits", []),
        ("The programme has 6 modules in year 1", []),
        ("Choose three or fewer from Group A", [(0, 3, "units", "A")]),
        ("Choose 2 at most from A", [(0, 2, "units", "A")]),
        ("Take two options (minimum of 30 credits)", [(2, None, "units", ""), (30, None, "credits", "")]),
        ("Choose either HLT404 or HLT405", []),
        ("Optional modules", []),
    ],
)
def test_a_sentence_says_how_many_of_what(text: str, expected: list[tuple[float, float | None, str, str]]) -> None:
    assert [(r.least, r.most, r.measure, r.group) for r in worded_rules(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Learners take two options unless they have prior credit",
        "Learners cannot take more than two options",
        "Learners take one option each semester",
        "Take either two options or a project",
        "Learners who take two options have no project",
    ],
)
def test_a_sentence_that_says_more_than_a_number_is_asked_about(text: str) -> None:
    assert worded_rules(text) == ()
    assert unclear_sentences(text) == (text,)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Choose two or more units from Group A", 2),
        ("Choose 2+ units from Group A", 2),
        ("Take 30 credits or more from A", 30),
        ("Choose 30 credits minimum from A", 30),
        ("Choose two at a minimum from A", 2),
        ("One or more from A", 1),
        ("Choose any two or more from Group A", 2),
    ],
)
def test_what_stands_behind_a_number_bounds_it_too(text: str, least: float) -> None:
    (rule,) = worded_rules(text)
    assert (rule.least, rule.most, rule.open_ended, rule.group) == (least, None, True, "A")


def test_at_least_leaves_the_other_end_open_and_a_level_is_kept_apart() -> None:
    (at_least,) = worded_rules("At least one from B")
    (of_level,) = worded_rules("A minimum of 60 credits must be at level 5")
    assert (at_least.least, at_least.open_ended, at_least.level) == (1, True, None)
    assert (of_level.least, of_level.level) == (60, 5)


def test_a_heading_row_rules_the_options_below_it_and_names_their_group() -> None:
    rows = [
        ["Module code", "Module title", "Level", "Credits"],
        ["Core modules"],
        ["U1", "Anatomy", 4, 60],
        ["Optional modules: choose one of the following"],
        ["U2", "Law", 4, 20],
        ["U3", "Ethics", 4, 20],
        ["Group B (any two)"],
        ["U4", "Risk", 4, 20],
        ["U5", "Data", 4, 20],
        ["U6", "Systems", 4, 20],
    ]
    structure, problems = read(sheet("Units", rows))
    assert problems == []
    first = "Optional modules: choose one of the following"
    assert [unit.group for unit in structure.units] == [None, first, first, "Group B", "Group B", "Group B"]
    assert [unit.mandatory for unit in structure.units] == [True, *[False] * 5]
    assert rules(structure) == [(first, "units", 1, None, "A4"), ("Group B", "units", 2, None, "A7")]


def test_a_note_under_the_table_rules_the_group_it_names() -> None:
    options = [[f"U{n}", f"Option {n}", 4, 20, "Optional", "AABB"[n - 2]] for n in range(2, 6)]
    rows = [
        HEADER,
        CORE,
        *options,
        [],
        ["Learners choose 20 credits from Group A, and at least one unit from Group B."],
    ]
    structure, problems = read(sheet("Units", rows))
    assert problems == []
    assert rules(structure) == [("A", "credits", 20, None, "A8"), ("B", "units", 1, 2, "A8")]
    assert len(structure.tables[0].assumed) == 2


def test_one_rule_for_all_options_gives_them_a_group_where_they_have_none() -> None:
    rows = [HEADER[:5], CORE[:5], ["U2", "Law", 4, 30, "Optional"], ["U3", "Ethics", 4, 30, "Optional"]]
    structure, _ = read(sheet("Units", [["Any one of the optional units"], *rows]))
    assert [unit.group for unit in structure.units] == [None, "Optional units", "Optional units"]
    assert rules(structure) == [("Optional units", "units", 1, None, "A1")]


def test_a_column_of_rules_is_read_for_the_group_beside_it() -> None:
    options = [["U2", "Law", 4, 30, "Optional", "A", "Choose 1"], ["U3", "Ethics", 4, 30, "Optional", "A", "Choose 1"]]
    structure, problems = read(sheet("Units", [[*HEADER, "Rule of combination"], CORE, *options]))
    assert problems == []
    assert rules(structure) == [("A", "units", 1, None, "G3")]


def test_a_table_of_option_groups_goes_before_words() -> None:
    options = [[f"U{n}", f"Option {n}", 4, 20, "Optional", "A"] for n in (2, 3, 4)]
    groups = [["Option group", "Choose", "Minimum"], ["A", "units", 2]]
    structure, _ = read(sheet("Units", [HEADER, CORE, *options, [], ["Choose one from A"]]), sheet("Groups", groups))
    assert rules(structure) == []
    assert [group.minimum for group in structure.groups] == [2]


def test_two_sentences_that_disagree_are_asked_about() -> None:
    options = [[f"U{n}", f"Option {n}", 4, 20, "Optional", "A"] for n in (2, 3, 4)]
    rows = [HEADER, CORE, *options, [], ["Choose one from Group A"], ["Choose two from Group A"]]
    _, (problem,) = read(sheet("Units", rows))
    assert (problem.where[0].cell, problem.field) == ("A8", "rule")


def test_a_sentence_for_one_of_several_groups_is_not_guessed() -> None:
    options = [[f"U{n}", f"Option {n}", 4, 20, "Optional", "AB"[n % 2]] for n in (2, 3, 4, 5)]
    structure, _ = read(sheet("Units", [HEADER, CORE, *options, [], ["Choose any two of the options."]]))
    assert rules(structure) == []


def test_a_rule_about_a_level_is_told_and_not_used() -> None:
    options = [[f"U{n}", f"Option {n}", 5, 20, "Optional", "A"] for n in (2, 3)]
    rows = [HEADER, CORE, *options, [], ["Minimum 20 credits at level 5"], ["Choose one from Group A"]]
    structure, _ = read(sheet("Units", rows))
    assert [group.name for group in structure.groups] == ["A"]
    assert structure.worded[0].at_level == AtLevel(20, 5)
    assert structure.tables[0].assumed[0] == (
        "“Minimum 20 credits at level 5” in A6 was not used. It is about level 5, and no pathway is held to it: "
        "one with fewer credits at this level counts as permitted."
    )


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("At least 60 credits must be taken at level 5 or above", AtLevel(60, 5, and_above=True)),
        ("Choose at least 60 credits from A at level 5", None),
        ("Choose at least two units at level 5", None),
        ("Choose 60 credits at level 5", None),
    ],
)
def test_only_a_least_number_of_credits_of_all_is_kept_for_its_level(text: str, asked: AtLevel | None) -> None:
    structure, _ = read(sheet("Units", [HEADER, CORE, *options("AA"), [], [text]]))
    assert [rule.at_level for rule in structure.worded if rule.sentence] == [asked]


def options(groups: str) -> list[list[object]]:
    """Options of 20 credits, each in the group of its letter; a blank stands for none."""
    return [[f"U{n}", f"Option {n}", 4, 20, "Optional", g.strip() or None] for n, g in enumerate(groups, start=2)]


def as_ruled(structure: StructureSheet) -> dict[str, tuple[str | None, float | None, float | None]]:
    return {group.name: (group.choose, group.minimum, group.maximum) for group in structure.groups}


def open_rules(structure: StructureSheet) -> list[RuleRead]:
    return [rule for rule in structure.worded if not rule.said]


def test_what_is_said_of_a_sentence_goes_before_what_was_read_and_needs_no_confirming() -> None:
    rows = [
        HEADER,
        CORE,
        *options("AAABBB"),
        [],
        ["Choose one from Group A and two from B."],
        ["Take 40 credits from B"],
    ]
    said = {
        "choose ONE from group A and two from B": [
            {"group": "A", "choose": "units", "minimum": 2},
            {"group": "Group B", "choose": "credits", "minimum": 20, "maximum": 40},
        ],
        "Take 40 credits from B": [],
    }
    structure, problems = read(sheet("Units", rows), said=said)
    assert (problems, rules(structure)) == ([], [])
    assert as_ruled(structure) == {"A": ("units", 2, None), "B": ("credits", 20, 40)}
    assert [(each.meaning, each.at.cell) for each in structure.repaired] == [
        ("2 units from A", "A10"), ("20 to 40 credits from B", "A10"), ("no rule of combination", "A11"),
    ]  # fmt: skip
    assert (open_rules(structure), structure.tables[0].assumed) == ([], ())


def test_a_sentence_that_is_no_rule_leaves_its_group_without_one() -> None:
    rows = [HEADER, CORE, *options("AA"), [], ["Choose one from Group A"]]
    structure, _ = read(sheet("Units", rows), said={"Choose one from Group A": []})
    assert structure.groups == ()
    assert [(rule.sentence, rule.asks[0].group) for rule in open_rules(structure)] == [("", "A")]


def test_what_nothing_rules_is_asked_for_together_with_the_sentences_that_may_rule_it() -> None:
    note = ["Choose either U2 or U3"]
    rows = [HEADER, CORE, *options("AAB "), [], note, ["Choose any two of the options."]]
    structure, _ = read(sheet("Units", rows))
    sentences = ["Choose either U2 or U3", "Choose any two of the options", "", "", ""]
    assert [rule.sentence for rule in structure.worded] == sentences
    assert [bool(rule.unused) for rule in structure.worded] == [True, True, False, False, False]
    assert [rule.asks[0].group for rule in structure.worded[2:]] == ["A", "B", "Optional units"]
    said = {
        note[0]: [{"group": "A", "choose": "units", "minimum": 1}],
        "": [{"group": name, "choose": "units", "minimum": 1} for name in ("B", "Optional units")],
    }
    structure, _ = read(sheet("Units", rows), said=said)
    assert as_ruled(structure) == dict.fromkeys(("A", "B", "Optional units"), ("units", 1, None))
    assert [unit.group for unit in structure.units] == [None, "A", "A", "B", "Optional units"]
    assert open_rules(structure) == []


def test_a_rule_for_a_group_that_is_not_there_is_told() -> None:
    rows = [HEADER, CORE, *options("AA"), [], ["Choose one from Group A"], ["Choose one from Group C"]]
    structure, _ = read(sheet("Units", rows))
    assert structure.tables[0].assumed[1] == (
        "“Choose one from Group C” in A7 was not used. No optional unit belongs to a group “C”."
    )
    wrong = {"Choose one from Group C": [{"group": "D", "choose": "units", "minimum": 1}]}
    structure, _ = read(sheet("Units", rows), said=wrong)
    assert structure.worded[0].unused == "No optional unit belongs to a group “D”."


def test_a_table_that_says_otherwise_goes_first_and_that_is_told() -> None:
    groups = sheet("Groups", [["Option group", "Choose", "Minimum"], ["A", "units", 2]])
    rows = [HEADER, CORE, *options("AAA"), []]
    structure, _ = read(sheet("Units", [*rows, ["Choose one from A"]]), groups)
    assert "The table of option groups says otherwise of A" in structure.tables[0].assumed[0]
    structure, _ = read(sheet("Units", [*rows, ["Choose two from A"]]), groups)
    assert structure.tables[0].assumed == ()


def test_words_in_the_table_of_option_groups_are_corrected_too() -> None:
    groups = sheet(
        "Groups", [["Option group", "Choose"], ["A", "any two units"], ["B", "any two units"], ["C", "1 unit"]]
    )
    units = sheet("Units", [HEADER, CORE, *options("AABBC")])
    structure, _ = read(units, groups)
    assert [str(asks) for asks in structure.worded[0].asks] == ["2 units from A", "2 units from B"]
    said = {"any two units": [{"group": "A", "choose": "units", "minimum": 1}]}
    structure, _ = read(units, groups, said=said)
    assert as_ruled(structure)["A"] == ("units", 1, None)
    assert as_ruled(structure)["B"] == (None, None, None)
    assert as_ruled(structure)["C"] == ("units", 1, None)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Learners must take any two of the options.", ("units", 2, None)),
        ("Learners choose 20 to 40 credits from Group A", ("credits", 20, 40)),
        ("Up to two options may be taken", ("units", 0, 2)),
        ("Learners must choose two from Group B", (None, None, None)),
        ("At least one option must be taken", ("units", 1, 3)),
        ("At least 2 units", ("units", 2, 3)),
        ("minimum 30 credits", ("credits", 30, 60)),
        ("no more than 2 units", ("units", 0, 2)),
        ("Choose one from A and two from B", (None, None, None)),
        ("Take 20 credits at level 5", (None, None, None)),
    ],
)
def test_a_sentence_in_the_table_of_option_groups_is_read_where_it_is_plain(sentence: str, asked: object) -> None:
    groups = sheet("Groups", [["Option group", "Rule of combination"], ["A", sentence]])
    structure, problems = read(sheet("Units", [HEADER, CORE, *options("AAA")]), groups)
    assert as_ruled(structure) == {"A": asked}
    assert [problem.where[0].cell for problem in problems] == ([] if asked[0] else ["B2"])  # type: ignore[index]
    assert (structure.groups[0].words is not None) is bool(asked[0])  # type: ignore[index]


def table(*row: object) -> Sheet:
    """A table of option groups with one row, of group A."""
    return sheet("Groups", [["Option group", "Choose", "Minimum", "Maximum"], ["A", *row]])


@pytest.mark.parametrize(
    ("row", "asked", "words"),
    [
        (("units", "at least 2", None), ("units", 2, 4), "C2"),
        (("credits", "20 or more", None), ("credits", 20, 80), "C2"),
        (("units", "At least 2 units", "no more than 3"), ("units", 2, 3), ""),
        (("units", 2, "3 at most"), ("units", 2, 3), ""),
        (("units", 2, "2 to 3"), ("units", 2, 3), ""),
        (("units", 2, "none"), ("units", 2, 4), "D2"),
        (("units", 2, "No maximum"), ("units", 2, 4), "D2"),
        (("units", 2, "n/a"), ("units", 2, None), ""),
        (("units", 2, None), ("units", 2, None), ""),
        (("at least 2 units", None, 3), ("units", 2, 3), "B2"),
    ],
)
def test_words_beside_a_number_in_the_table_of_option_groups_say_which_end_it_is(
    row: tuple[object, ...], asked: object, words: str
) -> None:
    structure, problems = read(sheet("Units", [HEADER, CORE, *options("AAAA")]), table(*row))
    (group,) = structure.groups
    assert (problems, as_ruled(structure)["A"]) == ([], asked)
    assert (group.words.location.cell if group.words else "") == words
    assert [rule.where[0].cell for rule in structure.worded] == [words] * bool(words)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("units", "no more than 3", None), "C2"),
        (("units", 1, "at least 2"), "D2"),
        (("units", "at least 30 credits", None), "C2"),
        (("credits", 30, "2 units"), "D2"),
    ],
)
def test_a_number_that_cannot_be_what_its_column_says_is_asked_about(row: tuple[object, ...], cell: str) -> None:
    _, (problem,) = read(sheet("Units", [HEADER, CORE, *options("AAAA")]), table(*row))
    assert problem.where[0].cell == cell


def test_at_least_is_shown_as_it_was_read_and_what_was_said_of_it_goes_first() -> None:
    units = sheet("Units", [HEADER, CORE, *options("AAA")])
    structure, _ = read(units, table("units", "at least 2", None))
    assert structure.tables[0].assumed == ("“at least 2” in C2 was read as: 2 to 3 units from A.",)
    said = {"at least 2": [{"group": "A", "choose": "units", "minimum": 2}]}
    structure, _ = read(units, table("units", "at least 2", None), said=said)
    assert (rules(structure), as_ruled(structure)) == ([], {"A": ("units", 2, None)})


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Minimum credits", "No column says how many at most, so a number alone under “Minimum credits” was read as "
         "exactly that many."),
        ("How many", ""),
    ],
)  # fmt: skip
def test_a_minimum_without_a_column_for_a_maximum_is_told(header: str, said: str) -> None:
    groups = sheet("Groups", [["Option group", "Choose", header], ["A", "credits", 20]])
    structure, _ = read(sheet("Units", [HEADER, CORE, *options("AA")]), groups)
    assert structure.tables[1].assumed == ((said,) if said else ())


def test_two_headings_in_the_same_words_are_two_groups() -> None:
    heading = ["Optional modules: choose one of the following"]
    rows = [["Module code", "Module title", "Level", "Credits"], *([*row[:4]] for row in ([CORE]))]
    for level in (4, 5):
        rows += [[f"Level {level}"], heading, *([f"U{level}{n}", "Option", level, 20] for n in (1, 2))]
    structure, _ = read(sheet("Units", rows))
    (name,) = heading
    assert [unit.group for unit in structure.units[1:]] == [name, name, f"{name} (2)", f"{name} (2)"]
    assert as_ruled(structure) == {name: ("units", 1, None), f"{name} (2)": ("units", 1, None)}
