"""Every form in which a value may be written."""

import pytest

from htq_core.model.ksb import Coverage
from htq_core.model.records import AssessmentItem
from htq_core.reading import cells
from htq_core.reading.codes import bare_code, code_at_end, codes_and_rest, kind_letter, only_kind

FULL, PARTIAL, NOT_COVERED = Coverage.FULL, Coverage.PARTIAL, Coverage.NOT_COVERED


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("K1", ["K1"], ""),
        ("k1", ["K1"], ""),
        ("K 1", ["K1"], ""),
        ("K01", ["K1"], ""),
        ("K1.", ["K1"], ""),
        ("K1:", ["K1"], ""),
        ("(K1)", ["K1"], ""),
        ("[S12]", ["S12"], ""),
        ("K-1", ["K1"], ""),
        ("K1.2", ["K1.2"], ""),
        ("Knowledge 1", ["K1"], ""),
        ("Knowledge statement 4", ["K4"], ""),
        ("Skill 12", ["S12"], ""),
        ("Skills 3", ["S3"], ""),
        ("Behaviour 2", ["B2"], ""),
        ("behavior 2:", ["B2"], ""),
        ("K1 – how blood moves", ["K1"], "how blood moves"),
        ("K1: how blood moves", ["K1"], "how blood moves"),
        ("K1. how blood moves", ["K1"], "how blood moves"),
        ("K1 how blood moves", ["K1"], "how blood moves"),
        ("K1\nhow blood moves", ["K1"], "how blood moves"),
        ("K1, K2 and S3", ["K1", "K2", "S3"], ""),
        ("K1; K2", ["K1", "K2"], ""),
        ("K1/K2", ["K1", "K2"], ""),
        ("K1\nK2", ["K1", "K2"], ""),
        ("K1 & K2", ["K1", "K2"], ""),
        ("K1, K1", ["K1"], ""),
        ("K4-K7", ["K4", "K5", "K6", "K7"], ""),
        ("K4 to K6", ["K4", "K5", "K6"], ""),
        ("K1-K999", ["K1"], "K999"),
        ("K2\nK1   sources of power", ["K2"], "K1 sources of power"),
        ("K2\nK1 and K3 in use", ["K2"], "K1 and K3 in use"),
        ("K1\nK2\nhow blood moves", ["K1", "K2"], "how blood moves"),
        ("K1,\nK2 and\nK3.", ["K1", "K2", "K3"], ""),
        ("K1, K2: how blood moves", ["K1", "K2"], "how blood moves"),
        ("K1 – K3 sources of power", ["K1"], "K3 sources of power"),
        ("K1 – K3", ["K1", "K2", "K3"], ""),
        ("K1 - K3, S1", ["K1", "K2", "K3", "S1"], ""),
        ("K1-K3 how blood moves", ["K1", "K2", "K3"], "how blood moves"),
        ("K0", [], "K0"),
        ("Knows how to listen", [], "Knows how to listen"),
        ("B12x", [], "B12x"),
        ("Support 4 people", [], "Support 4 people"),
        ("", [], ""),
    ],
)
def test_a_code_is_found_in_every_form(text: str, codes: list[str], rest: str) -> None:
    assert codes_and_rest(text) == (tuple(codes), rest)


@pytest.mark.parametrize(
    ("text", "letter", "code"),
    [
        ("1", "K", "K1"),
        ("01", "S", "S1"),
        ("1.2", "B", "B1.2"),
        ("3.", "K", "K3"),
        ("(4)", "K", "K4"),
        ("1", "", ""),
        ("one", "K", ""),
        ("12 months", "K", ""),
        ("0", "K", ""),
    ],
)
def test_a_bare_number_takes_the_kind_of_its_heading(text: str, letter: str, code: str) -> None:
    assert bare_code(text, letter) == code


