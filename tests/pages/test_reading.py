"""Reading: strange sheets are matched, odd values given a meaning and rules confirmed, all of it on screen."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from htq_core import NO_CHOICES, Asking, Book, ReadingChoices, Shape, Source, check, to_ask
from pages.parts import checking
from tests.pages.test_screens import give, on, press, shown, started

STRANGE = {
    "KSB": "Ref", "Statement": "What we say", "Coverage": "How much?", "Units": "Taught in",
    "Learning outcomes": "Which bits", "Reason if not full": "Because",
}  # fmt: skip
STRANGE_UNITS = {
    "Unit code": "Ours", "Unit title": "Called", "Level": "How hard", "Credits": "How big", "Status": "Must or may",
}  # fmt: skip
HEADER = ["KSB", "Statement", "Coverage", "Units", "Learning outcomes", "Reason if not full"]
CLAIMS = [
    ["K1", "How to keep people safe at work", "Full", "U1", "LO1", None],
    ["K2", "How to work within the law", "Partial", "U2", "LO1", "The rest is learned at the workplace with a mentor"],
    ["S1", "Plan the work of a day for oneself", "Full", "U1", "LO2", None],
    ["B1", "Takes care of others and of oneself", "Not covered", None, None, "This is left to the employer alone"],
]
UNITS_HEADER = ["Unit code", "Unit title", "Level", "Credits", "Status", "Pathway", "Option group"]
UNITS = [
    ["U1", "Working Safely", 4, 60, "Mandatory", None, None],
    ["U2", "Law and Regulation", 4, 60, "Optional", None, "A"],
    ["U3", "Improving Quality", 4, 60, "Optional", None, "A"],
]
ODD_WORDS = {"Full": "All of it", "Partial": "Fuly not", "Not covered": "Nowhere"}


def workbook(title: str, *rows: Sequence[object]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def mapping(*further: Sequence[object]) -> bytes:
    """A small mapping."""
    return workbook("KSB mapping", HEADER, *CLAIMS, *further)


def structure(*notes: str, units: Sequence[Sequence[object]] = UNITS) -> bytes:
    """A small structure, and notes under its table."""
    return workbook("Units", UNITS_HEADER, *units, [], *([note] for note in notes))


def rewritten(data: bytes, change: dict[str, str], sheet: str = "KSB mapping") -> bytes:
    """A workbook in which cells of one sheet that say exactly this say something else."""
    book = load_workbook(BytesIO(data))
    for cell in (cell for row in book[sheet].iter_rows() for cell in row):
        cell.value = change.get(cell.value, cell.value) if isinstance(cell.value, str) else cell.value
    return saved(book)


def saved(book: Workbook) -> bytes:
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def to_read(claims: bytes, units: bytes, at: AppTest | None = None) -> AppTest:
    at = on(at or started(), "upload")
    give(at, Book.MAPPING, "m.xlsx", claims)
    return on(give(at, Book.STRUCTURE, "s.xlsx", units), "reading")


def choose(at: AppTest, label: str, option: str) -> None:
    next(box for box in at.selectbox if box.label.startswith(label)).set_value(option).run()
    assert not at.exception


def told(claims: bytes, units: bytes, columns: ReadingChoices = NO_CHOICES) -> list[tuple[str, object]]:
    """What is found, and where."""
    report = check(Source("m.xlsx", claims), Source("s.xlsx", units), columns=columns)
    return [(finding.id, finding.where) for finding in report.findings]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Asking]:
    """What the screen was told there is to ask, each time that something was said."""
    seen: list[Asking] = []

    def noted(*given: object) -> Asking:
        seen.append(to_ask(*given))  # type: ignore[arg-type]
        return seen[-1]

    monkeypatch.setattr(checking, "to_ask", noted)
    return seen


def test_strange_headers_are_matched_on_screen_and_give_the_findings_of_the_plain_sheet(asked: list[Asking]) -> None:
    plain, units = mapping(["K3", "How to improve the work one does", "Full", "U9", "LO1", None]), structure()
    strange = rewritten(plain, STRANGE)
    at = to_read(strange, units)
    choose(at, "How it is laid out", Shape.ROWS)
    press(at, "Use these columns for the KSB mapping")
    choose(at, "Learning outcomes", "E")
    choose(at, "Reason", "F")
    page = shown(at)
    assert "as you chose" in page
    assert "<td>K1</td>" in page
    assert told(strange, units, asked[-1].to_save) == told(plain, units)
    assert told(strange, units) != told(plain, units)


def test_each_column_can_be_chosen_one_by_one(asked: list[Asking]) -> None:
    plain, claims = structure(), mapping()
    strange = rewritten(plain, STRANGE_UNITS, "Units")
    at = to_read(claims, strange)
    for label, column in (("Code", "A"), ("Title", "B"), ("Level", "C"), ("Credits", "D"), ("Status", "E")):
        choose(at, label, column)
    choose(at, "Pathway", "F")
    choose(at, "Option group: ", "G")
    assert told(claims, strange, asked[-1].to_save) == told(claims, plain)


def test_what_is_saved_names_no_place_that_is_found_anyway_and_is_opened_again(asked: list[Asking]) -> None:
    at = to_read(rewritten(mapping(), STRANGE), structure())
    choose(at, "How it is laid out", Shape.ROWS)
    press(at, "Use these columns for the KSB mapping")
    to_save = asked[-1].to_save
    assert (to_save.mapping.sheet, to_save.mapping.header_row) == ("", None)
    press(at, "Forget all of it")
    uploader = next(each for each in at.file_uploader if each.key.startswith("columns-"))
    uploader.upload("columns.json", to_save.to_json().encode()).run()
    assert "as you chose" in shown(at)
    uploader = next(each for each in at.file_uploader if each.key.startswith("columns-"))
    uploader.upload("columns.json", b'{"maping": 1}').run()
    assert "The file of columns is wrong" in shown(at)
    assert "as you chose" in shown(at)


def test_words_for_coverage_are_given_a_meaning_on_screen(asked: list[Asking]) -> None:
    plain, units = mapping(), structure()
    odd = rewritten(plain, ODD_WORDS)
    at = to_read(odd, units)
    meanings = {odd: meaning for meaning, odd in ODD_WORDS.items()}
    while boxes := [box for box in at.selectbox if box.label == "What value 1 means"]:
        page = shown(at)
        word = next(odd for odd in meanings if f"“{odd}”" in page.partition("Value 1:")[2].partition("</p>")[0])
        boxes[0].select(meanings[word]).run()
    assert "Every value in your tables was understood" in shown(at)
    assert told(odd, units, asked[-1].to_save) == told(plain, units)
    page = shown(on(at, "results"))
    assert "Coverage: “All of it” means “Full”" in page
    on(at, "reading")
    press(at, "Take meaning 1 back")
    assert "Value 1:" in shown(at)


def test_suggestions_are_accepted_and_a_meaning_that_says_nothing_is_asked_again() -> None:
    at = to_read(rewritten(mapping(), {"Full": "Fuly"}), rewritten(structure(), {"Mandatory": "Manditory"}, "Units"))
    press(at, "Accept all 2 suggestions")
    assert "Every value in your tables was understood" in shown(at)
    press(on(at, "upload"), "Start again")
    at = to_read(mapping(), structure(units=[["U1", "Working Safely", 4, "a score", "Mandatory"], *UNITS[1:]]), at)
    line = next(each for each in at.text_input if each.label.startswith("What value"))
    line.input("still <b>no</b> number").run()
    assert not at.exception
    assert "<b>" not in shown(at)


def test_the_results_say_how_the_files_were_read_and_lead_to_what_can_be_said() -> None:
    at = to_read(mapping(), structure())
    page = shown(on(at, "results"))
    assert "How your files were read" in page
    assert "a table with a row for each KSB" in page
    assert "not understood" not in page
    press(on(at, "upload"), "Start again")
    to_read(rewritten(mapping(), {"Partial": "Fuly not"}), structure(), at)
    assert "1 value in your files was not understood." in shown(on(at, "results"))


def test_a_rule_in_words_is_corrected_set_aside_and_taken_back_on_screen(asked: list[Asking]) -> None:
    """What was said of rules is kept in the file that the command takes, and the report shows it."""
    options = [[f"U{n}", f"Option {n}", 4, 20, "Optional", None, "AAB"[n - 2]] for n in (2, 3, 4)]
    claims, units = mapping(), structure("Choose one unit from A", "Choose either U2 or U4", units=[UNITS[0], *options])
    at = to_read(claims, units)
    page = shown(at)
    assert "Read as: 1 unit from A." in page
    assert "none for B" in page
    press(at, "Read rule 3 like this")
    assert "This does not say how many of which." in shown(at)
    press(at, "Correct rule 1")
    for label, number in (("Rule 1: at least", 20), ("Rule 1: at most, if that is more", 40)):
        next(box for box in at.number_input if box.label == label).set_value(number)
    next(box for box in at.selectbox if box.label == "Rule 1: counted in").set_value("credits")
    press(at, "Read rule 1 like this")
    press(at, "Rule 1 is no rule of combination")
    next(box for box in at.number_input if box.label == "Rule 1: at least").set_value(1)
    press(at, "Read rule 1 like this")
    page = shown(at)
    assert "Read as:" not in page
    assert "“Choose one unit from A”: 20 to 40 credits from A, 1 time." in page
    to_save = ReadingChoices.from_json(asked[-1].to_save.to_json())
    report = check(Source("m.xlsx", claims), Source("s.xlsx", units), columns=to_save)
    assert [(repair.written, repair.meaning) for repair in report.repairs] == [
        ("Choose one unit from A", "20 to 40 credits from A"),
        ("Choose either U2 or U4", "no rule of combination"),
        ("B", "1 unit from B"),
    ]
    assert {"STR-12", "STR-17"}.isdisjoint(finding.rule for finding in report.findings)
    press(at, "Take rule 1 back")
    press(at, "Rule 1 is right as read")
    assert "“Choose one unit from A”: 1 unit from A, 1 time." in shown(at)


@pytest.mark.parametrize("shape", [*Shape, ""])
def test_nothing_that_can_be_chosen_breaks_the_check(shape: str) -> None:
    data = workbook(
        "Sheet", ["Notes", "of ours"], ["Ref", "How much?", "Taught"], ["K1", "Full", "U1"], ["K2", "x", "U2"]
    )
    for row, count in ((1, 1), (2, 0), (2, 2), (2, 3), (4, 3)):
        columns = {name: {"letter": "B"} for name in ("ksb", "units", "statement")[:count]}
        said = {"sheet": "Sheet", "header_row": row, "columns": columns, **({"shape": shape} if shape else {})}
        choices = ReadingChoices.model_validate({"mapping": said, "units": said})
        assert to_ask(Source("m.xlsx", data), None, choices).to_save.mapping.columns.keys() == columns.keys()
        assert check(Source("m.xlsx", data), None, columns=choices).findings
