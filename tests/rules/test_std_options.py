"""STD-11 and 12: the option is named, and exists."""

from dataclasses import replace
from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from htq_core.standards.standard import Standard
from tests.builders import cell, cells, findings, standard, status
from tests.rules.small import fired
from tests.rules.test_std import IN_MAPPING, made_to, not_loaded

OPTIONS = {"Bakery": ["S1"], "Dairy": ["B1"]}


SURVEYING = standard("K1", "S1", reference="ST9002", options={"Surveying": ["S1"]}, core=["K1"])
OTHER = made_to({"standard": "ST9002", "version": "1.1", "option": "Surveying"}, record=SURVEYING)
"""The same qualification held against another occupation, whose option the structure may give."""


class TestStd11:
    RECORD = standard("K1", "S1", "B1", options=OPTIONS, core=["K1"])

    def test_flags_the_empty_cell_and_lists_the_options(self) -> None:
        of = made_to(record=self.RECORD)
        assert cells(of, "STD-11") == [IN_MAPPING["option"]]
        assert "Bakery and Dairy" in findings(of, "STD-11")[0].expected
        assert fired(of) == {"STD-11"}

    @pytest.mark.parametrize("words", ["N/A", "None", "Not applicable"])
    def test_flags_words_for_none(self, words: str) -> None:
        of = made_to({"standard": "ST9001", "version": "1.1", "option": words}, record=self.RECORD)
        assert cells(of, "STD-11") == [IN_MAPPING["option"]]
        assert "STD-12" not in fired(of)

    def test_lists_long_titles_in_full(self) -> None:
        titles = [f"An option whose title is rather long, number {number}" for number in (1, 2, 3)]
        record = standard("K1", "S1", options={title: ["S1"] for title in titles}, core=["K1"])
        assert all(title in findings(made_to(record=record), "STD-11")[0].expected for title in titles)

    def test_accepts_an_option_in_a_file_or_chosen(self) -> None:
        named = {"standard": "ST9001", "version": "1.1"}
        assert status(made_to({**named, "option": "Dairy"}, record=self.RECORD), "STD-11") is Status.PASSED
        assert status(made_to(named, {"option": "Dairy"}, record=self.RECORD), "STD-11") is Status.PASSED
        chosen = made_to(choice=Choice(reference="ST9001", option="Dairy"), record=self.RECORD)
        assert status(chosen, "STD-11") is Status.PASSED

    def test_takes_no_other_occupation_s_option_for_its_own(self) -> None:
        of = made_to(structure={"option": "Surveying"}, record=self.RECORD, others=[OTHER])
        assert cells(of, "STD-11") == [IN_MAPPING["option"]]
        assert of.option == ""
        assert status(of, "STD-12") is Status.NOT_APPLICABLE

    def test_leaves_an_option_that_does_not_exist_to_another_rule(self) -> None:
        assert fired(made_to(structure={"option": "Diving"}, record=self.RECORD)) == {"STD-12"}

    def test_goes_by_the_catalogue_without_a_record(self) -> None:
        of = not_loaded("ST0087")
        assert cells(of, "STD-11") == [IN_MAPPING["option"]]
        assert "Manager in Children" in findings(of, "STD-11")[0].expected
        assert fired(of) == {"STD-11", "STD-15"}

    def test_accepts_the_reference_of_an_option(self) -> None:
        assert status(not_loaded("OCC0087A"), "STD-11") is Status.PASSED

    def test_flags_a_standard_of_which_only_the_kind_is_known(self) -> None:
        assert "see the published standard" in findings(not_loaded("ST0124"), "STD-11")[0].expected
        bare = replace(standard("K1", "S1"), core_and_options=True)
        assert cells(made_to(record=bare), "STD-11") == [IN_MAPPING["option"]]

    def test_believes_the_maps_rather_than_an_older_kind(self) -> None:
        assert status(not_loaded("ST0003"), "STD-11") is Status.NOT_APPLICABLE

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        placeholder = Problem(
            ProblemKind.PLACEHOLDER, Book.MAPPING, (cell(Book.MAPPING, "Standard", 2, 5),), "option", "TBC"
        )
        assert fired(made_to(record=self.RECORD, problems=[placeholder])) == {"READ-07"}

    def test_does_not_apply_without_options(self) -> None:
        assert status(made_to(), "STD-11") is Status.NOT_APPLICABLE

    def test_does_not_run_without_a_reference(self) -> None:
        assert status(made_to({}, loaded=False), "STD-11") is Status.NOT_RUN


