"""QUA: the qualification. Test names finish the sentence that the id begins."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import Details
from htq_core.report import Status
from htq_core.settings import APPROVING_BODY
from tests.builders import GOOD_DETAILS, application, cell, cells, claim, findings, standard, status, unit
from tests.rules.small import fired

NAMED = {"standard": "ST9001", "version": "1.1"}
TITLE, LEVEL, AWARD_TYPE, AWARDING_BODY, PERMISSION = (f"Qualification!B{row}" for row in (2, 3, 4, 5, 12))
TITLE_IN_MAPPING, LEVEL_IN_MAPPING = "Standard!B7", "Standard!B8"
HNC = {"award_type": "HNC", "title": "Higher National Certificate in Testing"}


def qualification(
    mapping: Mapping[str, str] | None = None,
    *,
    at: int = 4,
    loaded: bool = True,
    rest: Mapping[str, Any] | None = None,
    **said: str,
) -> Application:
    """A clean application, but for what it says of the qualification. ``at`` is the level of the standard."""
    return application(
        [claim("K1")],
        [unit("U1")],
        standard=standard("K1", level=at) if loaded else None,
        mapping_details={**NAMED, **(mapping or {})},
        qualification={**GOOD_DETAILS, **said},
        **(rest or {}),
    )


def without_structure(mapping: Mapping[str, str] | None = None) -> Application:
    return application(
        [claim("K1")], mapping_details={**NAMED, **(mapping or {})}, standard=standard("K1"), structure=False
    )


def reported(name: str, row: int) -> dict[str, Any]:
    """A problem at an answer cell of the structure."""
    where = (cell(Book.STRUCTURE, "Qualification", 2, row),)
    return {"problems": [Problem(ProblemKind.PLACEHOLDER, Book.STRUCTURE, where, name, "TBC")]}


def test_a_clean_application_has_no_finding() -> None:
    assert fired(qualification()) == set()


class TestQua01:
    @pytest.mark.parametrize("level", ["4", "5"])
    def test_accepts_levels_4_and_5(self, level: str) -> None:
        assert status(qualification(level=level), "QUA-01") is Status.PASSED

    @pytest.mark.parametrize("level", ["3", "6", "0"])
    def test_flags_any_other(self, level: str) -> None:
        of = qualification(level=level)
        assert cells(of, "QUA-01") == [LEVEL]
        assert findings(of, "QUA-01")[0].message == f"The qualification is at level {level}."
        assert fired(of) == {"QUA-01"}

    def test_flags_both_files_as_one(self) -> None:
        assert cells(qualification({"level": "6"}, level="6"), "QUA-01") == [f"{LEVEL_IN_MAPPING}, {LEVEL}"]

    def test_flags_the_one_that_is_wrong(self) -> None:
        assert cells(qualification({"level": "6"}), "QUA-01") == [LEVEL_IN_MAPPING]

    def test_does_not_apply_when_no_level_is_given(self) -> None:
        assert status(qualification(level=""), "QUA-01") is Status.NOT_APPLICABLE

    def test_does_not_run_without_a_structure_unless_the_mapping_gives_the_level(self) -> None:
        assert status(without_structure(), "QUA-01") is Status.NOT_RUN
        assert cells(without_structure({"level": "6"}), "QUA-01") == [LEVEL_IN_MAPPING]


class TestQua02:
    def test_notes_level_5_for_a_standard_at_level_4(self) -> None:
        of = qualification({"level": "5"}, level="5", at=4)
        assert cells(of, "QUA-02") == [f"{LEVEL_IN_MAPPING}, {LEVEL}"]
        assert "ST9001" in findings(of, "QUA-02")[0].message
        assert fired(of) == {"QUA-02"}

    @pytest.mark.parametrize(("level", "at"), [("4", 4), ("5", 5), ("4", 5), ("6", 4)])
    def test_says_nothing_of_other_levels(self, level: str, at: int) -> None:
        assert status(qualification(level=level, at=at), "QUA-02") is Status.PASSED

    def test_goes_by_the_structure_when_the_files_differ(self) -> None:
        assert cells(qualification({"level": "4"}, level="5"), "QUA-02") == [LEVEL]
        assert status(qualification({"level": "5"}, level="4"), "QUA-02") is Status.PASSED

    def test_goes_by_the_catalogue_without_a_record(self) -> None:
        of = qualification({"standard": "ST0116"}, level="5", loaded=False)
        assert cells(of, "QUA-02") == [LEVEL]

    def test_does_not_run_when_a_level_is_not_known(self) -> None:
        assert status(qualification(level=""), "QUA-02") is Status.NOT_RUN
        assert status(qualification({"standard": "ST7777"}, level="5", loaded=False), "QUA-02") is Status.NOT_RUN


class TestQua03:
    def test_flags_level_4_for_a_standard_at_level_5(self) -> None:
        of = qualification(level="4", at=5)
        assert cells(of, "QUA-03") == [LEVEL]
        assert APPROVING_BODY.contact in findings(of, "QUA-03")[0].fix
        assert fired(of) == {"QUA-03"}

    @pytest.mark.parametrize(("level", "at"), [("4", 4), ("5", 5), ("5", 4), ("3", 5)])
    def test_says_nothing_of_other_levels(self, level: str, at: int) -> None:
        assert status(qualification(level=level, at=at), "QUA-03") is Status.PASSED

    def test_does_not_run_when_a_level_is_not_known(self) -> None:
        assert status(qualification(level=""), "QUA-03") is Status.NOT_RUN
        assert status(qualification({"standard": "ST7777"}, loaded=False), "QUA-03") is Status.NOT_RUN


class TestQua04:
    @pytest.mark.parametrize(
        "words",
        ["HTQ", "htq", "H.T.Q.", "H T Q", "HTQs", "Higher Technical Qualification", "higher-technical qualifications"],
    )
    def test_flags_the_words_however_they_are_written(self, words: str) -> None:
        of = qualification(title=f"Diploma in Testing ({words})")
        assert cells(of, "QUA-04") == [TITLE]
        assert words.rstrip(".") in findings(of, "QUA-04")[0].fix
        assert fired(of) == {"QUA-04"}

    @pytest.mark.parametrize("title", ["HTQ_Digital", "HTQ: Testing", "Testing/HTQ"])
    def test_flags_them_anywhere_in_the_title(self, title: str) -> None:
        assert cells(qualification(title=title), "QUA-04") == [TITLE]

    @pytest.mark.parametrize(
        "title", ["Higher Technical Diploma", "Earthquake Testing", "Shtqa Studies", "Diploma in HTQM"]
    )
    def test_accepts_other_words(self, title: str) -> None:
        assert status(qualification(title=title), "QUA-04") is Status.PASSED

    def test_flags_the_mapping_too(self) -> None:
        assert cells(qualification({"title": "HTQ in Testing"}), "QUA-04") == [TITLE_IN_MAPPING]
        both = qualification({"title": "HTQ in Testing"}, title="HTQ in testing")
        assert cells(both, "QUA-04") == [f"{TITLE_IN_MAPPING}, {TITLE}"]

    def test_does_not_apply_without_a_title(self) -> None:
        assert status(qualification(title=""), "QUA-04") is Status.NOT_APPLICABLE

    def test_does_not_run_without_a_structure(self) -> None:
        assert status(without_structure(), "QUA-04") is Status.NOT_RUN


class TestQua07:
    @pytest.mark.parametrize(
        "said",
        [
            {"award_type": "HNC"},
            {"award_type": "HND (level 5)"},
            {"award_type": "Higher  National Diploma"},
            {"title": "Pearson BTEC Higher National in Testing"},
            {"title": "HNC Testing"},
        ],
        ids=lambda said: next(iter(said.values())),
    )
    def test_flags_a_higher_national_without_permission(self, said: dict[str, str]) -> None:
        of = qualification(**said)
        assert cells(of, "QUA-07") == [PERMISSION]
        assert "Nothing in B12" in findings(of, "QUA-07")[0].found
        assert fired(of) - {"QUA-06"} == {"QUA-07"}

    @pytest.mark.parametrize(
        "words",
        [
            "No", "not yet", "None", "n/a", "Pending", "Applied for in May", "to be requested", "Awaiting reply",
            "We are in progress with this", "Asked, but not yet given", "No permission", "-", "Not granted",
            "To be agreed", "Permission refused", "Not needed",
        ],
    )  # fmt: skip
    def test_flags_permission_that_is_still_to_come(self, words: str) -> None:
        of = qualification(permission=words, **HNC)
        assert cells(of, "QUA-07") == [PERMISSION]
        assert f"“{words}”" in findings(of, "QUA-07")[0].found

    @pytest.mark.parametrize(
        "words",
        [
            "Yes", "Granted 3 March 2026", "Letter of 12 May, ref. 123", "No. PR 2025/11", "Agreed",
            "Applied January 2026, granted February 2026", "Requested and received 3 May 2026",
            "Granted 3 May 2026; renewal pending",
        ],
    )  # fmt: skip
    def test_accepts_permission_that_is_recorded(self, words: str) -> None:
        assert status(qualification(permission=words, **HNC), "QUA-07") is Status.PASSED

    @pytest.mark.parametrize(
        "body", ["Pearson", "Pearson Education Ltd", "BTEC Pearson", "The Pearson Group", "Edexcel"]
    )
    def test_does_not_apply_when_pearson_awards_it(self, body: str) -> None:
        assert status(qualification(awarding_body=body, **HNC), "QUA-07") is Status.NOT_APPLICABLE

    def test_applies_to_others_who_award_under_licence(self) -> None:
        assert cells(
            qualification(awarding_body="Example University, under licence from Pearson", **HNC), "QUA-07"
        ) == [PERMISSION]

    @pytest.mark.parametrize("award", ["CertHE", "Diploma", "SHNC", "Higher Diploma"])
    def test_does_not_apply_to_other_awards(self, award: str) -> None:
        assert status(qualification(award_type=award), "QUA-07") is Status.NOT_APPLICABLE

    def test_flags_the_award_type_when_the_sheet_has_no_row_for_it(self) -> None:
        of = qualification(rest={"without": ["permission"]}, **HNC)
        assert "Qualification!B4" in cells(of, "QUA-07")
        assert "Permission from the holder" in findings(of, "QUA-07")[0].fix

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        assert fired(qualification(rest=reported("permission", 12), **HNC)) == {"READ-07"}

    def test_does_not_run_without_a_structure(self) -> None:
        assert status(without_structure({"title": "HNC Testing"}), "QUA-07") is Status.NOT_RUN


class TestQua08:
    HOLDER = "Northern Awards"

    def test_flags_another_holder_without_permission(self) -> None:
        of = qualification(holder=self.HOLDER)
        assert cells(of, "QUA-08") == [PERMISSION]
        (finding,) = findings(of, "QUA-08")
        assert "Northern Awards" in finding.message
        assert "Nothing in B12. The awarding body is Example College." in finding.found
        assert fired(of) == {"QUA-08"}

    @pytest.mark.parametrize("words", ["Not yet", "Pending", "To be requested"])
    def test_flags_permission_that_is_still_to_come(self, words: str) -> None:
        assert cells(qualification(holder=self.HOLDER, permission=words), "QUA-08") == [PERMISSION]

    def test_accepts_permission_that_is_recorded(self) -> None:
        assert status(qualification(holder=self.HOLDER, permission="Letter of 3 May 2026"), "QUA-08") is Status.PASSED

    @pytest.mark.parametrize(
        "holder",
        [
            "Example College", "The Example College Ltd", "example college group", "EC", "The college",
            "The awarding body", "Own", "As above", "N/A", "Faculty of Care, Example College",
            "We do", "Same as awarding body", "The college itself", "We own it ourselves",
            "Owned by us", "All our own work", "No other holder",
        ],
    )  # fmt: skip
    def test_accepts_the_awarding_body_itself(self, holder: str) -> None:
        assert status(qualification(holder=holder), "QUA-08") is Status.PASSED

    @pytest.mark.parametrize("holder", ["Ourselves and Northern Awards", "We license it", "Owned by a third party"])
    def test_flags_a_holder_besides_those_who_apply(self, holder: str) -> None:
        assert cells(qualification(holder=holder), "QUA-08") == [PERMISSION]

    def test_leaves_a_higher_national_to_its_own_rule(self) -> None:
        of = qualification(holder="Pearson", **HNC)
        assert "QUA-07" in fired(of)
        assert status(of, "QUA-08") is Status.NOT_APPLICABLE

    def test_flags_the_holder_when_the_sheet_has_no_row_for_a_permission(self) -> None:
        of = qualification(holder=self.HOLDER, rest={"without": ["permission"]})
        assert cells(of, "QUA-08") == ["Qualification!B11"]

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        assert fired(qualification(holder=self.HOLDER, rest=reported("permission", 12))) == {"READ-07"}

    def test_does_not_apply_without_a_holder(self) -> None:
        assert status(qualification(), "QUA-08") is Status.NOT_APPLICABLE

    def test_does_not_run_without_an_awarding_body(self) -> None:
        assert status(qualification(holder=self.HOLDER, awarding_body=""), "QUA-08") is Status.NOT_RUN


class TestQua12:
    @pytest.mark.parametrize(
        ("name", "where", "words"),
        [("title", TITLE, "title"), ("level", LEVEL, "level"), ("awarding_body", AWARDING_BODY, "awarding body")],
    )
    def test_flags_the_empty_cell(self, name: str, where: str, words: str) -> None:
        of = qualification(**{name: ""})
        assert cells(of, "QUA-12") == [where]
        assert findings(of, "QUA-12")[0].message == f"The {words} of the qualification is not given."
        assert fired(of) == {"QUA-12"}

    def test_flags_each_that_is_missing(self) -> None:
        assert cells(qualification(title="", level="", awarding_body=""), "QUA-12") == [TITLE, LEVEL, AWARDING_BODY]

    def test_accepts_title_and_level_from_the_mapping(self) -> None:
        of = qualification({"title": "Diploma in Testing", "level": "4"}, title="", level="")
        assert status(of, "QUA-12") is Status.PASSED

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        assert fired(qualification(level="", rest=reported("level", 3))) == {"READ-07"}
        elsewhere = qualification(level="", rest=reported("title", 2))
        assert cells(elsewhere, "QUA-12") == [LEVEL]

    def test_flags_a_heading_of_the_units_when_there_are_no_details(self) -> None:
        of = qualification()
        assert of.structure is not None
        bare = replace(of, structure=replace(of.structure, details=Details()))
        assert cells(bare, "QUA-12") == ["Units!A1"] * 3
        assert len({finding.id for finding in findings(bare, "QUA-12")}) == 3
        assert "in a row of its own" in findings(bare, "QUA-12")[0].fix

    def test_flags_another_answer_when_only_one_row_is_missing(self) -> None:
        assert cells(qualification(rest={"without": ["awarding_body"]}), "QUA-12") == [TITLE]

    def test_does_not_run_without_a_structure(self) -> None:
        assert status(without_structure(), "QUA-12") is Status.NOT_RUN
