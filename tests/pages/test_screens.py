"""Every screen, run as Streamlit runs it: with nothing, with each sample, and with what goes wrong."""

import json
import re
import tomllib
from pathlib import Path
from unittest import mock

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from htq_core import Book, Reason, Source, UnreadableWorkbook, check, make_receipt
from htq_core.standards.catalogue import CatalogueError
from htq_core.standards.library import builtin_library
from pages.parts import checking, state

ROOT = Path(__file__).parents[2]
SCREENS = (
    "start",
    "standard",
    "upload",
    "results",
    "findings",
    "coverage",
    "take_away",
    "templates",
    "rulebook",
    "reading",
    "getting_ready",
    "support_session",
    "guidance",
)
SAMPLES = ("clean", "flawed", "two_pathways")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE_NAME = "**x** :red[y] <b>z\u202e.xlsx"


def started() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()


def on(at: AppTest, screen: str) -> AppTest:
    at.switch_page(f"pages/{screen}.py").run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    """All the HTML on the screen, stylesheet aside."""
    return "\n".join(element.proto.body for element in at.get("html") if "<style>" not in element.proto.body)


def sample(name: str, book: Book) -> bytes:
    return (state.SAMPLES / name / f"{book}.xlsx").read_bytes()


def give(at: AppTest, book: Book, name: str, data: bytes) -> AppTest:
    uploader = next(each for each in at.file_uploader if each.key.startswith(f"{book}-"))
    uploader.upload(name, data).run()
    assert not at.exception
    return at


def test_the_steps_of_a_long_check_are_named_while_they_last_and_a_check_is_made_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named: list[str] = []
    own = st.spinner
    monkeypatch.setattr(checking, "LONG_TO_READ", 0)
    monkeypatch.setattr(st, "spinner", lambda text: named.append(text) or own(text))  # type: ignore[func-returns-value]
    at = give(on(started(), "upload"), Book.MAPPING, "mapping.xlsx", sample("clean", Book.MAPPING))
    assert named == [
        "Opening the qualification structure",
        "Opening the KSB mapping",
        "Reading what the files say",
        "Holding it against the rules",
    ]
    on(at, "results")
    assert named[4:] == ["Working out what to do first"]
    on(on(at, "take_away"), "results")
    assert len(named) == 5


def test_the_verdict_does_not_wait_for_what_to_do_first() -> None:
    at = on(started(), "upload")
    with mock.patch("htq_core.first_steps.first_steps", side_effect=ValueError):
        for book in Book:
            give(at, book, f"{book}.xlsx", sample("flawed", book))
        assert "There are matters to put right" in shown(at)
        at.switch_page("pages/results.py").run()
        assert "There are matters to put right" in shown(at)
        assert "Start here" not in shown(at)
    assert "Start here" in shown(on(at, "results"))


def test_what_to_do_first_is_worked_out_ahead_and_a_fault_of_that_spoils_no_screen() -> None:
    with mock.patch.object(state, "work_ahead", side_effect=ValueError) as ahead:
        page = shown(started())
    assert ahead.call_count == 1
    assert "footer" in page
    assert "The fault is ours" not in page


def places(at: AppTest) -> list[str]:
    """The uploaders that wait for a workbook."""
    return [each.key for each in at.file_uploader if each.key.startswith(tuple(Book))]


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_without_files_says_what_to_do(screen: str) -> None:
    page = shown(on(started(), screen))
    assert page.count("<h1") == 1
    assert "failed to load" not in page


@pytest.mark.parametrize("name", SAMPLES)
def test_every_screen_shows_a_sample(name: str) -> None:
    at = on(started(), "upload")
    for book in Book:
        give(at, book, f"{book}.xlsx", sample(name, book))
    for screen in SCREENS:
        page = shown(on(at, screen))
        assert page.count("<h1") == 1, screen
        assert "failed to load" not in page, screen


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Try it with a sample", "matters to put right"),
        ("A sample with nothing to fix", "Nothing to put right"),
        ("A sample with two pathways", "matters to put right"),
    ],
)
def test_each_sample_gives_its_answer(label: str, words: str) -> None:
    at = press(started(), label)
    assert words in shown(at)