def test_a_code_may_close_a_statement() -> None:
    assert code_at_end("How blood moves (K3)") == "K3"
    assert code_at_end("How blood moves [s 12].") == "S12"
    assert code_at_end("How blood moves (level 3)") == ""


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Knowledge", "K"),
        ("SKILLS", "S"),
        ("Behaviours:", "B"),
        ("Section 2: skills", "S"),
        ("K", "K"),
        ("Knowledge, skills and behaviours", ""),
        ("Year 1", ""),
        ("", ""),
    ],
)
def test_a_heading_names_one_kind(text: str, letter: str) -> None:
    assert kind_letter(text) == letter


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Skills", "S"),
        ("s", "S"),
        ("Behaviours:", "B"),
        ("Behavior", "B"),
        ("Knowledge (K)", "K"),
        ("Skill(s)", "S"),
        ("KNOWLEDGE STATEMENTS", "K"),
        ("Communication skills", ""),
        ("Skills for care", ""),
        ("Knowledge, skills", ""),
        ("S1", ""),
        ("", ""),
    ],
)
def test_a_kind_is_told_from_a_text_that_only_names_one(text: str, letter: str) -> None:
    assert only_kind(text) == letter


COVERAGES = {
    FULL: "Full|FULL|full.|Fully|Fully covered|Full coverage|fully met|F|f|Yes|YES|y|Met|Covered|✓|✔|✅|x|X|100%|TRUE|"
    "Full (see unit 3)|Full - assessed in unit 3|(Full)|Yes, fully|Full, full|Full ✓|✔️ Full|Yes ✓|Yes - full|"
    "Yes - fully covered|Full coverage (100%)|Full ✓ (U1)|Full (see notes)|Full\nFull|Full\nK1 in U1|Fully\ncovered|"
    "Full, see another unit|Full; U1|Full [note 2]|In full|Fully covered in lectures|Fully met by Unit 3",
    PARTIAL: "Partial|partially|Partly|Partially covered|partly covered|Partial coverage|P|p|Partly met|In part|"
    "Yes - partially|"
    "Partial: see reason|Partial (see note)|Yes, partly covered|✓ Partial|Partial - see notes|Partial [see note]|"
    "Partial (another unit covers theory)|Partial: nothing on budgets is assessed|Partial; workplace|"
    "Partly - not the plant|Partially covered in theory",
    NOT_COVERED: "None|Not covered|not covered.|No|N|n|Not met|Nil|No coverage|NOT COVERED|✗|FALSE|Not-covered|"
    "Not covered (0%)|Not covered - workplace|Not-covered: no plant on site",
}


@pytest.mark.parametrize(
    ("text", "coverage"), [(text, coverage) for coverage, texts in COVERAGES.items() for text in texts.split("|")]
)
def test_a_coverage_is_understood_in_every_form(text: str, coverage: Coverage) -> None:
    assert cells.coverages(text) == (coverage,)


@pytest.mark.parametrize(
    "text",
    [
        "Full - not assessed separately",
        "Full: except plant",
        "Full (but not yet taught)",
        "Full (Partial at work)",
        "Covered - in part only",
        "Partial - full practice at work",
        "Full, apart from budgets",
        "Fully covered in theory but not at work",
    ],
)
def test_a_coverage_that_is_taken_back_is_not_understood(text: str) -> None:
    assert cells.coverages(text) is None


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Partial - the practical half is learned at work", "the practical half is learned at work"),
        ("Partial (rest is done in the workplace)", "rest is done in the workplace"),
        ("Not-covered: needs plant, and space", "needs plant, and space"),
        ("Partial\nThe rest is\nlearned at work.", "The rest is learned at work."),
        ("Partial (P)", ""),
        ("Yes - partially", ""),
        ("Partial", ""),
        ("", ""),
    ],
)
def test_what_is_said_beside_a_coverage(text: str, aside: str) -> None:
    assert cells.coverage_aside(text) == aside


EVERY_PATHWAY = (
    "All|all pathways|Any|Both|Both pathways|All pathways.|All routes|Every pathway|Core|Shared|Common|Common core|"
    "Generic|All students|All learners|Common to all|Common to both pathways|Whole cohort|All of the routes|(Core)|"
    "Core units|Shared by all students|Core to the whole cohort"
)


@pytest.mark.parametrize("text", EVERY_PATHWAY.split("|"))
def test_words_that_mean_every_pathway(text: str) -> None:
    assert cells.is_every_pathway(text)


