"""QUA-05, 06, 09, 10, 11 and 13: facts of the qualification that have a usual form, or must agree."""

from dataclasses import replace

import pytest

from htq_core.location import Book
from htq_core.report import Status
from tests.builders import application, cells, claim, details, findings, status, unit
from tests.rules.test_qua import fired, qualification, reported, without_structure

TITLE, LEVEL, AWARD_TYPE, REGULATOR, NUMBER, TOTAL = (f"Qualification!B{row}" for row in (2, 3, 4, 6, 7, 8))
FIRST_TEACHING = "Qualification!B13"
TITLE_IN_MAPPING, LEVEL_IN_MAPPING = "Standard!B7", "Standard!B8"
WITHOUT_HIGHER_NATIONALS = pytest.mark.parametrize(
    ("award", "level", "credits"),
    [
        ("CertHE", 4, 120), ("Cert HE", 4, 120), ("Certificate of Higher Education", 4, 120), ("Cert. H.E.", 4, 120),
        ("DipHE", 5, 240), ("Diploma in Higher Education", 5, 240), ("Foundation degree", 5, 240), ("FdSc", 5, 240),
        ("FdA", 5, 240), ("FdEng", 5, 240), ("Foundation Degree in Science", 5, 240),
    ],
)  # fmt: skip


class TestQua05:
    @pytest.mark.parametrize("missing", ["mapping", "structure"])
    def test_does_not_run_while_a_file_is_missing(self, missing: str) -> None:
        assert status(application([claim("K1")], [unit("U1")], **{missing: False}), "QUA-05") is Status.NOT_RUN  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "title",
        [
            "diploma in testing", "Diploma – in Testing.", "Diploma in the Testing", "Diploma: Testing",
            "Diploma in Testing (HTQ)",
        ],
    )  # fmt: skip
    def test_accepts_one_title_however_it_is_typed(self, title: str) -> None:
        assert status(qualification({"title": title}), "QUA-05") is Status.PASSED

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("CertHE in Care", "Certificate of Higher Education in Care"),
            ("HNC Computing", "Higher National Certificate in Computing"),
            ("Level 4 Diploma in Care", "Diploma in Care (Level 4)"),
        ],
    )
    def test_accepts_the_short_form_of_an_award(self, one: str, other: str) -> None:
        assert status(qualification({"title": one}, title=other), "QUA-05") is Status.PASSED

    @pytest.mark.parametrize("title", ["Testing", "Level 4 Diploma in Testing", "Diploma in Testing and Measuring"])
    def test_flags_a_title_that_is_longer_or_shorter(self, title: str) -> None:
        of = qualification({"title": title})
        assert cells(of, "QUA-05") == [f"{TITLE_IN_MAPPING}, {TITLE}"]
        (finding,) = findings(of, "QUA-05")
        assert finding.message == "The title of the qualification is not the same in every place."
        assert finding.found == f"“{title}” in the mapping and “Diploma in Testing” in the structure."
        assert fired(of) == {"QUA-05"}

    def test_flags_another_level(self) -> None:
        of = qualification({"level": "5"})
        assert cells(of, "QUA-05") == [f"{LEVEL_IN_MAPPING}, {LEVEL}"]
        assert findings(of, "QUA-05")[0].message.startswith("The level")
        assert "QUA-06" not in fired(of)

    def test_flags_a_level_in_the_title(self) -> None:
        assert cells(qualification(title="Level 5 Diploma in Testing"), "QUA-05") == [f"{LEVEL}, {TITLE}"]

    def test_leaves_a_level_that_no_such_qualification_has_to_its_own_rule(self) -> None:
        assert fired(qualification({"level": "6"})) == {"QUA-01"}

    def test_flags_title_and_level_apart(self) -> None:
        of = qualification({"title": "Diploma in Testing Work", "level": "5"})
        assert len({finding.id for finding in findings(of, "QUA-05")}) == 2

    def test_leaves_two_qualifications_to_their_own_rule(self) -> None:
        assert fired(qualification({"title": "Diploma in Zymurgy"})) == {"STD-17"}

    def test_does_not_apply_to_one_place(self) -> None:
        assert status(qualification(), "QUA-05") is Status.NOT_APPLICABLE
        assert status(qualification(title="", level=""), "QUA-05") is Status.NOT_APPLICABLE