def test_the_coverage_screen_draws_and_tabulates() -> None:
    at = on(press(started(), "Try it with a sample"), "coverage")
    assert len(at.get("plotly_chart")) == 1
    assert '<table class="coverage">' in shown(at)


def test_a_bad_file_is_explained_and_its_name_is_only_text() -> None:
    at = on(started(), "upload")
    give(at, Book.STRUCTURE, "structure.xlsx", sample("flawed", Book.STRUCTURE))
    give(at, Book.MAPPING, HOSTILE_NAME, b"not a workbook")
    page = shown(at)
    assert "**x** :red[y] &lt;b&gt;z⟨U+202E⟩.xlsx" in page
    assert "<b>" not in page
    assert "units read" in page
    assert not [element for element in at.markdown if ":red" in element.value]


def test_a_file_can_be_taken_away_and_everything_forgotten() -> None:
    at = on(started(), "upload")
    for book in Book:
        give(at, book, f"{book}.xlsx", sample("flawed", book))
    assert len(places(at)) == 0
    press(at, "Take the mapping file away")
    assert len(places(at)) == 1
    press(at, "Start again")
    assert len(places(at)) == 2
    assert "no longer" not in shown(at)


def test_the_uploader_keeps_no_copy() -> None:
    at = give(on(started(), "upload"), Book.MAPPING, "m.xlsx", sample("flawed", Book.MAPPING))
    press(at, "Take the mapping file away")
    assert all(not each.value for each in at.file_uploader)


def test_two_files_given_at_once_find_their_places() -> None:
    at = on(started(), "upload")
    uploader = next(each for each in at.file_uploader if each.key.startswith("mapping-"))
    uploader.upload("my Structure.xlsx", sample("clean", Book.STRUCTURE))
    uploader.upload("other.xlsx", sample("clean", Book.MAPPING)).run()
    assert not at.exception
    assert "KSBs read" in shown(at)
    assert "units read" in shown(at)


def test_swapped_files_can_be_swapped_back() -> None:
    at = on(started(), "upload")
    give(at, Book.MAPPING, "a.xlsx", sample("clean", Book.STRUCTURE))
    give(at, Book.STRUCTURE, "b.xlsx", sample("clean", Book.MAPPING))
    assert "in each other’s place" in shown(at)
    press(at, "Swap the two files")
    assert "Nothing to put right" in shown(at)


@pytest.mark.parametrize("swapped", [False, True])
def test_two_files_given_at_once_are_told_apart_by_what_they_hold(swapped: bool) -> None:
    at = on(started(), "upload")
    uploader = next(each for each in at.file_uploader if each.key.startswith("mapping-"))
    for book in reversed(Book) if swapped else Book:
        uploader.upload(f"{swapped} {book.name[:1]}.xlsx", sample("clean", book))
    uploader.run()
    assert not at.exception
    assert "Nothing to put right" in shown(at)


@pytest.mark.parametrize("book", Book)
def test_the_same_file_in_both_places_is_said_where_it_is_wrong_and_no_swap_is_offered(book: Book) -> None:
    at = on(started(), "upload")
    for place in Book:
        give(at, place, "a.xlsx", sample("clean", book))
    assert "This looks like a" in shown(at)
    assert not [button for button in at.button if button.label.startswith(("Swap", "Move"))]


def test_one_file_in_the_wrong_place_says_what_it_is_and_can_be_moved() -> None:
    at = give(on(started(), "upload"), Book.MAPPING, "a.xlsx", sample("clean", Book.STRUCTURE))
    assert "This looks like a qualification structure." in shown(at)
    assert "0 KSBs read" not in shown(at)
    press(at, "Move it to its own place")
    assert "units read" in shown(at)


def test_the_standard_a_file_names_is_said_where_one_may_be_chosen() -> None:
    at = give(on(started(), "upload"), Book.MAPPING, "a.xlsx", sample("clean", Book.MAPPING))
    for screen in ("standard", "templates"):
        page = shown(on(at, screen))
        assert "Your files name ST9001" in page
        assert "No standard is chosen" not in page


def test_what_is_proved_of_the_pathways_is_said() -> None:
    at = press(started(), "A sample with nothing to fix")
    page = shown(at)
    assert "Every permitted pathway has a unit for all 32 KSBs your mapping claims." in page
    assert "Nothing to put right or discuss was found" in page
    assert "From our illustrative record" in page
    assert '<span class="part partial">' not in page
    assert "Some KSBs rest on a single unit." in shown(on(at, "findings"))


