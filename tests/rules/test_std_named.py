"""STD-08, 09, 13, 14, 17 and 18: what the files say beside the reference, and which occupations they are for."""

from dataclasses import replace
from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.answers import Answers
from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.model.records import Details, Entry
from htq_core.report import Status
from htq_core.standards.standard import Standard
from tests.builders import GOOD_DETAILS, application, cell, cells, claim, findings, status, unit
from tests.builders import standard as made_standard
from tests.rules.small import fired

TITLE_OF_STANDARD, OPTION, ROUTE, TITLE = (f"Standard!B{row}" for row in (3, 5, 6, 7))
STANDARD_CELL, TITLE_IN_STRUCTURE, STANDARD_IN_STRUCTURE = "Standard!B2", "Qualification!B2", "Qualification!B14"
ROUTE_IN_STRUCTURE = "Qualification!B17"
NAMED = {"standard": "ST9001", "version": "1.1"}
OPTIONS = {"Bakery": ["S1"], "Dairy": ["B1"]}


def standard(**changes: Any) -> Standard:
    return replace(made_standard("K1", "S1", title="Senior garden keeper"), **changes)


def made_to(
    mapping: dict[str, str] | None = None,
    structure: dict[str, str] | None = None,
    *,
    record: Standard | None = None,
    loaded: bool = True,
    codes: tuple[str, ...] = ("K1", "S1"),
    **rest: Any,
) -> Application:
    """A clean application, but for what its files say."""
    return application(
        [claim(code) for code in codes],
        [unit("U1")],
        standard=record or standard() if loaded else None,
        mapping_details={**NAMED, **(mapping or {})},
        qualification={**GOOD_DETAILS, **(structure or {})},
        **rest,
    )


def unloaded(reference: str, **mapping: str) -> Application:
    """An application to a standard whose record is not at hand."""
    return made_to({"standard": reference, "version": "", **mapping}, loaded=False)


class TestStd08:
    @pytest.mark.parametrize(
        "title",
        [
            "Senior garden keeper", "SENIOR GARDEN-KEEPER.", "The senior garden keeper",
            "Senior garden keeper (Level 4)", "ST9001 v1.1 Senior garden keeper", "Senior garden keeper, version 1.1",
            "Senior garden keeper occupational standard", "Community garden programme coordinator",
        ],
    )  # fmt: skip
    def test_accepts_a_title_of_the_standard_however_it_is_written(self, title: str) -> None:
        assert status(made_to({"standard_title": title}), "STD-08") is Status.PASSED

    @pytest.mark.parametrize(
        "title", ["Bakery", "Food & drink lead", "Food and drink lead - Bakery", "Food and Drink Lead: bakery option"]
    )
    def test_accepts_the_title_of_an_option(self, title: str) -> None:
        record = made_standard("K1", "S1", "B1", options=OPTIONS, core=["K1"], title="Food and drink lead")
        of = made_to({"standard_title": title, "option": "Bakery"}, record=record)
        assert status(of, "STD-08") is Status.PASSED

    @pytest.mark.parametrize("title", ["Network engineer", "Lead practitioner in adult care"])
    def test_accepts_present_and_earlier_titles_of_the_catalogue(self, title: str) -> None:
        reference = "ST0127" if title.startswith("Network") else "ST0007"
        assert status(unloaded(reference, standard_title=title), "STD-08") is Status.PASSED

    def test_flags_another_title(self) -> None:
        of = made_to({"standard_title": "Garden helper"})
        assert cells(of, "STD-08") == [TITLE_OF_STANDARD]
        (finding,) = findings(of, "STD-08")
        assert "“Garden helper”" in finding.found
        assert "“Senior garden keeper”, the title of ST9001" in finding.expected
        assert finding.fix.startswith("Correct the title")
        assert fired(of) == {"STD-08"}

    def test_says_whose_title_it_is(self) -> None:
        assert "the title of ST0116" in findings(made_to({"standard_title": "Software developer"}), "STD-08")[0].fix

    def test_goes_by_the_record_of_a_standard_that_the_catalogue_lacks(self) -> None:
        record = made_standard("K1", "S1", "B1", reference="ST7777", title="Tester")
        of = made_to({"standard": "ST7777", "standard_title": "Garden helper"}, record=record)
        assert cells(of, "STD-08") == [TITLE_OF_STANDARD]
        assert status(of, "STD-02") is Status.FOUND

    def test_waits_until_the_files_agree_on_the_standard(self) -> None:
        of = made_to({"standard_title": "Software developer"}, {"standard": "ST0116"})
        assert status(of, "STD-08") is Status.NOT_RUN

    def test_does_not_apply_without_a_title(self) -> None:
        assert status(made_to(), "STD-08") is Status.NOT_APPLICABLE

    def test_does_not_run_where_the_title_is_not_known(self) -> None:
        assert status(unloaded("ST7777", standard_title="Tester"), "STD-08") is Status.NOT_RUN

    def test_leaves_the_structure_alone_while_another_occupation_is_not_known(self) -> None:
        title = Entry(cell(Book.STRUCTURE, "Qualification", 2, 20), "Goat keeper")
        of = made_to()
        assert of.structure is not None
        details = Details({"standard_title": title}, {"standard_title": title.text})
        titled = replace(of, structure=replace(of.structure, details=details))
        assert status(titled, "STD-08") is Status.FOUND
        assert status(replace(titled, others=(unloaded(""),)), "STD-08") is Status.PASSED


