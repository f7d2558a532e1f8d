"""Reading: strange sheets are matched, odd values given a meaning and rules confirmed, all of it on screen."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from htq_core import NO_CHOICES, Asking, Book, ReadingChoices, Shape, Source, check, to_ask
from pages.parts import checking
from tests.pages.test_screens import give, on, press, sample, shown, started

STRANGE = {
    "KSB": "Ref", "Statement": "What we say", "Coverage": "How much?", "Units": "Taught in",
    "Learning outcomes": "Which bits", "Reason if not full": "Because",
}  # fmt: skip
STRANGE_UNITS = {
    "Unit code": "Ours", "Unit title": "Called", "Level": "How hard", "Credits": "How big", "Status": "Must or may",
}  # fmt: skip
ODD_WORDS = {"Full": "All of it", "Partial": "Fuly not", "Not covered": "Nowhere"}


def rewritten(data: bytes, change: dict[str, str], sheet: str = "KSB mapping") -> bytes:
    """A workbook in which cells of one sheet that say exactly this say something else."""
    workbook = load_workbook(BytesIO(data))
    for cell in (cell for row in workbook[sheet].iter_rows() for cell in row):
        cell.value = change.get(cell.value, cell.value) if isinstance(cell.value, str) else cell.value
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    into = BytesIO()
    workbook.save(into)
    return into.getvalue()


def to_read(mapping: bytes, structure: bytes, at: AppTest | None = None) -> AppTest:
    at = on(at or started(), "upload")
    give(at, Book.MAPPING, "m.xlsx", mapping)
    return on(give(at, Book.STRUCTURE, "s.xlsx", structure), "reading")


def choose(at: AppTest, label: str, option: str) -> None:
    next(box for box in at.selectbox if box.label.startswith(label)).set_value(option).run()
    assert not at.exception


def told(mapping: bytes, structure: bytes, columns: ReadingChoices = NO_CHOICES) -> list[tuple[str, object]]:
    """What is found, and where."""
    report = check(Source("m.xlsx", mapping), Source("s.xlsx", structure), columns=columns)
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
    plain, structure = sample("flawed", Book.MAPPING), sample("flawed", Book.STRUCTURE)
    strange = rewritten(plain, STRANGE)
    at = to_read(strange, structure)
    choose(at, "How it is laid out", Shape.ROWS)
    press(at, "Use these columns for the KSB mapping")
    choose(at, "Learning outcomes", "E")
    choose(at, "Reason", "G")
    page = shown(at)
    assert "as you chose" in page
    assert "<td>K1</td>" in page
    assert told(strange, structure, asked[-1].to_save) == told(plain, structure)
    assert told(strange, structure) != told(plain, structure)


def test_each_column_can_be_chosen_one_by_one(asked: list[Asking]) -> None:
    plain, mapping = sample("clean", Book.STRUCTURE), sample("clean", Book.MAPPING)
    strange = rewritten(plain, STRANGE_UNITS, "Units")
    at = to_read(mapping, strange)
    for label, column in (("Code", "A"), ("Title", "B"), ("Level", "C"), ("Credits", "D"), ("Status", "F")):
        choose(at, label, column)
    choose(at, "Pathway", "G")
    choose(at, "Option group: ", "H")
    assert told(mapping, strange, asked[-1].to_save) == told(mapping, plain)


def test_what_is_saved_names_no_place_that_is_found_anyway_and_is_opened_again(asked: list[Asking]) -> None:
    strange = rewritten(sample("clean", Book.MAPPING), STRANGE)
    at = to_read(strange, sample("clean", Book.STRUCTURE))
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
    plain, structure = sample("clean", Book.MAPPING), sample("clean", Book.STRUCTURE)
    odd = rewritten(plain, ODD_WORDS)
    at = to_read(odd, structure)
    meanings = {odd: meaning for meaning, odd in ODD_WORDS.items()}
    while boxes := [box for box in at.selectbox if box.label == "What value 1 means"]:
        page = shown(at)
        word = next(odd for odd in meanings if f"“{odd}”" in page.partition("Value 1:")[2].partition("</p>")[0])
        boxes[0].select(meanings[word]).run()
    assert "Every value in your tables was understood" in shown(at)
    assert told(odd, structure, asked[-1].to_save) == told(plain, structure)
    page = shown(on(at, "results"))
    assert "Coverage: “All of it” means “Full”" in page
    on(at, "reading")
    press(at, "Take meaning 1 back")
    assert "Value 1:" in shown(at)


def test_suggestions_are_accepted_and_a_meaning_that_says_nothing_is_asked_again() -> None:
    mapping = rewritten(sample("clean", Book.MAPPING), {"Full": "Fuly"})
    at = to_read(mapping, rewritten(sample("clean", Book.STRUCTURE), {"Mandatory": "Manditory"}, "Units"))
    press(at, "Accept all 2 suggestions")
    assert "Every value in your tables was understood" in shown(at)
    press(on(at, "upload"), "Start again")
    at = to_read(sample("flawed", Book.MAPPING), sample("flawed", Book.STRUCTURE), at)
    line = next(each for each in at.text_input if each.label.startswith("What value"))
    line.input("still <b>no</b> number").run()
    assert not at.exception
    assert "<b>" not in shown(at)


def test_the_results_say_how_the_files_were_read_and_lead_to_what_can_be_said() -> None:
    at = press(started(), "A sample with nothing to fix")
    page = shown(on(at, "results"))
    assert "How your files were read" in page
    assert "not understood" not in page
    press(on(at, "upload"), "Start again")
    to_read(rewritten(sample("clean", Book.MAPPING), ODD_WORDS), sample("clean", Book.STRUCTURE), at)
    on(at, "results")
    assert "1 value in your files was not understood." in shown(at)


@pytest.mark.parametrize("shape", [*Shape, ""])
def test_nothing_that_can_be_chosen_breaks_the_check(shape: str) -> None:
    sheet = Workbook()
    assert sheet.active
    for cells in (["Notes", "of ours"], ["Ref", "How much?", "Taught"], ["K1", "Full", "U1"], ["K2", "x", "U2"]):
        sheet.active.append(cells)
    for row in (1, 2, 4):
        for count in range(4):
            columns = {name: {"letter": "B"} for name in ("ksb", "units", "statement")[:count]}
            said = {"sheet": "Sheet", "header_row": row, "columns": columns, **({"shape": shape} if shape else {})}
            choices = ReadingChoices.model_validate({"mapping": said, "units": said})
            assert (
                to_ask(Source("m.xlsx", saved(sheet)), None, choices).to_save.mapping.columns.keys() == columns.keys()
            )
            assert check(Source("m.xlsx", saved(sheet)), None, columns=choices).findings