def test_the_numbers_of_things_to_fix_add_up() -> None:
    at = on(press(started(), "Try it with a sample"), "upload")
    page = shown(at)
    first, second = (int(number) for number in re.findall(r"(\d+) things to fix in this file", page))
    both = int(re.findall(r"(\d+) of the things to fix (?:are|is) in both files", page)[0])
    assert first + second - both == int(re.findall(r'"number">(\d+)<', page)[0])


def test_hair_and_beauty_is_explained() -> None:
    at = on(started(), "standard")
    at.selectbox(key="route").select("Hair and beauty").run()
    assert "no standard is available" in shown(at)
    assert not [box for box in at.selectbox if box.key == "picked"]


def test_a_real_standard_says_that_its_record_is_not_loaded_and_where_to_get_it() -> None:
    at = on(started(), "standard")
    at.radio(key="way").set_value("By words or reference").run()
    at.text_input(key="title").set_value("ST0827").run()
    at.selectbox(key="picked").select("ST0827").run()
    page = shown(at)
    assert "It is not loaded" in page
    assert "/ST0827" in page


def test_an_option_chosen_is_the_option_checked() -> None:
    at = on(started(), "standard")
    at.radio(key="way").set_value("An illustrative standard, to try things on").run()
    with_options = next(s for s in builtin_library().standards if s.options)
    at.selectbox(key="picked").select(with_options.reference).run()
    box = next(box for box in at.selectbox if box.key.startswith("option-"))
    box.select(with_options.options[0].title).run()
    assert with_options.options[0].title in shown(on(at, "templates"))


def test_a_version_chosen_is_the_version_told_of() -> None:
    at = on(started(), "standard")
    at.radio(key="way").set_value("An illustrative standard, to try things on").run()
    at.selectbox(key="picked").set_value("ST9001").run()
    assert "<dd>1.1, Approved for delivery</dd>" in shown(at)
    at.selectbox(key="version-ST9001").set_value("1.0").run()
    assert "<dd>1.0, " in shown(at)
    assert "<dd>1.1, " not in shown(at)


def test_a_record_that_cannot_be_read_is_explained_beside_its_uploader() -> None:
    at = on(started(), "standard")
    at.file_uploader[0].upload("<i>record.json", b"{").run()
    assert not at.exception
    page = shown(at)
    assert "&lt;i&gt;record.json" in page
    assert 'role="alert"' in page


def test_a_record_that_is_loaded_is_chosen() -> None:
    record = {
        "referenceNumber": "ST0123", "title": "Invented for a test", "level": 4, "version": "1.2",
        "status": "Approved for delivery", "skills": [], "behaviours": [],
        "knowledges": [{"knowledgeId": "a", "detail": "How tests are named"}],
    }  # fmt: skip
    at = on(started(), "standard")
    at.file_uploader[0].upload("record.json", json.dumps(record).encode()).run()
    assert not at.exception
    page = shown(at)
    assert "ST0123 Invented for a test" in page
    assert "1 KSB" in page


def test_filters_narrow_the_findings() -> None:
    at = on(press(started(), "Try it with a sample"), "findings")
    at.text_input(key="words").set_value("zzzz").run()
    assert "No finding fits" in shown(at)
    press(at, next(button.label for button in at.button if button.label.startswith("Show all")))
    assert "most serious first" in shown(at)
    assert at.text_input(key="words").value == ""


@pytest.mark.parametrize("change", ["Take the mapping file away", "Start again"])
def test_filters_go_when_the_files_change(change: str) -> None:
    at = on(press(started(), "Try it with a sample"), "findings")
    at.text_input(key="words").set_value("zzzz").run()
    at.selectbox(key="severity").select_index(1).run()
    press(on(at, "upload"), change)
    give(at, Book.MAPPING, "m.xlsx", sample("flawed", Book.MAPPING))
    page = shown(on(at, "findings"))
    assert "most serious first" in page
    assert at.text_input(key="words").value == ""


def test_streamlit_offers_nothing_to_install_on_our_pages() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["logger"]["hideWelcomeMessage"] is True


