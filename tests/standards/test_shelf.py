"""Standards kept on this machine: added by file or feed, searched, and found by what a mapping says."""

import json
import sqlite3
from pathlib import Path

import pytest

from htq_core.cli import main
from htq_core.errors import UnreadableWorkbook
from htq_core.standards.feed import Named, records_in
from htq_core.standards.library import Library, builtin_library
from htq_core.standards.shelf import Added, Places, Shelf
from htq_core.standards.shelf_place import VARIABLE, shelf_at_hand, usual_place
from tests.standards.published_records import as_bytes, record, statements


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "deep" / "standards.sqlite")


def added(shelf: Shelf, *records: object) -> list[Added]:
    return list(shelf.add(Named(f"record {n}", as_bytes(each)) for n, each in enumerate(records, 1)))


def test_a_shelf_that_is_not_there_is_empty_and_stays_away(shelf: Shelf) -> None:
    assert shelf.everything() == []
    assert shelf.get("ST9901") is None
    assert shelf.search("kite") == []
    assert shelf.best_fits(["How wind behaves"]) == []
    assert not shelf.path.exists()


def test_what_is_added_comes_back_whole(shelf: Shelf) -> None:
    (one,) = added(shelf, record(typicalJobTitles=["Kite crafter"]))
    assert one.standard is not None
    assert shelf.get("st 9901") == one.standard
    assert shelf.get("OCC9901A", "1.0") == one.standard
    assert shelf.get("ST9901", "2.0") is None


def test_versions_stand_side_by_side_and_the_newest_comes_first_by_number(shelf: Shelf) -> None:
    added(shelf, record(version="1.9"), record(version="1.10"), record(version="1.2"))
    assert [kept.version for kept in shelf.everything()] == ["1.2", "1.9", "1.10"]
    newest = shelf.get("ST9901")
    assert newest is not None
    assert newest.version == "1.10"


def test_a_record_takes_the_place_of_the_same_version(shelf: Shelf) -> None:
    added(shelf, record(title="Kite maker"))
    added(shelf, record(title="Balloon maker", skills=statements("skill", "Blow")))
    assert [kept.title for kept in shelf.everything()] == ["Balloon maker"]
    assert shelf.search("kite") == []
    assert shelf.best_fits(["Cut a sail"]) == []


def test_a_record_that_cannot_be_used_is_named_and_the_rest_is_kept(shelf: Shelf) -> None:
    empty = record(referenceNumber="ST9902", knowledges=[], skills=[], behaviours=[])
    results = added(shelf, record(), empty, ["no record"], record(referenceNumber="ST9903"))
    assert [bool(one.standard) for one in results] == [True, False, False, True]
    assert "holds no knowledge" in results[1].trouble
    assert [kept.reference for kept in shelf.everything()] == ["ST9901", "ST9903"]


@pytest.mark.parametrize("words", ["kite", "KITES", "crafter", "wind behaves", "sail bridle"])
def test_search_looks_at_titles_job_titles_and_ksbs(shelf: Shelf, words: str) -> None:
    added(shelf, record(typicalJobTitles=["Kite crafter"]), record(referenceNumber="ST9902", title="Other",
          knowledges=statements("knowledge", "Nothing"), skills=[], behaviours=[]))  # fmt: skip
    assert [kept.reference for kept in shelf.search(words)] == ["ST9901"]


def test_a_title_counts_for_more_than_a_statement(shelf: Shelf) -> None:
    added(
        shelf, record(skills=statements("skill", "Use a lathe")), record(referenceNumber="ST9902", title="Lathe user")
    )
    assert [kept.reference for kept in shelf.search("lathe")] == ["ST9902", "ST9901"]


def test_a_whole_title_comes_before_whatever_else_repeats_its_words(shelf: Shelf) -> None:
    repeated = ["Policy paper", "Officer on duty", "Policy officers", "Police policy officer"]
    shared = {"skills": statements("skill", *repeated * 5), "typicalJobTitles": ["Policy adviser"]}
    added(
        shelf,
        record(title="Police officer", **shared),
        record(referenceNumber="ST9902", title="Adviser", typicalJobTitles=["Senior policy officer"]),
        record(referenceNumber="ST9903", title="Policy officer"),
    )
    assert [kept.reference for kept in shelf.search("policy officer")] == ["ST9903", "ST9902", "ST9901"]


