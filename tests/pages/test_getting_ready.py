"""Getting ready: answers flow into the report at once, and into a file and back."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document as WordDocument
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from htq_core import Answers, EmployerEvidence
from htq_core.answers_file import to_file
from htq_core.export.checklist import checklist_docx
from htq_core.model.answers import Document
from htq_core.session import QUESTIONS
from htq_core.settings import APPROVING_BODY
from tests.pages.test_screens import on, press, shown, started

OCCUPATIONS = "If the qualification aligns to several occupations: the references of their standards"


def ready() -> AppTest:
    at = started()
    press(at, "A sample with nothing to fix")
    return on(at, "getting_ready")


def choose(at: AppTest, question: str, answer: str) -> None:
    next(radio for radio in at.radio if radio.label == question).set_value(answer).run()
    assert not at.exception


def answer(at: AppTest, question: str) -> str | None:
    return next(radio for radio in at.radio if radio.label == QUESTIONS[question]).value


def line(at: AppTest, label: str) -> TextInput:
    return next(each for each in at.text_input if each.label == label)


def open_answers(at: AppTest, data: bytes) -> None:
    next(each for each in at.file_uploader if each.key.startswith("answers-")).upload("answers.json", data).run()
    assert not at.exception


def test_answers_are_kept_from_page_to_page() -> None:
    at = ready()
    choose(at, QUESTIONS["session_arranged"], "No")
    choose(at, QUESTIONS["terms_read"], "Yes")
    next(box for box in at.checkbox if "assessment strategy" in box.label).check().run()
    on(at, "results")
    on(at, "getting_ready")
    assert [answer(at, name) for name in QUESTIONS] == ["No", None, None, "Yes", None]
    assert [box.label for box in at.checkbox if box.value] == ["The assessment strategy"]


def test_saved_answers_are_opened_and_other_files_change_nothing() -> None:
    at = ready()
    open_answers(at, to_file(Answers(terms_read=False, occupations=("ST0827",))))
    assert answer(at, "terms_read") == "No"
    assert line(at, OCCUPATIONS).value == "ST0827"
    open_answers(at, b'{"terms": true}')
    assert "is not a question" in shown(at)
    assert answer(at, "terms_read") == "No"


def test_evidence_is_listed_taken_back_or_said_to_be_missing() -> None:
    at = ready()
    press(at, "There is none yet")
    assert "You said that there is none yet." in shown(at)
    line(at, "What it is, and from whom").input("A letter <b>")
    press(at, "Add the evidence")
    assert "A letter &lt;b&gt;: no date yet, no occupation named yet." in shown(at)
    press(at, "Take piece 1 back")
    assert "A letter" not in shown(at)
    assert "There is none yet" in [button.label for button in at.button]


def test_several_occupations_are_read_from_a_line() -> None:
    at = ready()
    line(at, OCCUPATIONS).input("st0827,  ST0928").run()
    on(at, "results")
    assert line(on(at, "getting_ready"), OCCUPATIONS).value == "ST0827, ST0928"


def test_the_answers_go_into_the_report() -> None:
    at = ready()
    choose(at, QUESTIONS["session_arranged"], "No")
    page = shown(on(at, "findings"))
    assert "No support session is arranged yet." in page


def test_the_checklist_ticks_what_is_done() -> None:
    answers = Answers(session_arranged=True, documents=frozenset({Document.FORM}),
                      employer_evidence=(EmployerEvidence(name="Letter", occupation="Dairy"),))  # fmt: skip
    document = WordDocument(BytesIO(checklist_docx(answers, APPROVING_BODY, datetime(2027, 3, 5, tzinfo=UTC))))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "☑ Is a support session arranged?" in lines
    assert "☐ Have you read the terms and conditions?" in lines
    assert "☑ The application form, filled in offline" in lines
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:3] == [["What it is, and from whom", "Date", "Occupation"], ["Letter", "", "Dairy"], ["", "", ""]]


def test_what_no_program_can_judge_is_said_before_there_are_files() -> None:
    assert "employer demand, and how employers were involved" in shown(ready())
