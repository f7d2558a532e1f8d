"""STD: the occupational standard. Test names finish the sentence that the id begins."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import Details
from htq_core.report import Status
from htq_core.settings import APPROVING_BODY
from htq_core.standards.catalogue import Catalogue, load_catalogue
from htq_core.standards.standard import Standard
from tests.builders import GOOD_DETAILS, application, cell, cells, claim, findings, standard, status, unit
from tests.rules.small import fired

IN_MAPPING = {
    "standard": "Standard!B2",
    "standard_title": "Standard!B3",
    "version": "Standard!B4",
    "option": "Standard!B5",
}
ROUTE_IN_MAPPING = "Standard!B6"
STANDARD_IN_STRUCTURE, VERSION_IN_STRUCTURE = "Qualification!B14", "Qualification!B15"

OTHER_RECORD = standard("K1", "S1", reference="ST9002", version="1.2")


def made_to(
    mapping: Mapping[str, str] | None = None,
    structure: Mapping[str, str] | None = None,
    *,
    record: Standard | None = None,
    loaded: bool = True,
    **rest: Any,
) -> Application:
    """A clean application, but for what its files say of the standard."""
    return application(
        [claim("K1"), claim("S1")],
        [unit("U1")],
        standard=record or standard("K1", "S1") if loaded else None,
        mapping_details={"standard": "ST9001", "version": "1.1"} if mapping is None else mapping,
        qualification={**GOOD_DETAILS, **(structure or {})},
        **rest,
    )


def not_loaded(reference: str, **rest: Any) -> Application:
    """An application to a standard whose record is not at hand, with a level that fits it."""
    found = load_catalogue().find(reference)
    level = str(found[0].level) if found else "4"
    return made_to({"standard": reference}, {"level": level}, loaded=False, **rest)


def catalogue_with(reference: str, **changes: Any) -> Catalogue:
    """The catalogue with one standard changed."""
    known = load_catalogue()
    occupations = tuple(o._replace(**changes) if o.reference == reference else o for o in known.occupations)
    return Catalogue(
        **{
            name: getattr(known, name)
            for name in ("date", "date_text", "source", "licence", "licence_address", "notes")
        },
        routes=known.routes,
        occupations=occupations,
    )


def test_a_clean_application_has_no_finding() -> None:
    assert fired(made_to()) == set()


class TestStd01:
    @pytest.mark.parametrize(
        "text",
        ["ST9001", "st 9001", "ST9001 v1.1 Community garden programme coordinator", "Tester (ST9001)", "OCC9001"],
    )
    def test_accepts_a_reference_however_it_is_written(self, text: str) -> None:
        assert status(made_to({"standard": text}), "STD-01") is Status.PASSED

    def test_accepts_a_reference_beside_the_title_or_chosen(self) -> None:
        assert status(made_to({"standard_title": "ST9001 Tester"}), "STD-01") is Status.PASSED
        assert status(made_to({}, choice=Choice(reference="ST9001")), "STD-01") is Status.PASSED
        assert status(made_to({}, {"standard": "ST9001"}), "STD-01") is Status.PASSED

    def test_flags_the_empty_cell(self) -> None:
        of = made_to({}, loaded=False)
        assert cells(of, "STD-01") == [IN_MAPPING["standard"]]
        assert findings(of, "STD-01")[0].message == "No occupational standard is named."
        assert fired(of) == {"STD-01"}

    def test_flags_the_cell_of_the_structure_when_the_mapping_has_none(self) -> None:
        of = made_to({}, loaded=False)
        assert of.mapping is not None
        bare = replace(of, mapping=replace(of.mapping, details=Details()))
        assert cells(bare, "STD-01") == [STANDARD_IN_STRUCTURE]

    def test_flags_a_heading_when_no_sheet_has_such_a_cell(self) -> None:
        of = application([claim("K1")], [unit("U1")], mapping_details={}, without=["standard", "standard_title"])
        assert cells(of, "STD-01") == ["KSB mapping!A1"]

    def test_flags_a_title_alone_and_suggests_its_reference(self) -> None:
        of = made_to({"standard": "Software developer"}, loaded=False)
        (finding,) = findings(of, "STD-01")
        assert cells(of, "STD-01") == [IN_MAPPING["standard"]]
        assert "without its reference" in finding.message
        assert "Software developer" in finding.found
        assert "ST0116" in finding.fix
        assert fired(of) == {"STD-01"}

    def test_flags_the_empty_cell_when_the_title_stands_elsewhere(self) -> None:
        of = made_to({"standard_title": "Software developer"}, loaded=False)
        assert cells(of, "STD-01") == [IN_MAPPING["standard"]]
        assert "ST0116" in findings(of, "STD-01")[0].fix

    @pytest.mark.parametrize(
        ("title", "meant"), [("Network engineer", "ST0127"), ("Nursing associate", "ST0827"), ("paraplanner", "ST1301")]
    )
    def test_suggests_the_exact_title_and_the_approved_standard(self, title: str, meant: str) -> None:
        assert meant in findings(made_to({"standard": title}, loaded=False), "STD-01")[0].fix

    def test_suggests_nothing_for_a_title_that_fits_several_or_none(self) -> None:
        for title in ("manager", "Astronaut in residence"):
            (finding,) = findings(made_to({"standard": title}, loaded=False), "STD-01")
            assert "If you mean" not in finding.fix
            assert "such as ST0827" in finding.expected

    def test_flags_the_cell_that_differs_from_the_choice(self) -> None:
        of = made_to({"standard": "ST0116"}, {"standard": "ST9001"}, choice=Choice(reference="ST9001"))
        (finding,) = findings(of, "STD-01")
        assert cells(of, "STD-01") == [IN_MAPPING["standard"]]
        assert "ST9001 chosen" in finding.found
        assert "ST0116 in the mapping" in finding.found
        assert "structure" not in finding.found
        assert fired(of) == {"STD-01"}

    def test_flags_both_files_when_they_differ(self) -> None:
        of = made_to(structure={"standard": "ST0116"})
        assert cells(of, "STD-01") == [f"{IN_MAPPING['standard']}, {STANDARD_IN_STRUCTURE}"]
        assert findings(of, "STD-01")[0].found == "ST9001 in the mapping and ST0116 in the structure."
        assert fired(of) == {"STD-01"}

    def test_accepts_both_references_of_one_occupation(self) -> None:
        assert status(not_loaded("ST0087", choice=Choice(reference="OCC0087")), "STD-01") is Status.PASSED
        assert status(not_loaded("ST0087", choice=Choice(reference="OCC0087A")), "STD-01") is Status.PASSED

    @pytest.mark.parametrize("text", ["ST9001; ST9002", "ST9002 v1.2 and ST9001 v1.2"])
    def test_accepts_a_cell_that_names_it_among_others(self, text: str) -> None:
        assert fired(made_to(structure={"standard": text})) == {"STD-18"}

    def test_accepts_a_structure_that_names_the_occupation_of_another_mapping(self) -> None:
        other = made_to({"standard": "ST9002"}, record=standard("K1", "S1", reference="ST9002"))
        named = {"standard": "ST9002"}
        assert status(made_to(structure=named, others=[other]), "STD-01") is Status.PASSED
        assert status(made_to({"standard": "ST9002"}, choice=Choice(reference="ST9001"), others=[other]), "STD-01") is (
            Status.FOUND
        )

    def test_flags_a_cell_of_several_without_it(self) -> None:
        of = made_to(structure={"standard": "ST0116; ST9002"})
        assert findings(of, "STD-01")[0].found == "ST9001 in the mapping and ST0116 and ST9002 in the structure."

    def test_flags_two_options_of_one_standard(self) -> None:
        assert cells(not_loaded("OCC0087B", choice=Choice(reference="OCC0087A")), "STD-01") == [IN_MAPPING["standard"]]

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        placeholder = Problem(
            ProblemKind.PLACEHOLDER, Book.MAPPING, (cell(Book.MAPPING, "Standard", 2, 2),), "standard", "TBC"
        )
        assert fired(made_to({}, loaded=False, problems=[placeholder])) == {"READ-07"}

    def test_does_not_run_when_the_mapping_that_may_name_it_was_not_read(self) -> None:
        assert status(application(units=[unit("U1")], mapping=False), "STD-01") is Status.NOT_RUN
        named = application(units=[unit("U1")], mapping=False, qualification={**GOOD_DETAILS, "standard": "ST9001"})
        assert status(named, "STD-01") is Status.PASSED


class TestStd02:
    def test_accepts_a_reference_that_is_known(self) -> None:
        assert status(made_to(), "STD-02") is Status.PASSED
        assert status(not_loaded("OCC0087A"), "STD-02") is Status.PASSED

    def test_flags_one_that_is_not_and_names_the_nearest(self) -> None:
        of = not_loaded("ST0161")
        assert cells(of, "STD-02") == [IN_MAPPING["standard"]]
        (finding,) = findings(of, "STD-02")
        assert "ST0161 is not in our catalogue" in finding.message
        assert load_catalogue().near("ST0161")[0] in finding.expected
        assert load_catalogue().date_text in finding.expected
        assert fired(of) == {"STD-02", "STD-15"}

    def test_names_the_one_whose_title_stands_beside_it(self) -> None:
        of = made_to({"standard": "ST7777", "standard_title": "Software developer"}, loaded=False)
        assert "perhaps ST0116" in findings(of, "STD-02")[0].expected

    def test_names_none_when_none_is_near(self) -> None:
        assert "perhaps" not in findings(not_loaded("ST7777"), "STD-02")[0].expected

    def test_flags_one_that_was_off_the_maps(self) -> None:
        of = not_loaded("ST0100")
        (finding,) = findings(of, "STD-02")
        assert "was not on the occupational maps" in finding.message
        assert fired(of) == {"STD-02", "STD-15"}

    def test_points_at_no_cell_when_it_was_chosen(self) -> None:
        of = made_to({}, loaded=False, choice=Choice(reference="ST7777"))
        assert cells(of, "STD-02") == [""]
        assert "as chosen" in findings(of, "STD-02")[0].found

    def test_waits_until_the_level_is_right(self) -> None:
        of = made_to({"standard": "ST7777"}, record=standard("K1", "S1", reference="ST7777", level=6))
        assert status(of, "STD-02") is Status.NOT_RUN

    def test_does_not_run_without_a_reference(self) -> None:
        assert status(made_to({}, loaded=False), "STD-02") is Status.NOT_RUN


class TestStd03:
    @pytest.mark.parametrize("level", [4, 5])
    def test_accepts_levels_4_and_5(self, level: int) -> None:
        assert status(made_to(record=standard("K1", "S1", level=level)), "STD-03") is Status.PASSED

    @pytest.mark.parametrize("level", [3, 6, 7])
    def test_flags_other_levels(self, level: int) -> None:
        of = made_to(structure={"standard": "ST9001"}, record=standard("K1", "S1", level=level))
        assert cells(of, "STD-03") == [f"{IN_MAPPING['standard']}, {STANDARD_IN_STRUCTURE}"]
        assert f"Level {level}" in findings(of, "STD-03")[0].found
        assert fired(of) == {"STD-03"}

    def test_goes_by_the_catalogue_without_a_record(self) -> None:
        assert status(not_loaded("ST0116"), "STD-03") is Status.PASSED

    @pytest.mark.parametrize("reference", ["FA0001", "AU0012"])
    def test_flags_references_that_are_never_at_these_levels(self, reference: str) -> None:
        of = not_loaded(reference)
        assert cells(of, "STD-03") == [IN_MAPPING["standard"]]
        assert reference[:2] in findings(of, "STD-03")[0].found

    def test_does_not_run_when_no_level_is_known(self) -> None:
        assert status(not_loaded("ST7777"), "STD-03") is Status.NOT_RUN


class TestStd04:
    def test_accepts_an_approved_standard(self) -> None:
        assert status(made_to(), "STD-04") is Status.PASSED
        assert status(not_loaded("ST0116"), "STD-04") is Status.PASSED

    @pytest.mark.parametrize("word", ["Withdrawn", "In development", "Proposal in development", "withdrawn"])
    def test_flags_by_the_record(self, word: str) -> None:
        of = made_to(record=standard("K1", "S1", status=word))
        assert cells(of, "STD-04") == [IN_MAPPING["standard"]]
        assert f"“{word}”, by its published record" in findings(of, "STD-04")[0].found
        assert fired(of) == {"STD-04"}

    @pytest.mark.parametrize("word", ["Potential occupational standard", "Occupational standard in development"])
    def test_flags_by_the_catalogue(self, word: str) -> None:
        of = not_loaded("ST0116", catalogue=catalogue_with("ST0116", status=word))
        assert cells(of, "STD-04") == [IN_MAPPING["standard"]]
        assert f"“{word}”, by the catalogue of" in findings(of, "STD-04")[0].found
        assert fired(of) == {"STD-04", "STD-15"}

    def test_believes_a_record_of_approval_rather_than_an_older_catalogue(self) -> None:
        potential = catalogue_with("ST9001", status="Potential occupational standard")
        assert status(made_to(catalogue=potential), "STD-04") is Status.PASSED
        retired = standard("K1", "S1", status="Retired")
        assert "by the catalogue" in findings(made_to(catalogue=potential, record=retired), "STD-04")[0].found

    def test_flags_a_retired_record_only_of_an_unknown_standard(self) -> None:
        assert status(made_to(record=standard("K1", "S1", status="Retired")), "STD-04") is Status.PASSED
        unknown = made_to({"standard": "ST7777"}, record=standard("K1", "S1", reference="ST7777", status="Retired"))
        assert "“Retired”" in findings(unknown, "STD-04")[0].found

    def test_leaves_a_standard_that_is_off_the_maps_alone(self) -> None:
        assert status(not_loaded("ST0100"), "STD-04") is Status.PASSED

    def test_does_not_run_without_a_reference(self) -> None:
        assert status(made_to({}, loaded=False), "STD-04") is Status.NOT_RUN


class TestStd05:
    @pytest.mark.parametrize("text", ["1.1", "01.1", "v1.1", "Version 1.1"])
    def test_accepts_the_same_version_however_it_is_written(self, text: str) -> None:
        assert status(made_to({"standard": "ST9001", "version": text}), "STD-05") is Status.PASSED

    def test_flags_another_version(self) -> None:
        of = made_to({"standard": "ST9001", "version": "v1.2"})
        assert cells(of, "STD-05") == [IN_MAPPING["version"]]
        (finding,) = findings(of, "STD-05")
        assert "version 1.2" in finding.message
        assert "Version 1.1 of ST9001" in finding.expected
        assert fired(of) == {"STD-05"}

    def test_compares_as_numbers(self) -> None:
        tenth = made_to({"standard": "ST9001", "version": "1.2"}, record=standard("K1", "S1", version="1.20"))
        assert cells(tenth, "STD-05") == [IN_MAPPING["version"]]

    def test_flags_the_structure_too(self) -> None:
        same = made_to({"standard": "ST9001", "version": "1.2"}, {"version": "1.2"})
        assert cells(same, "STD-05") == [f"{IN_MAPPING['version']}, {VERSION_IN_STRUCTURE}"]
        own = made_to(structure={"version": "2.0"})
        assert cells(own, "STD-05") == [VERSION_IN_STRUCTURE]

    def test_leaves_another_occupation_s_version_in_the_structure_alone(self) -> None:
        other = made_to({"standard": "ST9002", "version": "1.2"}, record=standard("K1", "S1", version="1.2"))
        beside = made_to(structure={"version": "1.2"}, others=[other])
        assert status(beside, "STD-05") is Status.PASSED
        assert cells(replace(beside, others=()), "STD-05") == [VERSION_IN_STRUCTURE]
        assert cells(made_to({"standard": "ST9001", "version": "1.2"}, others=[other]), "STD-05") == [
            IN_MAPPING["version"]
        ]

    @pytest.mark.parametrize("theirs", [{"standard": "ST9002", "version": "1.3"}, {"standard": "ST9002 v1.3"}])
    def test_leaves_a_version_beside_another_reference_to_the_occupation_it_is_for(
        self, theirs: dict[str, str]
    ) -> None:
        other = made_to({"standard": "ST9002", "version": "1.2"}, theirs, record=OTHER_RECORD)
        assert cells(made_to(structure=theirs, others=[other]), "STD-05") == []
        place = VERSION_IN_STRUCTURE if "version" in theirs else STANDARD_IN_STRUCTURE
        assert cells(other, "STD-05") == [place]

    def test_reads_the_version_beside_the_reference(self) -> None:
        assert cells(made_to({"standard": "ST9001 v1.2 Tester"}), "STD-05") == [IN_MAPPING["standard"]]
        assert status(made_to({"standard": "ST9001 v1.2", "version": "1.1"}), "STD-05") is Status.PASSED

    def test_compares_with_the_version_chosen(self) -> None:
        of = made_to(loaded=False, choice=Choice(reference="ST9001", version="1.2"))
        assert cells(of, "STD-05") == [IN_MAPPING["version"]]
        assert fired(of) == {"STD-05", "STD-15"}

    def test_compares_the_files_with_each_other(self) -> None:
        assert cells(made_to(structure={"version": "1.2"}, loaded=False), "STD-05") == [VERSION_IN_STRUCTURE]

    def test_does_not_run_with_nothing_to_compare(self) -> None:
        assert status(made_to(loaded=False), "STD-05") is Status.NOT_RUN

    @pytest.mark.parametrize("text", ["", "the latest"])
    def test_does_not_apply_when_no_version_is_named(self, text: str) -> None:
        assert status(made_to({"standard": "ST9001", "version": text}), "STD-05") is Status.NOT_APPLICABLE


class TestStd10:
    @pytest.mark.parametrize("text", ["Hair and beauty", "HAIR & BEAUTY"])
    def test_flags_a_route_without_standards(self, text: str) -> None:
        of = made_to({"standard": "ST9001", "version": "1.1", "route": text})
        assert cells(of, "STD-10") == [ROUTE_IN_MAPPING]
        (finding,) = findings(of, "STD-10")
        assert "Hair and beauty" in finding.message
        assert APPROVING_BODY.contact in finding.fix
        assert fired(of) == {"STD-10"}

    def test_flags_both_files_as_one(self) -> None:
        route = {"route": "Hair and beauty"}
        assert cells(made_to({"standard": "ST9001", **route}, route), "STD-10") == [
            f"{ROUTE_IN_MAPPING}, Qualification!B17"
        ]

    def test_flags_a_route_chosen_on_screen(self) -> None:
        of = made_to(choice=Choice(reference="ST9001", route="Hair and beauty"))
        assert cells(of, "STD-10") == [""]
        assert "as chosen" in findings(of, "STD-10")[0].found

    @pytest.mark.parametrize("text", ["Digital", "Education and childcare", "Rocketry"])
    def test_accepts_routes_with_standards_and_names_that_are_no_route(self, text: str) -> None:
        assert status(made_to({"standard": "ST9001", "route": text}), "STD-10") is Status.PASSED

    def test_does_not_apply_when_no_route_is_named(self) -> None:
        assert status(made_to(), "STD-10") is Status.NOT_APPLICABLE


class TestStd15:
    def test_accepts_a_record_at_hand(self) -> None:
        assert status(made_to(), "STD-15") is Status.PASSED

    def test_notes_that_it_is_not_and_says_where_to_get_it(self) -> None:
        of = not_loaded("ST0116")
        (finding,) = findings(of, "STD-15")
        assert APPROVING_BODY.record_address.format(reference="ST0116") in finding.fix
        assert "wording" in finding.found
        assert finding.where == ()
        assert fired(of) == {"STD-15"}

    def test_names_the_version_that_is_not_at_hand(self) -> None:
        of = made_to(loaded=False, choice=Choice(reference="ST9001", version="1.7"), mapping={})
        assert "ST9001 version 1.7" in findings(of, "STD-15")[0].message

    def test_asks_for_a_record_by_the_reference_that_records_have(self) -> None:
        (finding,) = findings(not_loaded("OCC7777A"), "STD-15")
        assert APPROVING_BODY.record_address.format(reference="ST7777") in finding.fix

    def test_does_not_run_without_a_reference(self) -> None:
        assert status(made_to({}, loaded=False), "STD-15") is Status.NOT_RUN
