"""Standards kept on this machine, found on the Standard page by any word and by what the mapping says."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from htq_core import Book
from htq_core.settings import DEFAULTS
from htq_core.standards.feed import Named
from htq_core.standards.record import read_record
from htq_core.standards.shelf import Places, Shelf
from htq_core.standards.shelf_place import VARIABLE, usual_place
from htq_core.templates.mapping import mapping_template
from pages.parts import at_hand
from tests.pages.test_screens import give, on, press, sample, shown, started
from tests.standards.published_records import as_bytes, record, statements

KITE = record(typicalJobTitles=["Aerial crafter"])
NEWER = record(version="1.1", behaviours=statements("behaviour", "Kind"), typicalJobTitles=["Aerial crafter"])
GOAT = record(
    referenceNumber="ST9902", title="Goat keeper", level=3, knowledges=statements("knowledge", "How wind behaves")
)
FITS = "Which standards does this mapping fit best?"


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Keeps records on this machine, as it is for one test."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "standards.sqlite"))

    def keep(*records: object) -> None:
        assert all(one.standard for one in Shelf().add(Named("record", as_bytes(each)) for each in records))

    return keep


@pytest.fixture
def kites(keep: object) -> None:
    keep(KITE, NEWER, GOAT)  # type: ignore[operator]


def mapping(published: dict[str, object]) -> bytes:
    """A mapping sheet of ours for this record, as it is issued."""
    standard = read_record(as_bytes(published), "record")
    return mapping_template(standard, "", DEFAULTS.approving_body, date(2026, 5, 3))


def searched(words: str) -> AppTest:
    at = on(started(), "standard")
    at.radio(key="way").set_value("By words or reference").run()
    return at.text_input(key="title").set_value(words).run()


def offered(at: AppTest) -> list[str]:
    return [option for box in at.selectbox if box.key == "picked" for option in box.options]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("kites", "found in its title"),
        ("crafter", "found in job title “Aerial crafter”"),
        ("bridle tearing", "found in K2 and S2"),
    ],
)
def test_any_word_finds_a_standard_and_says_where_it_stands(kites: None, words: str, where: str) -> None:
    assert offered(searched(words)) == [f"Kite maker · ST9901 · version 1.1 · level 4 · {where}"]


def test_a_version_that_no_longer_has_the_word_is_not_the_one_named(kites: None) -> None:
    assert offered(searched("patient")) == ["Kite maker · ST9901 · version 1.0 · level 4 · found in B1"]


def test_a_standard_that_is_found_can_be_chosen(kites: None) -> None:
    at = searched("bridle")
    at.selectbox(key="picked").select_index(0).run()
    assert not at.exception
    assert "ST9901 Kite maker" in shown(at)
    assert "Its KSBs" not in shown(at)
    assert at.selectbox(key="version-ST9901").value == "1.1"


def test_a_reference_finds_what_is_kept(kites: None) -> None:
    assert offered(searched("st 9901")) == ["Kite maker · ST9901 · version 1.1 · level 4"]


def test_the_list_that_comes_with_the_program_is_searched_too(kites: None) -> None:
    found = offered(searched("nursing"))
    assert [option for option in found if "Nursing associate" in option]


def test_a_standard_of_another_level_is_not_offered(kites: None) -> None:
    at = searched("goat")
    assert offered(at) == []
    assert "No standard at level 4 or 5 fits these words." in shown(at)


def test_what_the_list_has_no_room_for_is_counted(kites: None, monkeypatch: pytest.MonkeyPatch) -> None:
    list(Shelf().add([Named("one more", as_bytes(record(referenceNumber="ST9903", title="Kite seller")))]))
    monkeypatch.setattr(at_hand, "MOST_LISTED", 1)
    at = searched("kite")
    assert len(offered(at)) == 1
    assert "1 more holds these words." in shown(at)


@pytest.fixture
def damaged(kites: None) -> str:
    path = usual_place()
    path.write_bytes(path.read_bytes()[:4096] + b"no database" * 1000)
    return str(path)


def test_a_damaged_file_of_kept_standards_is_said_and_the_list_is_still_searched(damaged: str) -> None:
    at = searched("nursing")
    assert [option for option in offered(at) if "Nursing associate" in option]
    assert shown(at).count("The file that keeps the standards of this machine cannot be used.") == 1
    assert damaged not in shown(at)


def test_a_check_goes_on_without_a_damaged_file_of_kept_standards(damaged: str) -> None:
    at = on(press(started(), "Try it with a sample"), "results")
    assert "Results for Higher National Certificate" in shown(at)
    assert "cannot be used" in shown(at)
    assert damaged not in shown(at)


def test_a_record_of_one_s_own_serves_while_the_kept_standards_are_damaged(damaged: str) -> None:
    at = on(started(), "standard")
    next(each for each in at.file_uploader if each.key.startswith("record")).upload("r.json", as_bytes(KITE)).run()
    assert "ST9901 Kite maker" in shown(at)
    page = shown(on(give(on(at, "upload"), Book.MAPPING, "m.xlsx", mapping(KITE)), "standard"))
    assert "5 of the 5 statements in your mapping are in version 1.0, word for word." in page


def test_nothing_is_added_where_nothing_is_kept() -> None:
    at = on(give(on(started(), "upload"), Book.MAPPING, "m.xlsx", sample("clean", Book.MAPPING)), "standard")
    assert FITS not in shown(at)
    at.radio(key="way").set_value("By words or reference").run()
    assert at.text_input(key="title").label == "Title or reference"


def test_the_standards_that_a_mapping_fits_best_are_named_with_why(kites: None) -> None:
    at = on(started(), "standard")
    assert FITS not in shown(at)
    page = shown(on(give(on(at, "upload"), Book.MAPPING, "m.xlsx", mapping(KITE)), "standard"))
    assert FITS in page
    assert "5 of the 5 statements in your mapping are in version 1.0, word for word." in page
    assert "Your mapping has all of its 5 KSBs." in page
    assert "Of the statements, version 1.1 has 4." in page
    assert "<h3>ST9902 Goat keeper</h3>" in page
    assert "Level 3." in page


def test_the_standard_that_fits_is_chosen_by_its_button(kites: None) -> None:
    at = on(give(on(started(), "upload"), Book.MAPPING, "m.xlsx", mapping(KITE)), "standard")
    press(at, "Choose ST9901 version 1.0")
    assert at.selectbox(key="version-ST9901").value == "1.0"
    assert shown(at).count("This is the standard that you chose.") == 1
    at.selectbox(key="version-ST9901").set_value("1.1").run()
    assert "This is the standard that you chose." not in shown(at)
    press(at, "Choose ST9901 version 1.0")
    assert at.selectbox(key="version-ST9901").value == "1.0"


def test_a_record_that_was_loaded_is_held_against_the_mapping(keep: object) -> None:
    at = on(started(), "standard")
    next(each for each in at.file_uploader if each.key.startswith("record-")).upload("kite.json", as_bytes(NEWER)).run()
    page = shown(on(give(on(at, "upload"), Book.MAPPING, "m.xlsx", mapping(KITE)), "standard"))
    assert "4 of the 5 statements in your mapping are in version 1.1, word for word." in page
    assert "Of its 5 KSBs, your mapping lacks or rewords 1: B1." in page


def test_a_mapping_of_other_words_is_said_to_fit_nothing(kites: None) -> None:
    page = shown(on(give(on(started(), "upload"), Book.MAPPING, "m.xlsx", sample("clean", Book.MAPPING)), "standard"))
    assert FITS in page
    assert "ST9901" not in page


def test_a_file_that_cannot_be_opened_breaks_nothing(kites: None) -> None:
    page = shown(on(give(on(started(), "upload"), Book.MAPPING, "m.xlsx", b"%PDF-1.7"), "standard"))
    assert "No wording of KSBs was read from your mapping." in page


def test_a_sheet_that_was_issued_is_known_where_it_is_given_back() -> None:
    at = give(on(started(), "upload"), Book.MAPPING, "m.xlsx", mapping(KITE))
    assert "This is our sheet, issued on 3 May 2026 for ST9901 version 1.0." in shown(at)
    press(at, "Take the mapping file away")
    assert "This is our sheet" not in shown(give(at, Book.MAPPING, "m.xlsx", sample("clean", Book.MAPPING)))


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (Places(), ""),
        (Places(title=True, codes=("K1",)), "found in its title and K1"),
        (Places(job_titles=("A", "B"), codes=("S1", "S2", "S3")), "found in job title “A”, “B”, S1 and 2 more"),
    ],
)
def test_where_words_stand_is_said_in_a_few(places: Places, said: str) -> None:
    assert at_hand.where(places) == said