class TestQua06:
    @WITHOUT_HIGHER_NATIONALS
    def test_flags_the_other_level_alone(self, award: str, level: int, credits: int) -> None:
        assert status(qualification(award_type=award, level=str(level), at=level), "QUA-06") is Status.PASSED
        other = 9 - level
        of = qualification(award_type=award, level=str(other), at=other)
        assert cells(of, "QUA-06") == [AWARD_TYPE]
        assert f"at level {level}, and this one is at level {other}" in findings(of, "QUA-06")[0].message
        assert fired(of) == {"QUA-06"}

    @pytest.mark.parametrize(("award", "level"), [("HNC", "4"), ("HND", "5"), ("BTEC Higher National Diploma", "5")])
    def test_knows_higher_nationals(self, award: str, level: str) -> None:
        pearson = {"awarding_body": "Pearson"}
        assert status(qualification(award_type=award, level=level, **pearson), "QUA-06") is Status.PASSED
        other = "4" if level == "5" else "5"
        assert cells(qualification(award_type=award, level=other, **pearson), "QUA-06") == [AWARD_TYPE]

    def test_reads_the_title_too_and_says_it_once(self) -> None:
        of = qualification({"title": "DipHE Care"}, title="DipHE Care", award_type="DipHE")
        assert cells(of, "QUA-06") == [f"{AWARD_TYPE}, {TITLE_IN_MAPPING}, {TITLE}"]

    def test_leaves_a_title_with_another_level_to_the_rule_on_levels(self) -> None:
        assert fired(qualification(title="Level 5 DipHE in Testing")) == {"QUA-05"}

    @pytest.mark.parametrize("award", ["Diploma", "HNC/HND", "Higher Diploma", "FDA-approved", "Certificate"])
    def test_does_not_apply_to_other_awards_or_several(self, award: str) -> None:
        expected = Status.PASSED if award.startswith("FDA") else Status.NOT_APPLICABLE
        assert status(
            qualification(award_type=award, level="5" if award.startswith("FDA") else "4", at=4), "QUA-06"
        ) is (expected)

    def test_does_not_run_while_the_level_is_in_doubt(self) -> None:
        assert status(qualification({"level": "5"}, award_type="DipHE"), "QUA-06") is Status.NOT_RUN
        assert status(qualification(level="", award_type="DipHE"), "QUA-06") is Status.NOT_RUN
        assert status(qualification(level="6", award_type="DipHE"), "QUA-06") is Status.NOT_RUN


class TestQua09:
    @pytest.mark.parametrize(
        "text",
        [
            "Ofqual", "OFQUAL", "Of-qual", "Ofqual (RN5133)", "OfS", "Office for Students",
            "The office for students (OfS)", "Ofqual and OfS",
            "Office of Qualifications and Examinations Regulation", "Regulated by Ofqual since 2015",
        ],
    )  # fmt: skip
    def test_accepts_the_two_regulators(self, text: str) -> None:
        assert status(qualification(regulator=text), "QUA-09") is Status.PASSED

    @pytest.mark.parametrize("text", ["None", "QAA", "Yes", "Qualifications Wales", "Not Ofqual", "Applied to Ofqual"])
    def test_flags_any_other_text(self, text: str) -> None:
        of = qualification(regulator=text)
        assert cells(of, "QUA-09") == [REGULATOR]
        assert f"“{text}” in B6" in findings(of, "QUA-09")[0].found
        assert fired(of) == {"QUA-09"}

    def test_flags_the_empty_cell(self) -> None:
        of = qualification(regulator="")
        assert cells(of, "QUA-09") == [REGULATOR]
        assert "Nothing in B6" in findings(of, "QUA-09")[0].found
        assert fired(of) == {"QUA-09"}

    def test_flags_another_answer_where_no_row_asks_for_it(self) -> None:
        of = qualification(rest={"without": ["regulator"]})
        assert cells(of, "QUA-09") == ["Qualification!B5"]
        assert "in a row of its own" in findings(of, "QUA-09")[0].fix

    def test_points_to_the_mapping_where_only_that_asks_for_it(self) -> None:
        of = qualification(rest={"without": ["regulator"]})
        assert of.mapping is not None
        asked = replace(of.mapping, details=details(Book.MAPPING, "Standard", ["regulator"], {}))
        assert cells(replace(of, mapping=asked), "QUA-09") == ["Standard!B2"]

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        assert fired(qualification(regulator="", rest=reported("regulator", 6))) == {"READ-07"}

    def test_does_not_run_without_a_structure(self) -> None:
        assert status(without_structure(), "QUA-09") is Status.NOT_RUN


