"""The standards at hand, and the illustrative ones that come with the program."""

import json
from dataclasses import replace

import pytest

from htq_core.standards.catalogue import load_catalogue
from htq_core.standards.library import ILLUSTRATIVE_FOLDER, Library, builtin_library
from htq_core.standards.record import read_record
from htq_core.standards.standard import Standard
from tests.standards.published_records import as_bytes, record


def standard(version: str, title: str = "Kite maker") -> Standard:
    return read_record(as_bytes(record(version=version, title=title)), "test")


KITES = Library((standard("1.9"), standard("1.10"), standard("1.0")))


@pytest.mark.parametrize("reference", ["ST9901", "st 9901", "OCC9901", "OCC9901A"])
def test_without_a_version_the_newest_is_given(reference: str) -> None:
    found = KITES.get(reference)
    assert found is not None
    assert found.version == "1.10"


def test_with_a_version_exactly_that_is_given() -> None:
    found = KITES.get("ST9901", "v1.9")
    assert found is not None
    assert found.version == "1.9"
    assert KITES.get("ST9901", "1.1") is None
    assert KITES.get("ST9901", "newest") is None
    assert KITES.get("ST9902") is None
    assert KITES.get("") is None


def test_versions_are_told_oldest_first() -> None:
    assert KITES.versions("ST9901") == ("1.0", "1.9", "1.10")
    assert KITES.versions("ST9902") == ()


def test_adding_a_record_leaves_the_library_as_it_was() -> None:
    more = KITES.with_record(replace(standard("1.0"), reference="ST9902"))
    assert KITES.get("ST9902") is None
    assert more.get("ST9902") is not None
    assert len(more.standards) == 4


def test_adding_the_same_version_replaces_it() -> None:
    again = KITES.with_record(standard("1.10", "Master kite maker"))
    assert len(again.standards) == 3
    found = again.get("ST9901", "1.10")
    assert found is not None
    assert found.title == "Master kite maker"


def test_the_built_in_library_is_read_once() -> None:
    assert builtin_library() is builtin_library()


@pytest.mark.parametrize("built_in", builtin_library().standards, ids=lambda one: f"{one.reference}-{one.version}")
def test_built_in_standards_are_plainly_illustrative(built_in: Standard) -> None:
    assert built_in.reference.startswith("ST90")
    assert built_in.illustrative
    assert built_in.title.endswith("(illustrative)")
    assert built_in.level in (4, 5)
    assert load_catalogue().route_called(built_in.route)
    published = json.loads((ILLUSTRATIVE_FOLDER / f"{built_in.reference}_v{built_in.version}.json").read_bytes())
    assert published["standardInformation"].startswith("Illustrative")


def test_there_is_one_of_each_sort() -> None:
    library = builtin_library()
    assert library.versions("ST9001") == ("1.0", "1.1")
    level_5, by_duties, by_mapping = library.get("ST9002"), library.get("ST9003"), library.get("ST9004")
    assert level_5 is not None
    assert level_5.level == 5
    assert by_duties is not None
    assert len(by_duties.options) == 3
    assert by_duties.duties
    assert by_mapping is not None
    assert len(by_mapping.options) == 2
    assert not by_mapping.duties


def test_the_newer_version_has_right_codes_beside_other_words() -> None:
    old, new = builtin_library().get("ST9001", "1.0"), builtin_library().get("ST9001", "1.1")
    assert old is not None
    assert new is not None
    before, after = ({ksb.code: ksb.folded for ksb in version.ksbs} for version in (old, new))
    assert before["K2"] == after["K2"]
    assert [before[f"K{n}"] for n in range(3, 15)] == [after[f"K{n}"] for n in range(4, 16)]
    assert before["K3"] != after["K3"]


def test_the_level_5_one_says_a_statement_twice() -> None:
    nursing = builtin_library().get("ST9002")
    assert nursing is not None
    folded = [ksb.folded for ksb in nursing.ksbs]
    assert len(folded) - len(set(folded)) == 1


def test_an_option_of_the_one_by_duties_has_gaps_in_its_codes() -> None:
    museum = builtin_library().get("ST9003")
    assert museum is not None
    lighting = [ksb.code for ksb in museum.ksbs_for("Gallery lighting")]
    assert lighting[:13] == [*(f"K{n}" for n in (1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 18)), "S1"]