def test_a_third_file_is_not_dropped_without_a_word() -> None:
    at = on(started(), "upload")
    files = [(f"{book}.xlsx", sample("clean", book), EXCEL) for book in Book]
    at.file_uploader[0].set_value([*files, ("<b>third</b>.xlsx", b"", EXCEL)]).run()
    assert "Not taken: &lt;b&gt;third&lt;/b&gt;.xlsx." in shown(at)
    assert "Not taken" not in shown(press(at, "Start again"))


def test_files_are_read_by_the_screen_and_not_as_they_come_in() -> None:
    """What breaks while the screen is drawn is told in our words; what breaks before it is not."""
    at = on(started(), "upload")
    files = [(f"{book}.xlsx", sample("clean", book), EXCEL) for book in Book]
    with mock.patch.object(checking, "checked", side_effect=ValueError):
        at.file_uploader[0].set_value(files).run()
    assert at.exception
    assert "Upload your two workbooks</h1>" in shown(at)


def test_a_broken_screen_says_whose_fault_it_is_and_logs_no_content(caplog: pytest.LogCaptureFixture) -> None:
    with mock.patch("pages.parts.html.section", side_effect=ValueError("a secret from a cell")):
        at = started()
    page = shown(at)
    assert not at.exception
    assert "The fault is ours" in page
    assert "footer" in page
    assert "secret" not in page + caplog.text
    assert "ValueError" in caplog.text


def test_a_finding_opens_to_the_sheet_and_the_next_one_follows() -> None:
    at = on(press(started(), "Try it with a sample"), "findings")
    page = shown(press(at, "Open the first finding"))
    assert page.count('id="opened"') == 1
    assert '<td class="ringed">' in page
    assert "Finding 1 of " in page
    first = re.search(r'id="opened"[^>]*>([^<]+)', page)
    press(at, "Next")
    page = shown(at)
    second = re.search(r'id="opened"[^>]*>([^<]+)', page)
    assert "Finding 2 of " in page
    assert first and second and first[1] != second[1]  # noqa: PT018
    assert "Finding 1 of " in shown(press(at, "Previous"))
    assert 'id="opened"' not in shown(press(at, "Close"))


def test_every_finding_can_be_reached_from_the_one_before() -> None:
    at = press(on(press(started(), "Try it with a sample"), "findings"), "Open the first finding")
    count = int(re.findall(r"Finding 1 of (\d+)", shown(at))[0])
    for number in range(2, count + 1):
        assert f"Finding {number} of {count}" in shown(press(at, "Next"))
    assert next(button for button in at.button if button.label == "Next").disabled


def test_the_same_findings_are_shown_by_cause_and_by_what_they_are_about() -> None:
    at = on(press(started(), "Try it with a sample"), "findings")
    for box in at.checkbox:
        box.check().run()
    by_cause = set(re.findall(r'"id">([^<]+)<', shown(at)))
    at.radio(key="arranged").set_value("By KSB or unit").run()
    for box in at.checkbox:
        box.check().run()
    assert set(re.findall(r'"id">([^<]+)<', shown(at))) == by_cause
    assert re.search(r"<h2>\s*K1\s*</h2>|<h2>K\d+</h2>", shown(at))


def test_a_reason_is_kept_with_its_finding_and_hides_nothing() -> None:
    at = press(on(press(started(), "Try it with a sample"), "findings"), "Open the first finding")
    at.text_area[0].set_value("We know <b>this</b>").run()
    before = len(re.findall(r'"id">', shown(at)))
    page = shown(press(at, "Close"))
    assert "We know &lt;b&gt;this&lt;/b&gt;" in page
    assert len(re.findall(r'"id">', page)) == before
    assert "Save the reasons" in downloads(on(at, "take_away"))
    press(on(at, "upload"), "Start again")
    press(on(at, "start"), "Try it with a sample")
    assert "We know" not in shown(on(at, "findings"))


def give_reasons(at: AppTest, data: bytes) -> None:
    uploaders = on(at, "upload").file_uploader
    next(each for each in uploaders if each.key.startswith("reasons")).upload("reasons.json", data).run()