@pytest.mark.parametrize(
    "text", ["Adult", "Core engineering", "Generic nursing", "Both A and B", "Common law", "All-round", ""]
)
def test_the_name_of_a_pathway_is_not_every_pathway(text: str) -> None:
    assert not cells.is_every_pathway(text)


@pytest.mark.parametrize("text", ["Full / Partial", "full and partial", "Full, partial", "Full or partial", "F/P"])
def test_a_cell_may_state_two_coverages(text: str) -> None:
    assert cells.coverages(text) == (FULL, PARTIAL)


@pytest.mark.parametrize(
    "text",
    [
        *("Mostly", "Prt", "50%", "Fulll", "n/a", "1", "0", "Full?!no", "Not fully", "Full - but not assessed"),
        *("see below", "Full - partial", "Full ✗", "No ✓", "Yes - no", "Full - nothing assessed"),
    ],
)
def test_a_coverage_that_is_none_of_these_is_asked_about(text: str) -> None:
    assert cells.coverages(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x", True),
        ("✓", True),
        ("Yes", True),
        ("1", True),
        ("Full", True),
        ("f", True),
        ("TRUE", True),
        ("", False),
        ("-", False),
        ("no", False),
        ("n/a", False),
        ("0", False),
        ("U1", None),
        ("Partial", None),
    ],
)
def test_a_tick_box_is_ticked_or_not(text: str, expected: bool | None) -> None:
    assert cells.ticked(text, FULL) is expected


PLACEHOLDERS = (
    "TBC|tbc|TBA|TBD|XX|XXX|xxxx|?|???|insert here|Insert text here|[insert title]|[Insert the reason for this]|"
    "<unit code>|"
    "to be confirmed|To be confirmed by the board|lorem ipsum dolor|Lorem ipsum|example|Example row|[TBC]|(tbc)|"
    "TBC.|Unit XX|"
    "XX/XX/XXXX|...|enter title|<insert title>|TBC - awaiting approval|your text here|"
    "Ends with [insert name of employer]|[Your name]|[Add text]|[to be agreed]|<type here>|[please enter the level]|"
    "placeholder|"
    "Click or tap here to enter text."
)


@pytest.mark.parametrize("text", PLACEHOLDERS.split("|"))
def test_a_placeholder_is_told_from_a_value(text: str) -> None:
    assert cells.is_placeholder(text)


NO_PLACEHOLDERS = (
    "x|X|Full|U1|None|n/a|-|4|Insert a cannula safely under supervision|Add value to the business|"
    "For example, in the workplace|"
    "Examples of good practice|Unit 10|Enter data accurately|Is this covered? Yes|XXL sizing|Type 2 diabetes|Insertion|"
    "[Additional practice is safer in the workplace]|Diabetes [type 2] care|Business [Enterprise]|Blood [type A]|"
    "Safety levels <5 are not assessed|Placeholders in code|Put the patient first|[see appendix]|Sample preparation|"
    "To be confirmed as competent, apprentices must show all of the skills listed in unit 3"
)