class TestStd09:
    @pytest.mark.parametrize("route", ["Digital", "DIGITAL", "Digital route", "7. Digital", "Digital; Creative"])
    def test_accepts_the_route_of_the_record(self, route: str) -> None:
        assert status(made_to({"route": route}), "STD-09") is Status.PASSED

    @pytest.mark.parametrize("route", ["Education and early years", "Education & Childcare", "education and childcare"])
    def test_accepts_an_older_name(self, route: str) -> None:
        of = made_to({"route": route}, record=standard(route="Education and childcare"))
        assert status(of, "STD-09") is Status.PASSED

    def test_accepts_the_route_of_the_catalogue(self) -> None:
        assert status(made_to({"route": "Agriculture, environmental & animal care"}), "STD-09") is Status.PASSED

    def test_flags_another_route_in_both_files_as_one(self) -> None:
        of = made_to({"route": "Protective services"}, {"route": "Protective services"})
        assert cells(of, "STD-09") == [f"{ROUTE}, {ROUTE_IN_STRUCTURE}"]
        (finding,) = findings(of, "STD-09")
        assert "“Protective services”" in finding.found
        assert "Digital" in finding.expected
        assert fired(of) == {"STD-09"}

    def test_flags_what_is_no_route(self) -> None:
        assert cells(made_to({"route": "Rocketry"}), "STD-09") == [ROUTE]

    def test_accepts_the_route_of_another_occupation_in_the_structure_alone(self) -> None:
        record = made_standard("K1", "S1", reference="ST9002")
        other = made_to({"standard": "ST9002"}, record=replace(record, route="Health and science"))
        route = {"route": "Health and science"}
        assert status(made_to(structure=route, others=[other]), "STD-09") is Status.PASSED
        assert cells(made_to(route, others=[other]), "STD-09") == [ROUTE]

    def test_leaves_the_structure_alone_while_another_occupation_is_not_known(self) -> None:
        strange = {"route": "Health and science"}
        assert status(made_to(structure=strange, others=[unloaded("")]), "STD-09") is Status.PASSED
        assert status(made_to(structure=strange), "STD-09") is Status.FOUND

    def test_leaves_a_route_without_standards_to_its_own_rule(self) -> None:
        assert fired(made_to({"route": "Hair and beauty"})) == {"STD-10"}

    def test_does_not_apply_without_a_route(self) -> None:
        assert status(made_to(), "STD-09") is Status.NOT_APPLICABLE

    def test_does_not_run_where_the_route_is_not_known(self) -> None:
        assert status(unloaded("ST0161", route="Digital"), "STD-09") is Status.NOT_RUN


class TestStd13:
    def test_accepts_a_record_that_tells_options_apart(self) -> None:
        record = made_standard("K1", "S1", "B1", options=OPTIONS, core=["K1"])
        assert status(made_to({"option": "Bakery"}, record=record), "STD-13") is Status.PASSED

    def test_notes_a_record_that_does_not(self) -> None:
        record = made_standard("K1", "S1", options=OPTIONS)
        of = made_to({"option": "Bakery"}, record=record)
        assert cells(of, "STD-13") == [OPTION]
        (finding,) = findings(of, "STD-13")
        assert "“Bakery”" in finding.message
        assert "All 2 KSBs of ST9001 were tested" in finding.found
        assert fired(of) == {"STD-13"}

    def test_notes_an_option_that_nothing_is_mapped_to(self) -> None:
        record = made_standard("K1", "S1", options=OPTIONS, core=["K1"])
        bare = replace(record, options=tuple(option._replace(codes=None) for option in record.options))
        assert cells(made_to({"option": "Dairy"}, record=bare), "STD-13") == [OPTION]

    def test_waits_until_the_option_is_named_and_known(self) -> None:
        record = made_standard("K1", "S1", options=OPTIONS)
        assert status(made_to(record=record), "STD-13") is Status.NOT_RUN
        assert status(made_to({"option": "Diving"}, record=record), "STD-13") is Status.NOT_RUN

    def test_does_not_apply_without_options(self) -> None:
        assert status(made_to(), "STD-13") is Status.NOT_APPLICABLE