def test_saved_reasons_go_to_their_findings() -> None:
    at = on(press(started(), "Try it with a sample"), "findings")
    id = re.findall(r'"id">([^<]+)<', shown(at))[0]
    saved = json.dumps({id: "We <b>know</b>", "COV-99-gone": "x"}).encode()
    next(each for each in on(at, "upload").file_uploader if each.key.startswith("reasons")).upload(
        "r.json", saved
    ).run()
    assert "1 finding has a reason of yours. 1 reason is for findings that are no longer there." in shown(at)
    assert "We &lt;b&gt;know" in shown(on(at, "findings"))
    next(each for each in on(at, "upload").file_uploader if each.key.startswith("reasons")).upload(
        "r.json", b"[]"
    ).run()
    assert "This is not a file of reasons." in shown(at)
    assert "1 finding has a reason of yours." in shown(at)


def downloads(at: AppTest) -> dict[str, str]:
    """The label of each download, and the name of its file."""
    return {button.proto.label: button.key for button in at.get("download_button")}


def test_everything_can_be_taken_away_under_names_of_ours() -> None:
    at = on(press(started(), "Try it with a sample"), "take_away")
    assert set(downloads(at).values()) == {
        f"download-{name}"
        for name in (
            "KSB mapping with findings.xlsx", "Qualification structure with findings.xlsx", "Readiness report.html",
            "Readiness report.docx", "Readiness findings.xlsx", "Readiness report.json", "Readiness receipt.json",
        )
    }  # fmt: skip


def test_a_file_that_cannot_be_opened_has_no_copy_and_the_report_can_still_be_taken() -> None:
    at = give(on(started(), "upload"), Book.MAPPING, HOSTILE_NAME, b"not a workbook")
    assert "no copy to mark" in shown(on(at, "take_away"))
    assert "Download as a web page" in downloads(at)


def test_a_receipt_says_what_is_different_until_it_is_put_away() -> None:
    folder = state.SAMPLES / "flawed"
    flawed = check(*(Source(f"{book}.xlsx", (folder / f"{book}.xlsx").read_bytes()) for book in Book))
    at = on(press(started(), "A sample with nothing to fix"), "upload")
    next(each for each in at.file_uploader if each.key.startswith("receipt")).upload(
        "<b>r.json", make_receipt(flawed).to_json().encode()
    ).run()
    assert not at.exception
    page = shown(on(at, "results"))
    assert "Since your check of" in page
    assert re.search(r"Fixed: \d+", page)
    press(at, "Put the receipt away")
    assert "Since your check of" not in shown(at)


def test_a_wrong_receipt_is_explained() -> None:
    at = on(started(), "upload")
    next(each for each in at.file_uploader if each.key.startswith("receipt")).upload("r.json", b"{}").run()
    assert not at.exception
    assert "not a receipt of this program" in shown(at)


def test_a_new_version_says_what_it_changes_and_which_rows_and_units_it_touches() -> None:
    at = on(press(started(), "Try it with a sample"), "revision")
    at.selectbox(key="from-ST9001").select("1.0").run()
    at.selectbox(key="to-ST9001").select("1.1").run()
    assert not at.exception
    page = shown(at)
    assert "KSB mapping!" in page
    assert set(downloads(at)) == {"Download as a Word document", "Download as text"}
    at.selectbox(key="to-ST9001").select("1.0").run()
    assert "Choose two different versions" in shown(at)


def test_one_version_alone_asks_for_the_record_of_another() -> None:
    record = {
        "referenceNumber": "ST0123", "title": "Invented for a test", "level": 4, "version": "1.2",
        "status": "Approved for delivery", "skills": [], "behaviours": [],
        "knowledges": [{"knowledgeId": "a", "detail": "How tests are named"}],
    }  # fmt: skip
    at = on(started(), "standard")
    at.file_uploader[0].upload("record.json", json.dumps(record).encode()).run()
    assert "Only version 1.2" in shown(on(at, "revision"))
    newer = {**record, "version": "1.3", "knowledges": [{"knowledgeId": "a", "detail": "How proofs are written"}]}
    at.file_uploader[0].upload("record.json", json.dumps(newer).encode()).run()
    assert not at.exception
    page = shown(at)
    assert "How proofs are written" in page
    assert "How tests are named" in page


