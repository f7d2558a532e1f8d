"""The support session: one matter at a time, notes and actions, and a corrected file."""

from datetime import date

from streamlit.testing.v1 import AppTest

from htq_core import Book
from htq_core.session import Action, Note, SessionNotes
from tests.pages.test_screens import give, on, press, sample, shown, started


def session(name: str = "flawed") -> AppTest:
    at = on(started(), "upload")
    for book in Book:
        give(at, book, f"{book}.xlsx", sample(name, book))
    return on(at, "support_session")


def control(at: AppTest, kind: str, label: str) -> object:
    return next(each for each in at.get(kind) if each.label == label)


def test_matters_come_one_at_a_time() -> None:
    at = session()
    assert "Matter 1 of" in shown(at)
    press(at, "Next")
    assert "Matter 2 of" in shown(at)
    press(at, "Back")
    assert "Matter 1 of" in shown(at)


def test_notes_and_actions_are_kept_with_their_matter() -> None:
    at = session()
    control(at, "checkbox", "Gone through").check().run()
    control(at, "text_area", "Notes on this matter").input("We will ask").run()
    control(at, "text_input", "What was agreed").input("Ask the team <b>")
    control(at, "text_input", "Who does it").input("Ama")
    control(at, "date_input", "By when").set_value(date(2027, 3, 5))
    press(at, "Add the action")
    page = shown(at)
    assert "Ama: Ask the team &lt;b&gt; by 5 March 2027." in page
    assert "Gone through." in page
    press(at, "Next")
    assert control(at, "text_area", "Notes on this matter").value == ""
    press(at, "Back")
    assert control(at, "text_area", "Notes on this matter").value == "We will ask"
    press(at, "Take action 1 back")
    assert "Ama:" not in shown(at)


def test_an_action_without_words_is_none() -> None:
    at = session()
    press(at, "Add the action")
    assert "Take action 1 back" not in [button.label for button in at.button]


def test_saved_notes_are_opened_again_and_other_files_refused() -> None:
    at = session()
    saved = SessionNotes(notes={"STD-05": Note(text="From the file", actions=(Action(what="Do it"),))})
    uploader = next(each for each in at.file_uploader if each.key.startswith("notes-"))
    uploader.upload("notes.json", saved.to_file()).run()
    assert control(at, "text_area", "Notes on this matter").value == "From the file"
    uploader = next(each for each in at.file_uploader if each.key.startswith("notes-"))
    uploader.upload("notes.json", b"{}x").run()
    assert "not a file of session notes" in shown(at)
    assert control(at, "text_area", "Notes on this matter").value == "From the file"


def test_notes_of_another_qualification_are_told_and_can_be_put_away() -> None:
    at = session()
    control(at, "text_area", "Notes on this matter").input("Ours").run()
    theirs = SessionNotes(qualification="HNC in <Law>", notes={"STD-05": Note(text="Theirs")})
    uploader = next(each for each in at.file_uploader if each.key.startswith("notes-"))
    uploader.upload("notes.json", theirs.to_file()).run()
    assert control(at, "text_area", "Notes on this matter").value == "Theirs\nOurs"
    assert "They were saved for “HNC in &lt;Law&gt;”." in shown(at)
    press(at, "Put these notes away again")
    assert control(at, "text_area", "Notes on this matter").value == "Ours"


def test_saved_notes_can_be_opened_before_the_files_are_there() -> None:
    at = on(started(), "support_session")
    uploader = next(each for each in at.file_uploader if each.key.startswith("notes-"))
    uploader.upload("notes.json", SessionNotes(notes={"A": Note(done=True)}).to_file()).run()
    assert "Notes on 1 matter were opened." in shown(at)


def test_a_corrected_file_says_what_is_fixed_still_there_and_new() -> None:
    at = session()
    assert "those that the session began with" in shown(at)
    give(at, Book.MAPPING, "corrected.xlsx", sample("clean", Book.MAPPING))
    page = shown(at)
    assert "<h3>Fixed</h3>" in page
    press(at, "Compare with these files from now on")
    assert "those that the session began with" in shown(at)


def test_without_files_it_says_what_to_do() -> None:
    assert "The agenda will be here" in shown(on(started(), "support_session"))