def test_a_short_word_is_no_beginning_of_a_longer_one(shelf: Shelf) -> None:
    added(shelf, record(), record(referenceNumber="ST9902", title="IT kite maker"))
    assert [kept.reference for kept in shelf.search("it")] == ["ST9902"]
    assert [kept.reference for kept in shelf.search("it kit")] == ["ST9902"]


def test_a_reference_finds_every_version_of_its_standard(shelf: Shelf) -> None:
    added(shelf, record(version="1.10"), record(version="1.9"), record(referenceNumber="ST9902"))
    assert [kept.version for kept in shelf.search("st 9901")] == ["1.9", "1.10"]
    assert shelf.places(shelf.search("st 9901")[0], "st 9901") == Places()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("kites", Places(title=True, job_titles=("Kite crafter",))),
        ("makers", Places(title=True)),
        ("Crafter", Places(job_titles=("Kite crafter",))),
        ("tie wind", Places(codes=("K1", "S2"))),
        ("paper or", Places(job_titles=("Paper & glue hand, or teacher",), codes=("K2",))),
    ],
)
def test_a_search_says_where_the_words_stand(shelf: Shelf, words: str, places: Places) -> None:
    jobs = ["Kite crafter", "Paper & glue hand, or teacher"]
    added(shelf, record(referenceNumber="ST9902"), record(typicalJobTitles=jobs))
    (found,) = [kept for kept in shelf.search(words) if kept.reference == "ST9901"]
    assert shelf.places(found, words) == places


@pytest.mark.parametrize("words", ["", "  ", '" OR 1', "kite AND", "NEAR(", "*", "\0"])
def test_search_takes_any_text_for_words(shelf: Shelf, words: str) -> None:
    added(shelf, record())
    assert isinstance(shelf.search(words), list)


def test_the_best_fit_is_the_standard_with_most_of_the_statements(shelf: Shelf) -> None:
    near = record(referenceNumber="ST9902", knowledges=statements("knowledge", "How wind behaves", "How glue dries"))
    added(shelf, near, record())
    best, second = shelf.best_fits(["how wind behaves.", "How paper  tears", "Cut a sail", "Something else"])
    assert (best.kept.reference, best.same, best.of) == ("ST9901", 3, 4)
    assert (second.kept.reference, second.same) == ("ST9902", 2)


def test_more_statements_than_a_question_can_hold_are_no_fault(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(shelf: Shelf) -> sqlite3.Connection:
        connection = sqlite3.connect(shelf.path)
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
        return connection

    added(shelf, record())
    monkeypatch.setattr(Shelf, "_opened", opened)
    (fit,) = shelf.best_fits(["Cut a sail", *(f"Statement number {number}" for number in range(33_000))])
    assert (fit.kept.reference, fit.same) == ("ST9901", 1)


def test_a_check_gets_the_versions_of_its_standard_and_what_fits(shelf: Shelf) -> None:
    glue = record(referenceNumber="ST9902", knowledges=statements("knowledge", "How glue dries"))
    unlike = record(referenceNumber="ST9903", knowledges=statements("knowledge", "Unlike"))
    added(shelf, record(version="1.0"), record(version="1.1"), glue, unlike)
    library = shelf.around(builtin_library(), ["OCC9901"], ["How glue dries"])
    assert library.versions("ST9901") == ("1.0", "1.1")
    assert library.get("ST9902")
    assert library.get("ST9903") is None
    assert library.get("ST9001")


def test_a_record_loaded_for_the_check_stays_in_force(shelf: Shelf) -> None:
    added(shelf, record(title="As kept"))
    (one,) = added(Shelf(shelf.path.with_name("other.sqlite")), record(title="As loaded"))
    assert one.standard is not None
    library = shelf.around(Library((one.standard,)), ["ST9901"], [])
    found = library.get("ST9901")
    assert found is not None
    assert found.title == "As loaded"


def test_a_file_that_is_no_shelf_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "standards.sqlite"
    path.write_text("not a database at all" * 100)
    with pytest.raises(UnreadableWorkbook, match="cannot be used"):
        Shelf(path).everything()
    with pytest.raises(UnreadableWorkbook, match="cannot be used"):
        list(Shelf(path).add([Named("one", as_bytes(record()))]))


def test_a_damaged_record_is_said_plainly_too(shelf: Shelf) -> None:
    added(shelf, record())
    with sqlite3.connect(shelf.path) as spoilt:
        spoilt.execute("UPDATE standards SET record = x'00'")
    for ask in (lambda: shelf.get("ST9901"), lambda: shelf.places(shelf.everything()[0], "kite")):
        with pytest.raises(UnreadableWorkbook, match="cannot be used"):
            ask()


@pytest.mark.parametrize("damage", ["UPDATE standards SET record = x'00'", "DROP TABLE standards"])
def test_a_check_goes_on_without_a_damaged_file_and_can_say_so(shelf: Shelf, damage: str) -> None:
    added(shelf, record())
    with sqlite3.connect(shelf.path) as spoilt:
        spoilt.execute(damage)
    library = shelf.around(builtin_library(), ["ST9901"], [])
    assert library.standards == builtin_library().standards
    assert library.unread
    loaded = library.with_record(library.standards[0])
    assert loaded.unread is library.unread


def test_the_place_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "here.sqlite"))
    assert usual_place() == tmp_path / "here.sqlite"
    assert shelf_at_hand() is None
    added(Shelf(), record())
    assert shelf_at_hand()