class TestQua10:
    @pytest.mark.parametrize("number", ["603/1234/5", "610/0007/X", "600/1234/x", "QN 603 / 1234 / 5"])
    def test_accepts_the_shape(self, number: str) -> None:
        assert status(qualification(regulator="Ofqual", number=number), "QUA-10") is Status.PASSED

    @pytest.mark.parametrize("number", ["603/123/5", "60/31234/5", "603/1234/Y", "603/1234/55", "1234", "603/1234"])
    def test_flags_any_other(self, number: str) -> None:
        of = qualification(regulator="Ofqual", number=number)
        assert cells(of, "QUA-10") == [NUMBER]
        assert f"“{number}”" in findings(of, "QUA-10")[0].found
        assert fired(of) == {"QUA-10"}

    @pytest.mark.parametrize("number", ["60312345", "603-1234-5", "603.1234.5", "6031/2345"])
    def test_suggests_the_number_that_is_meant(self, number: str) -> None:
        assert "603/1234/5" in findings(qualification(regulator="Ofqual", number=number), "QUA-10")[0].fix

    def test_knows_an_attempt_at_one_whoever_regulates(self) -> None:
        assert cells(qualification(number="603/123/5"), "QUA-10") == [NUMBER]

    @pytest.mark.parametrize("number", ["", "HLT-400", "W123", "to follow"])
    def test_does_not_apply_to_a_code_of_a_university(self, number: str) -> None:
        assert status(qualification(number=number), "QUA-10") is Status.NOT_APPLICABLE


class TestQua11:
    @WITHOUT_HIGHER_NATIONALS
    def test_flags_another_size(self, award: str, level: int, credits: int) -> None:
        usual = qualification(award_type=award, level=str(level), total_credits=str(credits), at=level)
        assert status(usual, "QUA-11") is Status.PASSED
        of = qualification(award_type=award, level=str(level), total_credits=str(credits + 60), at=level)
        assert cells(of, "QUA-11") == [TOTAL]
        (finding,) = findings(of, "QUA-11")
        assert f"usually has {credits} credits, and this one has {credits + 60}" in finding.message

    def test_knows_the_award_by_the_title(self) -> None:
        assert cells(qualification(title="HNC Testing", total_credits="240"), "QUA-11") == [TOTAL]

    @pytest.mark.parametrize("award", ["Diploma", "HNC/HND", ""])
    def test_does_not_apply_to_other_awards_or_several(self, award: str) -> None:
        assert status(qualification(award_type=award, total_credits="90"), "QUA-11") is Status.NOT_APPLICABLE

    def test_does_not_apply_without_a_total(self) -> None:
        assert status(qualification(award_type="HNC"), "QUA-11") is Status.NOT_APPLICABLE


class TestQua13:
    @pytest.mark.parametrize("text", ["September 2027", "Sep-27", "09/2027", "1 September 2027", "2027-09-01"])
    def test_accepts_a_month_or_a_date(self, text: str) -> None:
        assert status(qualification(first_teaching=text), "QUA-13") is Status.PASSED

    @pytest.mark.parametrize("text", ["Autumn 2027", "2027/28", "2027", "September", "As soon as approved"])
    def test_flags_what_names_no_month_and_year(self, text: str) -> None:
        of = qualification(first_teaching=text)
        assert cells(of, "QUA-13") == [FIRST_TEACHING]
        assert f"“{text}” in B13" in findings(of, "QUA-13")[0].found
        assert fired(of) == {"QUA-13"}

    def test_flags_the_empty_cell(self) -> None:
        assert cells(qualification(first_teaching=""), "QUA-13") == [FIRST_TEACHING]

    def test_flags_the_title_where_no_row_asks_for_it(self) -> None:
        assert cells(qualification(rest={"without": ["first_teaching"]}), "QUA-13") == [TITLE]

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        assert fired(qualification(first_teaching="", rest=reported("first_teaching", 13))) == {"READ-07"}

    def test_does_not_run_without_a_structure(self) -> None:
        assert status(without_structure(), "QUA-13") is Status.NOT_RUN