class TestStd14:
    RECORD = made_standard("K1", "S1", "B1", "B2", options={**OPTIONS, "Cheese": ["B1"]}, core=["K1"])

    def mapped(self, *codes: str, **rest: Any) -> Application:
        return made_to({"option": "Bakery"}, record=self.RECORD, codes=codes, **rest)

    def test_accepts_rows_of_the_core_and_the_option(self) -> None:
        assert status(self.mapped("K1", "S1"), "STD-14") is Status.PASSED

    def test_points_out_rows_of_other_options_as_one(self) -> None:
        record = made_standard("K1", "S1", "S2", "B1", options={"Bakery": ["S1"], "Dairy": ["S2", "B1"]}, core=["K1"])
        of = made_to({"option": "Bakery"}, record=record, codes=("K1", "S1", "S2", "B1"))
        assert cells(of, "STD-14") == ["KSB mapping!A4, KSB mapping!A5"]
        (finding,) = findings(of, "STD-14")
        assert finding.message == "The mapping has rows for other options of ST9001: S2 and B1."
        assert "belong only to Dairy" in finding.found
        assert fired(of) == {"STD-14"}

    def test_names_every_option_that_asks_for_it(self) -> None:
        assert "B1 belongs only to Dairy and Cheese" in findings(self.mapped("K1", "S1", "B1"), "STD-14")[0].found

    def test_leaves_a_ksb_that_no_option_asks_for_alone(self) -> None:
        assert fired(self.mapped("K1", "S1", "B2")) == set()

    def test_such_rows_are_looked_at_by_no_other_rule(self) -> None:
        rows = [claim("K1"), claim("S1"), claim("B1", coverage="", units=None), claim("B1", "Not covered")]
        of = application(
            rows,
            [unit("U1")],
            standard=self.RECORD,
            mapping_details={**NAMED, "option": "Bakery"},
        )
        assert fired(of) == {"STD-14"}
        assert "B1" not in of.codes

    def test_does_not_apply_while_no_option_is_known(self) -> None:
        of = made_to(record=self.RECORD, codes=("K1", "S1", "B1"))
        assert status(of, "STD-14") is Status.NOT_APPLICABLE

    def test_does_not_run_without_the_record(self) -> None:
        assert status(made_to({"option": "Bakery"}, loaded=False), "STD-14") is Status.NOT_RUN


