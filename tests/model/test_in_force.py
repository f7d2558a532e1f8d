"""Which version is in force where the mapping does not say: the structure's, for the standard that it stands by."""

from dataclasses import replace

import pytest

from htq_core import Choice, Source, check_several
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.records import Entry
from htq_core.standards.library import builtin_library
from tests.builders import application, claim, unit
from tests.making.clean import clean_application
from tests.making.layouts import in_template


def made_to(mapping: dict[str, str], structure: dict[str, str]) -> Application:
    return application([claim("K1")], [unit("U1")], mapping_details=mapping, qualification=structure)


@pytest.mark.parametrize(
    ("named", "version"),
    [("ST9001", "1.0"), ("OCC9001", "1.0"), ("", "1.0"), ("Tester", "1.0"), ("ST9002; ST9001", "1.0"), ("ST9002", "")],
)
def test_a_version_in_the_structure_is_for_the_reference_that_it_stands_by(named: str, version: str) -> None:
    assert made_to({"standard": "ST9001"}, {"standard": named, "version": "v1"}).version == version


def test_the_mapping_s_own_version_goes_first() -> None:
    of = made_to({"standard": "ST9001", "version": "1.1"}, {"standard": "ST9001", "version": "1.0"})
    assert (of.version, len(of.versions_given)) == ("1.1", 2)


@pytest.mark.parametrize(("reference", "version"), [("ST9001", "1.1"), ("ST9002", "1.0"), ("ST9003", "")])
def test_each_version_of_a_structure_goes_with_its_own_standard(reference: str, version: str) -> None:
    of = made_to({"standard": reference}, {"standard": "ST9002", "version": "1.0"})
    again = {name: (Entry(Location(Book.STRUCTURE, "Qualification", f"B{row}"), text),) for name, row, text in (
        ("standard", 30, "ST9001"), ("version", 31, "1.1"),
    )}  # fmt: skip
    assert of.structure
    both = replace(of.structure, details=replace(of.structure.details, further=again))
    assert replace(of, structure=both).version == version


@pytest.mark.parametrize(("named", "checked_against"), [("ST9002", ["1.1", "1.0"]), ("ST9001", ["1.0", "1.0"])])
def test_each_occupation_is_held_against_its_own_version(named: str, checked_against: list[str]) -> None:
    newest = [builtin_library().get(reference) for reference in ("ST9001", "ST9002")]
    made = [clean_application(each) for each in newest if each]
    unsaid = [each.with_details("mapping", version=None) for each in made]
    structure = made[0].with_details("structure", standard=named, version="1.0")
    mapped = [
        (Source("m.xlsx", in_template(each, record).mapping), Choice())
        for each, record in zip(unsaid, newest, strict=True)
        if record
    ]
    standard = newest[0]
    assert standard
    report = check_several(mapped, Source("s.xlsx", in_template(structure, standard).structure))
    assert [(seen.reference, seen.version) for seen in report.occupations] == list(
        zip(("ST9001", "ST9002"), checked_against, strict=True)
    )