@pytest.mark.parametrize("text", NO_PLACEHOLDERS.split("|"))
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    assert not cells.is_placeholder(text)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "n/a", "N/A", "none", "Nil", "Not applicable"])
def test_a_cell_may_say_that_there_is_nothing(text: str) -> None:
    assert cells.is_blank(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20),
        ("20 credits", 20),
        ("20 CATS", 20),
        ("7.5", 7.5),
        ("1,200", 1200),
        ("60 hours", 60),
        ("0", 0),
        ("-5", -5),
        ("−5", -5),
        ("45 GLH", 45),
        ("20.0", 20),
        ("twenty", None),
        ("10 ECTS", None),
        ("20/30", None),
        ("", None),
        ("7,5", None),
        ("about 20", None),
        ("9" * 400, None),
        ("20 credits (10 ECTS)", None),
    ],
)
def test_a_number_is_read_with_its_unit_of_measure(text: str, value: float | None) -> None:
    assert cells.number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("Level 4", 4),
        ("Level 4 (HNC)", 4),
        ("level 5", 5),
        ("L4", 4),
        ("FHEQ 4", 4),
        ("RQF Level 5", 5),
        ("4.0", 4),
        ("FHEQ level 6", 6),
        ("four", 4),
        ("Level four", 4),
        ("Level: 5", 5),
        ("0", 0),
        ("8", 8),
        ("Level 4 (FHEQ)", 4),
        ("3", 3),
        ("four-ish", None),
        ("9", None),
        ("4/5", None),
        ("4-5", None),
        ("SCQF level 8", None),
        ("", None),
        ("4.5", None),
        ("45", None),
    ],
)
def test_a_level_is_a_whole_number_to_eight(text: str, value: int | None) -> None:
    assert cells.level(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (text, True)
        for text in [
            "Mandatory",
            "core",
            "Compulsory",
            "M",
            "C",
            "Required",
            "Specialist",
            "Core unit",
            "Mandatory (Nursing pathway)",
            "Mand.",
        ]
    ]
    + [
        (text, False)
        for text in ["Optional", "elective", "Option", "O", "E", "Optional unit", "Option (group A)", "Opt."]
    ]
    + [
        (text, None)
        for text in [
            "Core/Optional",
            "non-core",
            "Not mandatory",
            "maybe",
            "4",
            "Mandatory or optional",
            "M/O",
            "Mand/Opt",
        ]
    ],
)
def test_a_status_is_mandatory_or_optional(text: str, value: bool | None) -> None:
    assert cells.mandatory(text) is value


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Written exam 60%; Portfolio 40%", [("Written exam", 60), ("Portfolio", 40)]),
        ("Written exam 60%\nPortfolio 40%", [("Written exam", 60), ("Portfolio", 40)]),
        ("Exam (60%), coursework (40%)", [("Exam", 60), ("coursework", 40)]),
        ("Exam 60% and coursework 40%", [("Exam", 60), ("coursework", 40)]),
        ("Exam 60% Portfolio 40%", [("Exam", 60), ("Portfolio", 40)]),
        ("60% exam 40% portfolio", [("exam", 60), ("portfolio", 40)]),
        ("Essay: 33.5 %", [("Essay", 33.5)]),
        ("Essay, 2,000 words", [("Essay, 2,000 words", None)]),
        ("Observation; Portfolio", [("Observation", None), ("Portfolio", None)]),
        ("100%", [("100%", 100)]),
        ("-", []),
        ("", []),
        ("Exam 100% (pass mark 40%)", [("Exam", 100)]),
        ("Exam 60%, minimum mark of 35%; Essay 40%", [("Exam", 60), ("Essay", 40)]),
        ("Pass/fail practical; Essay 100%", [("Pass/fail practical", None), ("Essay", 100)]),
    ],
)
def test_an_assessment_is_a_list_with_weights(text: str, items: list[tuple[str, float | None]]) -> None:
    assert cells.assessment_items(text) == tuple(AssessmentItem(name, weight) for name, weight in items)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("U1, U2", ["U1", "U2"]),
        ("U1; U2\nU3", ["U1", "U2", "U3"]),
        ("U1/U2", ["U1", "U2"]),
        ("U1 and U2", ["U1", "U2"]),
        ("U1 & U2", ["U1", "U2"]),
        ("U1, U1", ["U1"]),
        ("A/123/4567, B/765/4321", ["A/123/4567", "B/765/4321"]),
        ("None", []),
        ("-", []),
        ("n/a", []),
        ("U1 or U2", ["U1 or U2"]),
    ],
)
def test_units_are_listed_by_code(text: str, codes: list[str]) -> None:
    assert cells.unit_codes(text) == tuple(codes)


@pytest.mark.parametrize("text", ["No", "None required", "none.", "No prerequisites", "No other units are required"])
def test_words_for_no_unit_name_none(text: str) -> None:
    assert cells.is_no_unit(text)


@pytest.mark.parametrize("text", ["", "U1", "No waste in practice", "None but U1", "Nothing else: U2"])
def test_other_words_are_not_taken_for_no_unit(text: str) -> None:
    assert not cells.is_no_unit(text)


def test_credits_may_be_written_short() -> None:
    assert cells.number("15cr") == cells.number("15 cr.") == 15