class TestStd17:
    def titled(self, mapping: str, structure: str) -> Application:
        return made_to({"title": mapping}, {"title": structure})

    @pytest.mark.parametrize(
        ("mapping", "structure"),
        [
            ("Diploma in Zymurgy", "Diploma in Testing"),
            ("Level 4 Diploma in Nursing", "Level 4 Diploma in Carpentry"),
            ("HNC in Computing", "HND in Computing"),
            ("Certificate of Higher Education in Care", "Foundation Degree in Care"),
        ],
    )
    def test_flags_titles_of_two_qualifications(self, mapping: str, structure: str) -> None:
        of = self.titled(mapping, structure)
        assert cells(of, "STD-17") == [f"{TITLE}, {TITLE_IN_STRUCTURE}"]
        (finding,) = findings(of, "STD-17")
        assert f"“{mapping}” in the mapping" in finding.found
        assert f"“{structure}” in the structure" in finding.found
        assert finding.occupation is None
        assert "QUA-05" not in fired(of)

    def test_flags_them_alone(self) -> None:
        assert fired(self.titled("Diploma in Zymurgy", "Diploma in Testing")) == {"STD-17"}

    @pytest.mark.parametrize(
        "other",
        [
            "Diploma in Software Testing", "Testing", "Test practice", "Level 4 Diploma in Testing", "Diploma (Tstng)",
            "Professional Diploma", "DIPLOMA IN TESTING", "HTQ in Testing", "",
        ],
    )  # fmt: skip
    def test_leaves_titles_that_may_be_of_one_alone(self, other: str) -> None:
        assert "STD-17" not in fired(self.titled(other, "Diploma in Testing"))

    def test_knows_a_subject_by_its_initials(self) -> None:
        assert "STD-17" not in fired(self.titled("Diploma in HSC", "Diploma in Health and Social Care"))

    @pytest.mark.parametrize(
        "title",
        [
            "HNC/HND in Computing", "Level 4 Diploma in Care and Level 5 Diploma in Care",
            "Diploma in Care; Diploma in Nursing", "Certificate and Diploma in Counselling",
            "HNC Engineering\nHND Engineering",
        ],
    )  # fmt: skip
    def test_flags_several_qualifications_in_one_title(self, title: str) -> None:
        of = made_to(structure={"title": title})
        assert cells(of, "STD-17") == [TITLE_IN_STRUCTURE]
        assert "in files of its own" in findings(of, "STD-17")[0].fix

    def test_names_every_cell_with_several_qualifications(self) -> None:
        title = "HNC/HND in Computing"
        assert cells(self.titled(title, title), "STD-17") == [f"{TITLE}, {TITLE_IN_STRUCTURE}"]

    @pytest.mark.parametrize(
        "title",
        [
            "Diploma in Education and Training", "CertHE / Certificate of Higher Education in Care",
            "FdA/FdSc in Early Years", "Diploma in Policy, Practice and Award Management",
            "HND in Engineering; HNC as exit award", "Diploma in C++ Programming", "Foundation Degree (FdSc) in Sport",
        ],
    )  # fmt: skip
    def test_leaves_a_long_title_alone(self, title: str) -> None:
        assert status(made_to(structure={"title": title}), "STD-17") is Status.PASSED

    def test_flags_a_second_qualification_further_down_the_same_file(self) -> None:
        of = made_to()
        assert of.structure is not None
        entries = {"title": Entry(cell(Book.STRUCTURE, "Second", 2, 2), "Diploma in Carpentry")}
        details = of.structure.details
        again = replace(of, structure=replace(of.structure, details=Details(details.entries, details.values, {
            "title": (entries["title"],)
        })))  # fmt: skip
        assert cells(again, "STD-17") == ["Qualification!B2, Second!B2"]

    def test_does_not_apply_without_a_title(self) -> None:
        assert status(made_to(structure={"title": ""}), "STD-17") is Status.NOT_APPLICABLE


class TestStd18:
    def other(self, reference: str = "ST9002") -> Application:
        return made_to({"standard": reference}, record=made_standard("K1", "S1", reference=reference))

    def test_accepts_one_occupation(self) -> None:
        assert status(made_to(structure={"standard": "ST9001 v1.1"}), "STD-18") is Status.PASSED
        assert status(made_to(structure={"standard": "OCC9001"}), "STD-18") is Status.PASSED

    def test_flags_a_second_one_in_the_structure(self) -> None:
        of = made_to(structure={"standard": "ST9001; ST9002"})
        assert cells(of, "STD-18") == [STANDARD_IN_STRUCTURE]
        (finding,) = findings(of, "STD-18")
        assert finding.message == "ST9002 is named, and has no mapping of its own."
        assert "There is a mapping for ST9001 only" in finding.found
        assert fired(of) == {"STD-18"}

    def test_flags_one_mapping_for_two(self) -> None:
        assert cells(made_to({"standard": "ST9001, ST9002"}), "STD-18") == [STANDARD_CELL]

    def test_flags_each_that_is_missing(self) -> None:
        of = made_to(structure={"standard": "ST9001, ST9002 and ST0116"})
        assert [finding.message[:6] for finding in findings(of, "STD-18")] == ["ST9002", "ST0116"]

    def test_flags_one_that_only_the_answers_name(self) -> None:
        of = made_to(answers=Answers(occupations=("ST9001", "st 9002")))
        assert cells(of, "STD-18") == [""]
        assert "in your answers" in findings(of, "STD-18")[0].found

    def test_accepts_one_that_has_a_mapping_of_its_own(self) -> None:
        of = made_to(structure={"standard": "ST9001; ST9002"}, others=[self.other()])
        assert status(of, "STD-18") is Status.PASSED

    def test_tells_the_options_of_one_standard_apart(self) -> None:
        of = unloaded("OCC0087A")
        two = replace(of, answers=Answers(occupations=("OCC0087A", "OCC0087B")))
        assert [finding.message[:8] for finding in findings(two, "STD-18")] == ["OCC0087B"]

    def test_waits_until_the_files_agree_on_the_standard(self) -> None:
        of = made_to(structure={"standard": "ST9002"})
        assert fired(of) == {"STD-01"}
        assert status(of, "STD-18") is Status.NOT_RUN

    def test_does_not_run_without_a_mapping(self) -> None:
        of = application(units=[unit("U1")], mapping=False, choice=Choice("ST9001"))
        assert status(of, "STD-18") is Status.NOT_RUN