def test_a_choice_that_misses_a_ksb_is_drawn_and_a_change_shows_its_effect_and_is_taken_back() -> None:
    at = on(press(started(), "Try it with a sample"), "pathways")
    page = shown(at)
    missed = at.selectbox(key="missed").value
    assert f"does not cover {missed}" in " ".join(page.split())
    assert "Taken" in page
    unit = next(key for key in re.findall(r'data-covers="([^"]+)"', page))
    at.selectbox(key="try-mandatory").select(unit).run()
    page = shown(press(at, "Try it as mandatory"))
    assert f"Make {unit} mandatory" in page
    assert "more" in page
    assert "Download the changes" in downloads(at)
    page = shown(press(at, "Take back"))
    assert f"Make {unit} mandatory" not in page


@pytest.mark.parametrize(
    ("sample", "missed"), [("Try it with a sample", True), ("A sample with nothing to fix", False)]
)
def test_the_choices_are_drawn_and_said_in_a_table_alike(sample: str, missed: bool) -> None:
    page = shown(on(press(started(), sample), "pathways"))
    drawn = re.findall(r'<li class="(taken|left)( covers)?".*?<strong>([^<]+)</strong>', page, re.DOTALL)
    rows = re.findall(r"<tr><th scope=\"row\">(.+?)</th>(.+?)</tr>", page)
    assert len(drawn) > 5
    assert [unit for unit, _ in rows] == [unit for *_, unit in drawn]
    said = [("<td>Taken" in cells, "<td>yes" in cells) for _, cells in rows]
    assert said == [(how == "taken", bool(covers)) for how, covers, _ in drawn]
    assert any(taken for taken, _ in said) is missed


def test_a_ksb_can_be_tried_on_a_unit() -> None:
    at = on(press(started(), "Try it with a sample"), "pathways")
    at.selectbox(key="try-ksb").select_index(0).run()
    at.selectbox(key="try-unit").select_index(0).run()
    assert re.search(r"Let \S+ cover \S+", shown(press(at, "Try the mapping")))


NOTICES = """
[[notice]]
kind = "revision due"
reference = "ST9001"
since = 2026-01-01
due = 2099-09-01
text = "Ask <b>first</b>."
"""


def test_a_notice_is_shown_where_its_standard_matters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ours.toml").write_text(NOTICES, encoding="utf-8")
    monkeypatch.setenv("HTQ_NOTICES", str(tmp_path / "ours.toml"))
    at = started()
    at.session_state["choice"] = {"reference": "ST9001"}
    for screen in ("standard", "templates", "getting_ready"):
        page = shown(on(at, screen))
        assert "A revision of ST9001 is due on 1 September 2099." in page
        assert "Ask &lt;b&gt;first&lt;/b&gt;." in page
        assert "Notice of 1 January 2026" in page
    at = on(started(), "standard")
    at.radio(key="way").set_value("An illustrative standard, to try things on").run()
    marked = [name for name in at.selectbox(key="picked").options if name.endswith("revision due")]
    assert [name.split(" · ")[1] for name in marked] == ["ST9001"]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (CatalogueError("ours.toml: notice 1: kind is missing."), "ours.toml: notice 1: kind is missing."),
        (UnreadableWorkbook(Reason.DAMAGED, "It cannot be read.", "Move it away."), "Move it away."),
        (RuntimeError("a secret"), "The fault is ours."),
    ],
)
def test_what_stops_a_screen_is_told_in_its_place(trouble: Exception, words: str) -> None:
    with mock.patch("pages.parts.frame.shown_to_others", side_effect=trouble):
        at = started()
    assert not at.exception
    assert words in shown(at)
    assert "a secret" not in shown(at)
    assert "This is not an official service" in shown(at)


def test_a_template_without_an_option_says_so() -> None:
    at = on(started(), "standard")
    at.radio(key="way").set_value("An illustrative standard, to try things on").run()
    at.selectbox(key="picked").set_value("ST9003").run()
    assert "This standard has options, and none is chosen" in shown(on(at, "templates"))
    on(at, "standard").selectbox(key="option-ST9003-").set_value("Gallery lighting").run()
    page = shown(on(at, "templates"))
    assert "option Gallery lighting" in page
    assert "none is chosen" not in page