# Files, folders and the feed


def test_a_feed_is_read_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(b"\xef\xbb\xbf " + as_bytes([record(version=1.10), record(referenceNumber="ST9902")]))
    first, second = records_in(path)
    assert first.name == "feed.json, record 1"
    assert b"ST9902" in second.data


def test_a_version_given_as_a_number_keeps_its_places(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(as_bytes([record()]).replace(b'"version": "1.0"', b'"version": 1.10'))
    list(shelf.add(records_in(path)))
    assert [kept.version for kept in shelf.everything()] == ["1.10"]


def test_a_feed_that_stops_short_keeps_what_came_before(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(as_bytes([record(), record(referenceNumber="ST9902")])[:-400])
    with pytest.raises(UnreadableWorkbook, match="stops in the middle"):
        list(shelf.add(records_in(path)))


def test_a_folder_gives_its_records_and_names_what_is_none(shelf: Shelf, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.json").write_bytes(as_bytes(record()))
    (folder / "b.json").write_bytes(b"[{")
    (folder / "deeper" / "c.json").write_bytes(as_bytes(record(referenceNumber="ST9902")))
    (folder / "notes.txt").write_text("no record")
    results = list(shelf.add(records_in(folder)))
    assert [(one.name, bool(one.standard)) for one in results] == [
        ("a.json", True),
        ("b.json", False),
        ("c.json", True),
    ]


# The command


def test_the_command_keeps_searches_and_checks_with_what_is_kept(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(shelf.path))
    path = tmp_path / "record.json"
    path.write_bytes(as_bytes(record()))
    assert main(["standards", "add", str(path)]) == 0
    assert main(["standards", "search", "kites"]) == 0
    assert main(["standards", "show", "ST9901@1.0"]) == 0
    told = capsys.readouterr().out
    assert "Records kept: 1. Left out: 0." in told
    assert "K2  How paper tears" in told
    mapping = tmp_path / "mapping.xlsx"
    assert main(["template", "mapping", "--standard", "ST9901", "--output", str(mapping)]) == 0
    assert main(["standards", "fit", str(mapping)]) == 0
    assert "5 of 5 statements  ST9901" in capsys.readouterr().out
    main(["check", "--mapping", str(mapping), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert (report["occupations"][0]["reference"], report["occupations"][0]["published"]) == ("ST9901", True)


def test_the_command_says_what_was_left_out(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(shelf.path))
    (tmp_path / "a.json").write_bytes(b"{}")
    assert main(["standards", "add", str(tmp_path / "a.json")]) == 2
    assert "a.json" in capsys.readouterr().err
    assert main(["standards", "add", str(tmp_path / "nowhere.json")]) == 2
    assert main(["standards", "get"]) == 2
