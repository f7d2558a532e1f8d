"""The catalogue that comes with the program, and what it says of references, titles, routes and options."""

import re
from collections import Counter
from datetime import date

import pytest

from htq_core.standards.catalogue import ROUTE_NOT_KNOWN, Catalogue, load_catalogue
from htq_core.standards.library import builtin_library


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_it_is_read_once(catalogue: Catalogue) -> None:
    assert load_catalogue() is catalogue


def test_it_holds_every_known_occupation(catalogue: Catalogue) -> None:
    real = [occupation for occupation in catalogue.occupations if not occupation.illustrative]
    assert len(real) == 304
    assert Counter(occupation.level for occupation in real) == {4: 233, 5: 71}
    assert len(catalogue.in_route("")) == 97


def test_it_says_its_date_source_and_licence(catalogue: Catalogue) -> None:
    assert catalogue.date == date(2026, 7, 1)
    assert catalogue.date_text == "July 2026"
    assert "Open Government Licence v3.0" in catalogue.licence
    assert any("not known" in note for note in catalogue.notes)


def test_the_routes_are_in_the_order_of_the_maps(catalogue: Catalogue) -> None:
    assert [route.id for route in catalogue.routes] == [1, 2, 14, 3, 5, 6, 7, 4, 8, 9, 10, 11, 12, 13, 15]


def test_only_hair_and_beauty_has_no_standard_and_says_so(catalogue: Catalogue) -> None:
    closed = [route for route in catalogue.routes if not route.available]
    assert [route.name for route in closed] == ["Hair and beauty"]
    assert closed[0].note


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Construction", "Construction and the built environment"),
        ("education and  childcare", "Education and early years"),
        ("Health & Science", "Health and science"),
        ("LEGAL, FINANCE & ACCOUNTING", "Legal, finance and accounting"),
        ("Digital", "Digital"),
    ],
)
def test_a_route_is_known_by_its_names_now_and_earlier(catalogue: Catalogue, typed: str, name: str) -> None:
    route = catalogue.route_called(typed)
    assert route is not None
    assert route.name == name
    assert catalogue.in_route(typed) == catalogue.in_route(name)


def test_an_unknown_route_is_none(catalogue: Catalogue) -> None:
    assert catalogue.route_called("Space travel") is None
    assert catalogue.route_called("") is None


def test_a_route_that_no_source_gave_is_said_to_be_unknown(catalogue: Catalogue) -> None:
    (occupation,) = catalogue.find("ST1047")
    assert occupation.route == ""
    assert occupation.route_text == ROUTE_NOT_KNOWN


@pytest.mark.parametrize("reference", ["ST0398", "st 0398", "OCC0398", "occ0398", "ST398", "ST0398 v1.0"])
def test_an_occupation_is_found_by_either_reference(catalogue: Catalogue, reference: str) -> None:
    assert [found.title for found in catalogue.find(reference)] == ["Animal training instructor"]


def test_a_standard_with_options_gives_all_and_a_lettered_reference_one(catalogue: Catalogue) -> None:
    assert [found.option_letter for found in catalogue.find("ST0087")] == ["A", "B"]
    assert [found.option_letter for found in catalogue.find("OCC0087")] == ["A", "B"]
    assert [found.option_letter for found in catalogue.find("OCC0087b")] == ["B"]
    assert catalogue.find("OCC0087Z") == ()


@pytest.mark.parametrize("reference", ["", "ST9999", "FA0398", "nothing"])
def test_an_unknown_reference_finds_nothing(catalogue: Catalogue, reference: str) -> None:
    assert catalogue.find(reference) == ()
    assert catalogue.title_of(reference) == ""
    assert catalogue.options_of(reference) == ()


def test_option_titles_leave_off_the_title_of_the_standard(catalogue: Catalogue) -> None:
    assert catalogue.title_of("ST0039") == "Aviation operations manager"
    assert "Flight Operations Manager - Operations" in catalogue.options_of("ST0039")
    assert catalogue.options_of("OCC0055B") == ("Tailor",)
    assert catalogue.title_of("OCC0055B") == "Bespoke tailor and cutter"


