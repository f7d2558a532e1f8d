"""Which standards a mapping fits best, among those kept on this machine and those loaded."""

from pathlib import Path

import pytest

from htq_core.standards.feed import Named
from htq_core.standards.fitting import best_standards
from htq_core.standards.library import Library
from htq_core.standards.record import read_record
from htq_core.standards.shelf import Shelf
from tests.standards.published_records import as_bytes, record, statements

MAPPED = ["how wind behaves.", "How paper  tears", "Cut a sail"]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "standards.sqlite")


def keep(shelf: Shelf, *records: object) -> None:
    assert all(one.standard for one in shelf.add(Named("record", as_bytes(each)) for each in records))


def library(*records: object) -> Library:
    return Library(tuple(read_record(as_bytes(each), "loaded") for each in records))


def test_a_standard_comes_once_in_the_version_that_fits_best(shelf: Shelf) -> None:
    older = record(version="1.1", skills=statements("skill", "Sew a sail"))
    keep(shelf, older, record(version="1.2"), record(version="1.3", knowledges=statements("knowledge", "How to fly")))
    (only,) = best_standards(MAPPED, Library(), shelf, 3)
    assert (only.best.kept.version, only.best.same, only.best.of) == ("1.2", 3, 3)
    assert only.lacking == ("S2", "B1")
    assert [(fit.kept.version, fit.same) for fit in only.others] == [("1.1", 2), ("1.3", 1)]


def test_of_versions_that_fit_alike_the_newest_comes_first(shelf: Shelf) -> None:
    keep(shelf, record(version="1.10"), record(version="1.9"))
    assert best_standards(MAPPED, Library(), shelf, 3)[0].best.kept.version == "1.10"


def test_what_was_loaded_is_held_against_the_mapping_too(shelf: Shelf) -> None:
    keep(shelf, record(knowledges=statements("knowledge", "How wind behaves")))
    loaded = library(record(referenceNumber="ST9902", title="Sail maker"))
    first, second = best_standards(MAPPED, loaded, shelf, 3)
    assert (first.best.kept.title, first.best.same, first.lacking) == ("Sail maker", 3, ("S2", "B1"))
    assert (second.best.kept.reference, second.best.same) == ("ST9901", 2)


def test_a_loaded_record_stays_in_force_over_the_same_one_that_is_kept(shelf: Shelf) -> None:
    keep(shelf, record(title="As kept"))
    loaded = library(record(title="As loaded", behaviours=statements("behaviour", "Kind", "Patient")))
    (only,) = best_standards(MAPPED, loaded, shelf, 3)
    assert (only.best.kept.title, only.lacking) == ("As loaded", ("S2", "B1", "B2"))


def test_standards_that_fit_far_worse_are_left_out(shelf: Shelf) -> None:
    many = [f"Statement number {number}" for number in range(8)]
    two, one = (statements("skill", *many[:held], "Another") for held in (2, 1))
    keep(shelf, record(skills=statements("skill", *many)))
    keep(shelf, record(referenceNumber="ST9902", skills=two), record(referenceNumber="ST9903", skills=one))
    assert [fit.best.kept.reference for fit in best_standards(many, Library(), shelf, 3)] == ["ST9901", "ST9902"]


def test_no_more_are_named_than_asked_for(shelf: Shelf) -> None:
    keep(shelf, *(record(referenceNumber=f"ST990{number}") for number in range(1, 6)))
    assert len(best_standards(MAPPED, Library(), shelf, 3)) == 3


def test_nothing_fits_a_mapping_of_other_words(shelf: Shelf) -> None:
    keep(shelf, record())
    assert best_standards(["Milk a goat"], library(record()), shelf, 3) == []
    assert best_standards([], library(record()), shelf, 3) == []
