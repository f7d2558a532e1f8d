"""What a units cell means: every way in which people write a list of units."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htq_core.location import Book, Location
from htq_core.model.name_forms import same_name
from htq_core.model.records import Unit
from htq_core.model.reference import MOST_PIECES, UnitReader


def unit(code: str, title: str = "") -> Unit:
    anchor = Location(Book.STRUCTURE, "Units", "A2")
    return Unit(position=0, entries={}, anchor=anchor, key=code or title, code=code or None, title=title or None)


TITLES = (
    "Communication", "Research Methods", "Communication, numeracy and digital skills", "Health & Safety",
    "Anatomy and physiology", "Research throughout the lifespan", "Leadership", "Data", "Ethics", "Management",
)  # fmt: skip
PLAIN = tuple(unit(f"U{number}", title) for number, title in enumerate(TITLES, 1))
LETTERS = tuple(unit(f"HLT{number}", title) for number, title in zip((401, 402, 403, 410), TITLES, strict=False))
REGULATED = (
    unit("A/123/4567", "Unit 1: Communication"),
    unit("Y/650/1234", "Unit 2: Research, design and practice"),
    unit("500/1234/5", "Unit 3: Practice"),
)
NUMBERED = (unit("1", "Introduction"), unit("2", "Care"), unit("12", "Other matters"), unit("03", "Practice"))


def read(units: Sequence[Unit], text: str) -> list[str]:
    """The keys of the units in a cell; ``?text`` for an unknown one, ``*text`` for a vague one, ``A|B`` for two."""
    return [
        "|".join(reference.keys) or ("*" if reference.vague else "?") + reference.text
        for reference in UnitReader(units).read(text)
    ]


@pytest.mark.parametrize(
    "text",
    ["U1", "u1", " U 1 ", "U-1", "U01", "U1.", "“U1”", "(U1)", "[U1]", "Unit 1", "UNIT 01", "Unit U1", "Module 1",
     "1", "Core unit 1", "Unit no. 1", "U1: Communication", "U1 - Communication", "U1 – Communication",
     "U1-Communication", "U1 Communication", "Unit 1 Communication", "Unit 1: communication", "U1 (Communication)",
     "Communication (U1)", "Communication - U1", "Communication U1", "Communication", "COMMUNICATION.",
     "Communication unit", "1. Communication", "U1: Comms", "U1 (partial)", "Comms (U1)",
     "Communication (30 credits)", "See U1", "Embedded in U1", "U1; Communication"],
)  # fmt: skip
def test_one_unit_in_many_forms(text: str) -> None:
    assert read(PLAIN, text) == ["U1"]


@pytest.mark.parametrize(
    "text",
    ["U1, U2", "U1,U2", "U1; U2", "U1/U2", "U1 / U2", "U1 & U2", "U1 + U2", "U1 and U2", "U1\nU2", "U1\r\nU2",
     "U1 | U2", "• U1\n• U2", "- U1\n- U2", "U1 U2", "U1 or U2", "U1 and/or U2", "U1,, U2,", "Units 1 and 2",
     "Units 1, 2", "U1, 2", "Units (1, 2)", "(U1, U2)", "U1 with U2", "U1, U2, U1",
     "Communication and Research methods", "U1: Communication; U2: Research Methods",
     "U1: Communication, U2: Research Methods", "Unit 1 Communication and Unit 2 Research Methods",
     "All units: U1, U2", "All units (U1, U2)", "1-2", "U1–U2", "U1-U3 except U3"],
)  # fmt: skip
def test_two_units_in_many_forms(text: str) -> None:
    assert read(PLAIN, text) == ["U1", "U2"]


@pytest.mark.parametrize(
    "text",
    ["Units 1-4", "Units 1–4", "Units 1 to 4", "U1-U4", "U1–U4", "U1 - U4", "U1 to U4", "U1 through U4", "u01-u04",
     "U1-4", "Unit 1 to Unit 4", "U1-2, U3, 4", "Units 1-4 inclusive"],
)  # fmt: skip
def test_ranges(text: str) -> None:
    assert read(PLAIN, text) == ["U1", "U2", "U3", "U4"]


def test_a_range_names_units_that_are_not_there() -> None:
    assert read(PLAIN, "Units 9-11") == ["U9", "U10", "?Unit 11"]
    assert all(reference.range for reference in UnitReader(PLAIN).read("Units 9-11"))


def test_long_numbers_leave_gaps_in_a_range_but_not_at_its_ends() -> None:
    assert read(LETTERS, "HLT401 to HLT410") == ["HLT401", "HLT402", "HLT403", "HLT410"]
    assert read(LETTERS, "HLT 401 - 403") == ["HLT401", "HLT402", "HLT403"]
    assert read(LETTERS, "HLT401-HLT405") == ["HLT401", "HLT402", "HLT403", "?HLT405"]


@pytest.mark.parametrize("text", ["U1-U900000", "U4-U1", "U1-M4", "ZZ1-ZZ4"])
def test_what_is_no_range_of_units_is_one_unknown_name_at_most(text: str) -> None:
    assert len(read(PLAIN, text)) == 1


CODES_OF_MANY_KINDS = (
    ("4HSC01", "4HSC02", "4HSC03", "4HSC04"),
    ("4BUS1001", "4BUS1002", "4BUS1003", "4BUS1004"),
    ("L4U1", "L4U2", "L4U3", "L4U4"),
    ("CIV-L4-01", "CIV-L4-02", "CIV-L4-03", "CIV-L4-04"),
    ("CS4.1", "CS4.2", "CS4.3", "CS4.4"),
    ("BM101A", "BM102A", "BM103A", "BM104A"),
    ("H/HSC/01", "H/HSC/02", "H/HSC/03", "H/HSC/04"),
    ("ABC 101", "ABC 102", "ABC 103", "ABC 104"),
    ("Module 1", "Module 2", "Module 3", "Module 4"),
    ("A", "B", "C", "D"),
    ("L4A1", "L4B7", "L5A1", "L5C2"),
)


@pytest.mark.parametrize("codes", CODES_OF_MANY_KINDS, ids=lambda codes: codes[0])
@pytest.mark.parametrize(
    "text",
    ["{0} to {2}", "{0} – {2}", "{0} - {2}", "{0}-{2}", "{0} through {2}", "{0} until {2}", "See {0} to {2}",
     "{0} – {2} (partly)", "{0}: Communication to {2}: Leadership"],
)  # fmt: skip
def test_a_range_of_codes_of_any_kind(codes: tuple[str, ...], text: str) -> None:
    units = [unit(code, title) for code, title in zip(codes, ("Communication", "Data", "Leadership"), strict=False)]
    units.append(unit(codes[3], "Ethics"))
    assert read(units, text.format(*codes)) == [*codes[:3]]
    assert read(units, text.format(*codes) + f"; {codes[3]}") == [*codes]
    assert all(reference.range for reference in UnitReader(units).read(text.format(*codes)))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("BM101A-103A", ["BM101A", "BM102A", "BM103A"]),
        ("CS4.1-3", ["CS4.1", "CS4.2", "CS4.3"]),
        ("CS4.1 to 4.3", ["CS4.1", "CS4.2", "CS4.3"]),
        ("CS4.2 to CS4.5", ["CS4.2", "CS4.3", "?CS4.4", "?CS4.5"]),
    ],
)
def test_a_range_may_be_cut_short_or_go_too_far(text: str, keys: list[str]) -> None:
    assert read([unit(f"BM10{n}A") for n in (1, 2, 3)] + [unit(f"CS4.{n}") for n in (1, 2, 3)], text) == keys


def test_a_gap_in_a_range_is_a_unit_that_is_not_there_if_another_has_its_number() -> None:
    assert read([unit("BM101A"), unit("BM102B"), unit("BM103A")], "BM101A to BM103A") == [
        "BM101A",
        "?BM102A",
        "BM103A",
    ]


@pytest.mark.parametrize(
    "text",
    ["U4 – U1", "U4 to U1", "A to U3", "C – B", "A to C", "U1 to Ethics", "U1 to ZZ9", "Ethics to Data", "U9 U1–U3",
     "U1: Intro U2 to U4"],
)  # fmt: skip
def test_a_range_that_cannot_be_told_is_asked_about(text: str) -> None:
    units = [*PLAIN, unit("A"), unit("C"), unit("B")]
    assert read(units, text) == [f"?{text}"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Introduction to Data", ["U1"]),
        ("U1: Introduction to Data", ["U1"]),
        ("Health - Safety", ["U3"]),
        ("U1 - Introduction to Data, U2 - Data", ["U1", "U2"]),
        ("U1 – U3 – U2", ["U1", "U3", "U2"]),
        ("U2 (levels 1-3)", ["U2"]),
        ("U2 through coursework", ["U2"]),
        ("U2 - Data", ["U2"]),
    ],
)
def test_dashes_and_the_word_to_make_no_range_of_a_title(text: str, keys: list[str]) -> None:
    assert read([unit("U1", "Introduction to Data"), unit("U2", "Data"), unit("U3", "Health - Safety")], text) == keys


@pytest.mark.parametrize("said", ["15 credits", "2 hours", "4 assessments", "3 weeks’ work"])
@pytest.mark.parametrize("before", ["U1 – {}", "Unit 1 - {}", "U1: Communication – {}"])
def test_a_number_that_counts_something_ends_no_range(before: str, said: str) -> None:
    units = [unit("U1", "Communication"), *(unit(f"U{number}") for number in range(2, 17))]
    assert read(units, before.format(said)) == ["U1"]


def test_the_ends_of_a_range_are_not_one_number() -> None:
    units = [unit(f"U{number}") for number in (1, 2, 3, 12, 13)]
    assert read(units, "U1 - 3") == ["U1", "U2", "U3"]


CARE = (
    unit("U1", "Law, Policy and Ethical Practice"),
    unit("U2", "Health & Safety"),
    unit("U3", "Data"),
    unit("", "Care"),
)


@pytest.mark.parametrize(
    "text", ["Law Policy & Ethical Practise", "Law and Policy", "Law, Policy and Ethicle Practice"]
)
def test_what_is_nearly_a_title_with_separators_is_one_unknown_name(text: str) -> None:
    assert read(CARE, text) == [f"?{text}"]
    assert read(CARE, f"U2, {text}") == ["U2", f"?{text}"]
    assert UnitReader(CARE).names.near(text) == "U1: Law, Policy and Ethical Practice"


@pytest.mark.parametrize("text", ["Law and Data", "Law, Health", "Policy; Law", "Policy, Z9"])
def test_what_is_not_stays_apart(text: str) -> None:
    assert len(read(CARE, text)) == 2


def test_a_code_nearly_names_the_one_unit_without_a_code() -> None:
    assert UnitReader(CARE).names.near("U9") == "Care"
    assert UnitReader([*CARE, unit("", "Play")]).names.near("U9") == ""
    assert UnitReader([unit("", "Care")]).names.near("U9") == ""


def test_a_code_with_slashes_stays_whole_with_another_title_or_number() -> None:
    units = [unit("H/HSC/01", "Care"), unit("H/HSC/02", "Law")]
    assert read(units, "H/HSC/01: Health") == ["H/HSC/01"]
    assert read(units, "H/HSC/01/H/HSC/09") == ["H/HSC/01", "?H/HSC/09"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("U2: Law, Safety and Risk; U9: Ethics", ["U2", "U9"]),
        ("U9 - Ethics\nU2 - Law, Safety and Risk", ["U9", "U2"]),
        ("U2: Law, Ethics and Risk; U1", ["U2", "U1"]),
        ("U2: Law, U3: Talk, U4; U1", ["U2", "U3", "U4", "U1"]),
        ("U2: Law, Risk; Zoology", ["U2", "?Zoology"]),
        ("U2: Law, U99; U3", ["U2", "?U99", "U3"]),
        ("U2: Methods, Ethics; U1", ["U2", "U9", "U1"]),
        ("U2: Law, Risk", ["U2", "?Risk"]),
    ],
)
def test_a_wrong_title_after_a_code_goes_on_to_the_next_semicolon_or_code(text: str, keys: list[str]) -> None:
    assert read(PLAIN, text) == keys


def test_a_bare_number_goes_on_from_a_code() -> None:
    assert read(LETTERS, "HLT401, 402 and 410") == ["HLT401", "HLT402", "HLT410"]
    assert read(LETTERS, "HLT401/402") == ["HLT401", "HLT402"]


@pytest.mark.parametrize(
    "text",
    ["U1 (LO1, LO3)", "U1 (LO1 and LO3)", "U1 LO1.2", "U1: LO1", "U1 - LO 1, LO 2", "U1 LO1, 2", "U1 LOs 1-3",
     "U1 (1.1, 1.2)", "U1 1.1, 1.2", "U1 (AC 1.1)", "U1 (P1, M1)", "U1, learning outcomes 1 and 2",
     "U1 assessment criteria 1.1; 1.2", "U1 (2)", "U1LO1", "U1/LO2"],
)  # fmt: skip
def test_outcomes_are_not_units(text: str) -> None:
    assert read(PLAIN, text) == ["U1"]


def test_units_go_on_after_outcomes() -> None:
    assert read(PLAIN, "U1 (LO1, LO3), U2 (LO2)") == ["U1", "U2"]
    assert read(PLAIN, "U1: LO1, LO2; U3: LO4") == ["U1", "U3"]
    assert read(NUMBERED, "1 LO1, 2 LO3") == ["1", "2"]


@pytest.mark.parametrize("text", ["U1 (LO1, LO3)", "U1: LO 1.2", "U1 (1.1)", "U1, learning outcome 2; U2"])
def test_outcomes_in_the_cell_are_seen(text: str) -> None:
    assert UnitReader(PLAIN).names_outcomes(text)


@pytest.mark.parametrize("text", ["", "U1", "U1, Communication (U1), Unit 2", "Units (1, 2)", "All units"])
def test_no_outcomes_are_seen_where_there_are_none(text: str) -> None:
    assert not UnitReader(PLAIN).names_outcomes(text)


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_hold_separators_stay_whole(title: str) -> None:
    key = f"U{TITLES.index(title) + 1}"
    assert read(PLAIN, title) == [key]
    assert read(PLAIN, f"{title}, U9") == list(dict.fromkeys([key, "U9"]))
    assert read(PLAIN, f"{key}: {title} and U9") == list(dict.fromkeys([key, "U9"]))
    assert read(PLAIN, f"U9 / {title}") == list(dict.fromkeys(["U9", key]))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Health and safety", ["U4"]),
        ("Communication,\nnumeracy and digital skills", ["U3"]),
        ("U3: Communication, numeracy; U1", ["U3", "U1"]),
        ("Health & Safety & Ethics", ["U4", "U9"]),
    ],
)
def test_titles_read_with_their_punctuation_aside(text: str, keys: list[str]) -> None:
    assert read(PLAIN, text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("A/123/4567", ["A/123/4567"]),
        ("a/123/4567, Y/650/1234", ["A/123/4567", "Y/650/1234"]),
        ("A/123/4567/Y/650/1234", ["A/123/4567", "Y/650/1234"]),
        ("A1234567", ["A/123/4567"]),
        ("Y/650/1234: Research, design and practice", ["Y/650/1234"]),
        ("Unit 1, Unit 2", ["A/123/4567", "Y/650/1234"]),
        ("Units 1-3", ["A/123/4567", "Y/650/1234", "500/1234/5"]),
        ("Research, design and practice", ["Y/650/1234"]),
        ("500/1234/5 and Communication", ["500/1234/5", "A/123/4567"]),
        ("A/123/4569", ["?A/123/4569"]),
        ("Unit 4: Communication", ["?Unit 4: Communication"]),
    ],
)
def test_regulated_numbers_and_numbered_titles(text: str, keys: list[str]) -> None:
    assert read(REGULATED, text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [("1, 2", ["1", "2"]), ("1/2", ["1", "2"]), ("12", ["12"]), ("1 2", ["?1 2"]), ("3", ["03"]), ("Unit 3", ["03"]),
     ("1-3", ["1", "2", "03"]), ("1: Introduction", ["1"]), ("Introduction (1)", ["1"]), ("2: Introduction", ["2|1"])],
)  # fmt: skip
def test_bare_numbers_as_codes(text: str, keys: list[str]) -> None:
    assert read(NUMBERED, text) == keys


def test_pieces_do_not_run_together() -> None:
    units = [unit("U1"), unit("U12"), unit("U2")]
    assert read(units, "U1, 2") == ["U1", "U2"]
    assert read(units, "U1/2") == ["U1", "U2"]
    assert read(units, "U1-2") == ["U1", "U2"]


def test_a_number_that_several_units_have_is_ambiguous() -> None:
    units = [unit("U3"), unit("3"), unit("M4")]
    assert read(units, "Unit 3") == ["U3|3"]
    assert read(units, "U3; 3") == ["U3", "3"]
    assert read(units, "Unit 4") == ["M4"]


def test_a_title_that_several_units_have_is_ambiguous() -> None:
    assert read([unit("U1", "Same"), unit("U2", "Same")], "Same") == ["U1|U2"]
    assert read([unit("U1", "Same"), unit("U2", "Same")], "U1: Same") == ["U1"]


def test_a_code_as_written_counts_before_one_that_is_like_it() -> None:
    assert read([unit("U1"), unit("U01")], "U01; U1; U001") == ["U01", "U1", "U1|U01"]


def test_the_code_counts_where_code_and_title_differ() -> None:
    assert read(PLAIN, "U1: Research Methods") == ["U1"]
    assert read(PLAIN, "Research Methods (U1)") == ["U1"]


@pytest.mark.parametrize(
    "text",
    ["U19: Communication", "Communication (U19)", "Comms", "U1O", "Comunication", "19. Communication", "the workplace"],
)
def test_what_is_not_there_is_never_assumed(text: str) -> None:
    assert read(PLAIN, text) == [f"?{text}"]


def test_a_label_before_the_title_of_a_unit_without_a_code_means_nothing_else() -> None:
    assert read([unit("", "Communication"), unit("", "Research")], "U1: Communication; Unit 2 - Research") == [
        "Communication",
        "Research",
    ]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("U1O", "U10: Management"),
        ("Comunication", "U1: Communication"),
        ("U19: Communication", "U1: Communication"),
        ("Reserch methods", "U2: Research Methods"),
        ("U11", ""),
        ("Zoology", ""),
        ("", ""),
    ],
)
def test_near_misses(text: str, near: str) -> None:
    assert UnitReader(PLAIN).names.near(text) == near


def test_near_misses_of_longer_codes() -> None:
    names = UnitReader(LETTERS).names
    assert names.near("HTL401") == "HLT401: Communication"
    assert names.near("Unit 402") == "HLT402: Research Methods"
    assert names.near("HLT409") == ""


@pytest.mark.parametrize(
    "text",
    ["all units", "All of the units", "every unit", "most modules", "throughout", "Throughout the programme",
     "various", "Various units", "embedded", "embedded throughout", "Embedded across all units",
     "across the programme", "All", "all mandatory units", "All optional modules", "the whole qualification",
     "all units except U3", "All Level 4 units", "integrated across the curriculum", "everything", "Year 1",
     "Several"],
)  # fmt: skip
def test_vague_words(text: str) -> None:
    assert read(PLAIN, text) == [f"*{text}"]


@pytest.mark.parametrize("text", ["", "  ", ",", "-", "and", ";;\n", "()"])
def test_nothing_in_a_cell(text: str) -> None:
    assert all(found in ("?and", "*and") for found in read(PLAIN, text))


@pytest.mark.parametrize(
    ("one", "other"), [("U9", "Unit 9"), ("u 09", "9"), ("HLT-401", "hlt401"), ("Zoology.", "zoology")]
)
def test_the_same_name_in_two_forms(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


def test_different_names_stay_apart() -> None:
    assert len({same_name(name) for name in ("U9", "U19", "M9", "HLT409", "U1-9")}) == 5


STYLES = {
    "code": lambda u: u.code,
    "lower": lambda u: u.code.lower(),
    "title": lambda u: u.title,
    "code: title": lambda u: f"{u.code}: {u.title}",
    "code - title": lambda u: f"{u.code} - {u.title}",
    "code title": lambda u: f"{u.code} {u.title}",
    "title (code)": lambda u: f"{u.title} ({u.code})",
    "code (outcome)": lambda u: f"{u.code} (LO1, LO2)",
    "code outcome": lambda u: f"{u.code} LO1",
    "code: short": lambda u: f"{u.code}: Intro",
}
SEPARATORS = [", ", ",", "; ", ";", "\n", "\r\n", " / ", "/", " & ", " + ", " and ", " | "]


@settings(max_examples=300, deadline=None)
@given(
    units=st.sampled_from([PLAIN, LETTERS, REGULATED]),
    picks=st.lists(st.integers(0, 9), min_size=1, max_size=8, unique=True),
    separators=st.lists(st.sampled_from(SEPARATORS), min_size=8, max_size=8),
    styles=st.lists(st.sampled_from(sorted(STYLES)), min_size=8, max_size=8),
)
def test_any_list_in_any_style_reads_back(
    units: Sequence[Unit], picks: list[int], separators: list[str], styles: list[str]
) -> None:
    chosen = [units[pick] for pick in picks if pick < len(units)]
    text = ""
    for each, separator, style in zip(chosen, separators, styles, strict=False):
        text += (separator if text else "") + STYLES[style](each)
    assert read(units, text) == [each.key for each in chosen]


@settings(max_examples=200, deadline=None)
@given(
    numbers=st.lists(st.integers(1, 60), min_size=1, max_size=20, unique=True),
    dash=st.sampled_from(["-", "–", " to ", " - "]),
)
def test_any_ranges_read_back(numbers: list[int], dash: str) -> None:
    units = [unit(f"U{number}") for number in range(1, 61)]
    numbers.sort()
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    text = ", ".join(f"U{run[0]}{dash}U{run[-1]}" if len(run) > 1 else f"U{run[0]}" for run in runs)
    assert read(units, text) == [f"U{number}" for number in numbers]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_without_fault_and_names_nothing_twice(text: str) -> None:
    for units in (PLAIN, REGULATED, NUMBERED, ()):
        keys = [reference.keys for reference in UnitReader(units).read(text) if reference.keys]
        assert len(keys) == len(set(keys))
        assert {key for several in keys for key in several} <= {each.key for each in units}


@pytest.mark.parametrize(
    "piece",
    ["a,", "a ", "1-", "(", "( ", "LO1, ", "U1 ", "U1:", "x", " ", ".", "1.", "embedded in ", "all units ", "U1-",
     "except ", "U1, ", "and ", "“", "A/1"],
)  # fmt: skip
def test_a_full_cell_is_read_fast(piece: str) -> None:
    begin = time.process_time()
    references = UnitReader(PLAIN).read((piece * 32_767)[:32_767])
    references += UnitReader(PLAIN).read((piece * 8_000)[:7_990])
    assert time.process_time() - begin < 0.5
    assert len(references) <= 2 * MOST_PIECES


def test_many_unknown_names_are_looked_for_fast() -> None:
    units = [unit(f"U{number}", f"A rather long title number {number} about practice") for number in range(40)]
    names = UnitReader(units).names
    begin = time.process_time()
    for number in range(40):
        names.near(f"A rather lnog titel {number} on practise and other matters")
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("name", ["U98: Anatomy, Blood and Bones", "LO1", "U98, U99"])
def test_a_name_that_names_no_unit_is_unknown_as_a_whole(name: str) -> None:
    (reference,) = UnitReader(PLAIN).read_name(name)
    assert (reference.text, reference.unknown) == (name, True)
