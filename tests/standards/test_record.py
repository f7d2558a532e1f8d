"""The published record becomes a standard, or ends in a clear message."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.model.ksb import Kind
from htq_core.standards.record import read_record
from htq_core.standards.standard import Standard
from tests.standards.published_records import as_bytes, record, statements


def read(**changes: Any) -> Standard:
    return read_record(as_bytes(record(**changes)), "test")


def test_facts_are_taken_as_published() -> None:
    standard = read()
    assert (standard.reference, standard.version, standard.title, standard.level) == ("ST9901", "1.0", "Kite maker", 4)
    assert (standard.status, standard.route) == ("Approved for delivery", "Creative and design")
    assert (standard.earliest_start, standard.latest_start, standard.last_updated) == ("2021-02-19", "", "2022-08-22")
    assert (standard.source, standard.illustrative) == ("test", False)
    assert (standard.core_and_options, standard.core_codes, standard.options) == (False, None, ())


def test_codes_are_positions() -> None:
    assert [ksb.code for ksb in read().ksbs] == ["K1", "K2", "S1", "S2", "B1"]
    assert [ksb.kind for ksb in read().ksbs] == [Kind.KNOWLEDGE] * 2 + [Kind.SKILLS] * 2 + [Kind.BEHAVIOURS]


def test_a_printed_code_is_kept_beside_the_position_and_never_used_to_renumber() -> None:
    knowledges = statements("knowledge", "An opening line", "K1   sources of help", "K1: forms of help")
    ksbs = read(knowledges=knowledges).ksbs
    assert [(ksb.code, ksb.printed_code) for ksb in ksbs[:3]] == [("K1", None), ("K2", "K1"), ("K3", "K1")]
    assert ksbs[1].text == "K1 sources of help"
    assert ksbs[1].folded == "sources of help"


def test_statements_said_twice_keep_both_codes() -> None:
    ksbs = read(skills=statements("skill", "Tie a knot", "Tie a knot ")).ksbs
    assert [ksb.code for ksb in ksbs if ksb.folded == "tie a knot"] == ["S1", "S2"]


def test_a_null_or_blank_statement_keeps_its_place() -> None:
    knowledges = [None, {"knowledgeId": "a", "detail": None}, {"knowledgeId": "b", "detail": "Text"}]
    ksbs = read(knowledges=knowledges).ksbs
    assert [(ksb.code, ksb.text) for ksb in ksbs[:3]] == [("K1", ""), ("K2", ""), ("K3", "Text")]


def test_markup_is_made_readable() -> None:
    knowledges = statements(
        "knowledge", "&lt;p&gt;Know:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;/ul&gt;&amp;nbsp;"
    )
    assert read(knowledges=knowledges).ksbs[0].text == "Know:\n• one"


@pytest.mark.parametrize(
    ("raw", "version"), [("1.10", "1.10"), ("v1.2", "1.2"), (1, "1.0"), ("", "2.3"), (None, "2.3")]
)
def test_a_version_stays_text(raw: object, version: str) -> None:
    assert read(version=raw, versionNumber="2.3").version == version


def test_a_version_written_as_a_number_keeps_its_last_nought() -> None:
    data = as_bytes(record()).replace(b'"version": "1.0"', b'"version": 1.10')
    assert read_record(data, "test").version == "1.10"


@pytest.mark.parametrize(
    ("raw", "level"), [(5, 5), ("5", 5), (5.0, 5), ("Level 6", 6), (2, 2), (None, None), ("", None), ("high", None)]
)
def test_the_level_is_read_and_not_judged(raw: object, level: int | None) -> None:
    assert read(level=raw).level == level


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2021-02-19T00:00:00", "2021-02-19"),
        ("2021-02-19T00:00:00 +00:00", "2021-02-19"),
        ("2021-02-19", "2021-02-19"),
        (None, ""),
        ("", ""),
        ("Not set", ""),
        ("0001-01-01T00:00:00", ""),
        (12.5, ""),
        ([1], ""),
    ],
)
def test_dates_are_cleaned(raw: object, day: str) -> None:
    assert read(latestStartDate=raw).latest_start == day


def test_lists_that_are_null_and_fields_that_are_not_there_are_nothing() -> None:
    bare = {name: record()[name] for name in ("referenceNumber", "knowledges", "skills", "behaviours")} | {
        "duties": None,
        "options": None,
        "optionsUnstructuredTemplate": None,
        "optionsUnstructuredKsbMapping": None,
    }
    standard = read_record(as_bytes(bare), "test")
    assert (standard.reference, standard.version, standard.title, standard.level) == ("ST9901", "", "", None)
    assert len(standard.ksbs) == 5


def test_a_kind_may_be_empty() -> None:
    assert [ksb.code for ksb in read(behaviours=None).ksbs] == ["K1", "K2", "S1", "S2"]


def test_a_reference_that_cannot_be_real_marks_the_standard_as_illustrative() -> None:
    assert read(referenceNumber="ST9001").illustrative
    assert not read(referenceNumber="ST0900").illustrative


def test_a_list_with_one_record_is_that_record() -> None:
    assert read_record(as_bytes([record()]), "test") == read()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_encoding_of_json_is_read(encoding: str) -> None:
    data = json.dumps(record(title="Naïve café"), ensure_ascii=False).encode(encoding)
    assert read_record(data, "test").title == "Naïve café"


def refusal(data: bytes) -> UnreadableWorkbook:
    with pytest.raises(UnreadableWorkbook) as caught:
        read_record(data, "test")
    assert caught.value.reason is Reason.STANDARD_RECORD
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!doctype html><html></html>", "web page"),
        (b"PK\x03\x04 a workbook", "cannot be read as JSON"),
        (b"\xff\xff\xff\xff", "cannot be read as JSON"),
        (b'{"referenceNumber": "ST9901"', "cannot be read as JSON"),
        (b"NaN", "cannot be read as JSON"),
        (as_bytes(record()).replace(b'"level": 4', b'"level": NaN'), "cannot be read as JSON"),
        (as_bytes(record()).replace(b'"level": 4', b'"level": -Infinity'), "cannot be read as JSON"),
        (b"[" * 200_000, "cannot be read as JSON"),
        (b'{"a":' * 100_000, "cannot be read as JSON"),
        (b"1" * 10_000, "cannot be read as JSON"),
        (b"42", "does not hold the published record"),
        (b"null", "does not hold the published record"),
        (b"[]", "does not hold the published record"),
        (b"[1, 2]", "does not hold the published record"),
        (as_bytes([record(), record(version="1.1")]), "2 records"),
        (b" " * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"{}", "is missing"),
        (as_bytes({"error": "not found"}), "is missing"),
        (as_bytes(record(referenceNumber="")), "no reference"),
        (as_bytes(record(referenceNumber="kite")), "no reference"),
        (as_bytes(record(knowledges=[], skills=None, behaviours=[])), "no knowledge, skills or behaviours"),
        (as_bytes(record(knowledges=[{}], skills=[], behaviours=[])), "no knowledge, skills or behaviours"),
        (as_bytes({name: part for name, part in record().items() if name != "skills"}), "“skills” is missing"),
        (as_bytes(record(knowledges="none")), "“knowledges” is not in the form"),
        (as_bytes(record(knowledges=["text"])), "“knowledges” is not in the form"),
        (as_bytes(record(title={"en": "Kite maker"})), "“title” is not in the form"),
        (as_bytes(record(duties=[{"mappedSkills": "s-1"}])), "“duties” is not in the form"),
        (as_bytes(record(knowledges=statements("knowledge", *["x"] * 1_001))), "No standard has more"),
        (as_bytes(record(knowledges=statements("knowledge", "x " * 20_000))), "K1 in this record is far too long"),
    ],
)
def test_anything_else_ends_in_a_clear_message(data: bytes, words: str) -> None:
    assert words in refusal(data).message


def test_messages_do_not_repeat_what_the_file_holds() -> None:
    trouble = refusal(as_bytes(record(duties="secret words")))
    assert "secret" not in trouble.message + trouble.fix


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(record())), JSON)
@settings(max_examples=300, deadline=None)
def test_any_value_in_any_field_loads_or_ends_in_a_message(field: str, value: Any) -> None:
    try:
        standard = read_record(as_bytes(record(**{field: value})), "test")
    except UnreadableWorkbook:
        return
    assert standard.ksbs


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_end_in_a_message(data: bytes) -> None:
    refusal(data)


def test_a_file_of_many_records_says_how_to_keep_them_all() -> None:
    with pytest.raises(UnreadableWorkbook, match="holds 2 records") as trouble:
        read_record(as_bytes([record(), record(version="1.1")]), "feed.json")
    assert "standards add" in trouble.value.fix