def test_a_dash_in_a_title_without_options_stays(catalogue: Catalogue) -> None:
    assert catalogue.title_of("ST1238") == "Aesthetic practitioner - skin rejuvenation"
    assert catalogue.options_of("ST1238") == ()


def test_an_option_belongs_to_a_core_and_options_standard_even_where_no_version_is_known(catalogue: Catalogue) -> None:
    first = catalogue.find("ST1414")[0]
    assert first.version == ""
    assert first.core_and_options is True
    assert catalogue.find("ST1047")[0].core_and_options is None
    assert catalogue.find("ST0398")[0].core_and_options is False


def test_numbers_of_ksbs_that_are_not_known_are_none(catalogue: Catalogue) -> None:
    for occupation in (catalogue.find("ST0310")[0], catalogue.find("ST1047")[0]):
        assert (occupation.knowledge, occupation.skills, occupation.behaviours) == (None, None, None)
    known = catalogue.find("ST0398")[0]
    assert (known.knowledge, known.skills, known.behaviours) == (24, 16, 6)
    assert known.version_seen == "2023-01"


@pytest.mark.parametrize(
    ("reference", "approved"),
    [("ST0398", True), ("ST0613", True), ("ST1047", False), ("ST1474", False), ("ST0146", None), ("ST9001", True)],
)
def test_approval_follows_the_status_and_is_none_where_unknown(
    catalogue: Catalogue, reference: str, approved: bool | None
) -> None:
    assert catalogue.find(reference)[0].approved is approved


@pytest.mark.parametrize(
    ("typed", "near"),
    [("ST0872", "ST0827"), ("STO827", "ST0827"), ("ST082", "ST0827"), ("OCC3098", "ST0398"), ("ST03988", "ST0398")],
)
def test_a_mistyped_reference_has_a_suggestion(catalogue: Catalogue, typed: str, near: str) -> None:
    assert near in catalogue.near(typed)


@pytest.mark.parametrize("typed", ["", "nothing", "ST", "ST0398", "9" * 10_000, "ST7777"])
def test_suggestions_are_few_or_none(catalogue: Catalogue, typed: str) -> None:
    assert catalogue.near(typed) == ()


def test_search_finds_by_words_earlier_title_and_reference(catalogue: Catalogue) -> None:
    assert "Improvement specialist" in [found.title for found in catalogue.search("specialist IMPROVEMENT")]
    assert "ST0398" in [found.reference for found in catalogue.search("animal trainer")]
    assert [found.reference for found in catalogue.search("occ0398")] == ["ST0398"]
    assert catalogue.search("zzz") == ()
    assert catalogue.search("  ") == ()


def test_references_are_unique_and_agree_with_their_letters(catalogue: Catalogue) -> None:
    keys = [(occupation.reference, occupation.option_letter) for occupation in catalogue.occupations]
    assert len(set(keys)) == len(keys)
    for occupation in catalogue.occupations:
        assert re.fullmatch(r"(OCC\d{4}[A-Z]?)?", occupation.occupation)


def test_illustrative_standards_are_listed_as_their_records_are(catalogue: Catalogue) -> None:
    listed = {occupation.reference for occupation in catalogue.occupations if occupation.illustrative}
    assert listed == {standard.reference for standard in builtin_library().standards}
    for reference in listed:
        standard = builtin_library().get(reference)
        first = catalogue.find(reference)[0]
        assert standard is not None
        assert catalogue.title_of(reference) == standard.title
        assert (first.level, first.route, first.version) == (standard.level, standard.route, standard.version)
        assert catalogue.options_of(reference) == tuple(option.title for option in standard.options)
        assert first.core_and_options is standard.core_and_options
        counts = Counter(ksb.kind.value for ksb in standard.ksbs)
        assert (first.knowledge, first.skills, first.behaviours) == tuple(counts.values())