class TestStd12:
    RECORD = standard("K1", "S1", "B1", options=OPTIONS, core=["K1"])

    def named(self, option: str, record: Standard = RECORD, **rest: Any) -> Application:
        return made_to({"standard": "ST9001", "version": "1.1", "option": option}, record=record, **rest)

    @pytest.mark.parametrize(
        "option", ["Bakery", " bakery ", "Option 1: Bakery", "Option B - Bakery", "Bakery option", "Tester - Bakery"]
    )
    def test_accepts_an_option_of_the_standard(self, option: str) -> None:
        assert status(self.named(option), "STD-12") is Status.PASSED

    def test_flags_any_other(self) -> None:
        of = self.named("Deep-sea diving")
        assert cells(of, "STD-12") == [IN_MAPPING["option"]]
        (finding,) = findings(of, "STD-12")
        assert "ST9001 version 1.1" in finding.message
        assert "Bakery and Dairy" in finding.expected
        assert "If you mean" not in finding.fix
        assert fired(of) & {"STD-11", "STD-12"} == {"STD-12"}

    @pytest.mark.parametrize("option", ["Bakrey", "The bakery one"])
    def test_suggests_the_one_that_may_be_meant(self, option: str) -> None:
        assert "“Bakery”" in findings(self.named(option), "STD-12")[0].fix

    def test_flags_both_files_as_one(self) -> None:
        of = self.named("Diving", structure={"option": "diving"})
        assert cells(of, "STD-12") == [f"{IN_MAPPING['option']}, Qualification!B16"]

    @pytest.mark.parametrize("option", ["Surveying", "Bakery; Surveying"])
    def test_leaves_another_occupation_s_option_in_the_structure_alone(self, option: str) -> None:
        of = self.named("Bakery", structure={"option": option}, others=[OTHER])
        assert fired(of) == set()
        assert cells(replace(of, others=()), "STD-12") == ["Qualification!B16"]
        assert cells(self.named(option, others=[OTHER]), "STD-12") == [IN_MAPPING["option"]]

    def test_flags_an_option_chosen(self) -> None:
        of = made_to(record=self.RECORD, choice=Choice(reference="ST9001", option="Diving"))
        assert cells(of, "STD-12") == [""]
        assert "as chosen" in findings(of, "STD-12")[0].found

    def test_flags_an_option_of_a_standard_without_any(self) -> None:
        of = self.named("Bakery", standard("K1", "S1"))
        assert cells(of, "STD-12") == [IN_MAPPING["option"]]
        (finding,) = findings(of, "STD-12")
        assert "has no options" in finding.message
        assert finding.expected == "The option: left blank."
        assert finding.fix.startswith("Clear it")
        assert fired(of) == {"STD-12"}

    @pytest.mark.parametrize("words", ["None", "No options", "N/A - no options", "not applicable"])
    def test_leaves_words_for_none_alone(self, words: str) -> None:
        assert status(self.named(words, standard("K1", "S1")), "STD-12") is Status.PASSED
        assert status(self.named(words), "STD-12") is Status.PASSED

    def test_does_not_apply_when_no_option_is_named(self) -> None:
        assert status(made_to(), "STD-12") is Status.NOT_APPLICABLE

    def test_does_not_run_without_the_record(self) -> None:
        assert status(made_to({"standard": "ST9001", "option": "Bakery"}, loaded=False), "STD-12") is Status.NOT_RUN
