"""ASM: assessment and additional content. Test names finish the sentence that the id begins."""

from dataclasses import replace

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from tests.builders import cell, cells, claim, findings, status, unit
from tests.rules.small import claims, fired, only, optional, reason, small, units


class TestAsm01:
    def test_flags_the_assessment_and_the_rows_that_rest_on_it(self) -> None:
        bare = small(of_units=units(U2={"assessment": None}))
        finding = only(bare, "ASM-01")
        assert cells(bare, "ASM-01") == ["Units!I3, KSB mapping!D3"]
        assert finding.message == "S1 rests only on U2, for which no assessment is given."
        assert (finding.subject.ksb, finding.subject.unit) == ("S1", "U2")
        assert fired(bare) == {"ASM-01", "STR-14"}

    def test_takes_ksbs_on_the_same_units_as_one_finding(self) -> None:
        rows = [claim("K1", units="U2"), claim("S1", units="U1"), claim("B1", units="U2"), claim("K2", units="U2, U3")]
        bare = small(rows, units(U2={"assessment": None}, U3={"assessment": ""}))
        assert [finding.message for finding in findings(bare, "ASM-01")] == [
            "K1 and B1 rest only on U2, for which no assessment is given.",
            "K2 rests only on U2 and U3, for which no assessment is given.",
        ]

    def test_leaves_a_row_without_units_to_the_rule_on_such_rows(self) -> None:
        rows = [*claims(), claim("S1", units=None)]
        assert cells(small(rows, units(U2={"assessment": None})), "ASM-01") == ["Units!I3, KSB mapping!D3"]

    def test_accepts_a_ksb_with_one_unit_that_is_assessed(self) -> None:
        rows = claims(S1={"units": "U1, U2"})
        assert fired(small(rows, units(U2={"assessment": None}))) == {"STR-14"}

    def test_steps_over_doubt_and_what_reading_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Units", 9, 3)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.STRUCTURE, (where,), "assessment", "TBC")
        assert findings(small(of_units=units(U2={"assessment": None}), problems=[reported]), "ASM-01") == ()
        doubtful = small(claims(S1={"units": "U2, U9"}), units(U2={"assessment": None}))
        assert findings(doubtful, "ASM-01") == ()
        not_covered = small(claims(S1={"coverage": "Not covered"}), units(U2={"assessment": None}))
        assert findings(not_covered, "ASM-01") == ()

    def test_does_not_run_without_a_column(self) -> None:
        bare = small(of_units=[{**row, "assessment": None} for row in units()], without=["assessment"])
        assert "no column for assessment" in reason(bare, "ASM-01")


class TestAsm02:
    @pytest.mark.parametrize(
        "how",
        ["Exam", "Written examination", "MCQ", "Online quiz", "Unseen paper", "Multiple-choice test", "Test; exam",
         "End-of-unit test and quiz"],
    )  # fmt: skip
    def test_flags_a_skill_or_behaviour_that_rests_on_a_test(self, how: str) -> None:
        tested = small(claims(S1={"assessment": how}))
        assert cells(tested, "ASM-02") == ["KSB mapping!F3"]
        assert only(tested, "ASM-02").message == "S1 rests on a written test alone."
        assert fired(tested) == {"ASM-02"}
        assert status(small(claims(B1={"assessment": how})), "ASM-02") is Status.FOUND

    def test_goes_by_the_units_where_the_row_says_nothing(self) -> None:
        tested = small(of_units=units(U2={"assessment": "Exam 60%; Quiz 40%"}))
        assert cells(tested, "ASM-02") == ["Units!I3, KSB mapping!D3"]
        assert only(tested, "ASM-02").found.startswith("“Exam and Quiz”")
        assert fired(tested) == {"ASM-02"}

    def test_takes_the_same_words_as_one_finding(self) -> None:
        both = small(claims(S1={"assessment": "Exam"}, B1={"assessment": "exam"}))
        assert cells(both, "ASM-02") == ["KSB mapping!F3, KSB mapping!F4"]
        assert only(both, "ASM-02").message == "S1 and B1 rest on a written test alone."

    @pytest.mark.parametrize(
        "how", ["Practical test", "Skills test", "Exam; portfolio", "Exam and observation", "OSCE", "Project", "Viva",
                "Laboratory exam", "Attestation", "Report", "see unit"],
    )  # fmt: skip
    def test_accepts_what_a_learner_does(self, how: str) -> None:
        assert fired(small(claims(S1={"assessment": how}))) == set()

    def test_accepts_a_test_of_knowledge_and_units_with_something_else(self) -> None:
        assert fired(small(claims(K1={"assessment": "Exam"}))) == set()
        assert fired(small(of_units=units(U2={"assessment": "Exam 60%; Portfolio 40%"}))) == set()
        mixed = small(claims(S1={"units": "U1, U2"}), units(U2={"assessment": "Exam"}))
        assert fired(mixed) == set()

    def test_does_not_apply_to_knowledge_alone(self) -> None:
        assert status(small([claim("K1"), claim("K2", units="U2")]), "ASM-02") is Status.NOT_APPLICABLE


class TestAsm03:
    @pytest.mark.parametrize(
        "how", ["Formative quiz", "Formative only", "Reflection (not assessed)", "Quiz, formative"]
    )
    def test_flags_a_unit_without_an_assessment_that_counts(self, how: str) -> None:
        formative = small(of_units=units(U1={"assessment": how}))
        assert cells(formative, "ASM-03") == ["Units!I2"]
        assert only(formative, "ASM-03").message == "U1 is assessed only formatively."
        assert only(formative, "ASM-03").subject.unit == "U1"
        assert fired(formative) == {"ASM-03"}

    @pytest.mark.parametrize(
        "how", ["Formative quiz; Report", "Formative and summative portfolio", "Report", "Performative piece"]
    )
    def test_accepts_one_that_counts(self, how: str) -> None:
        assert fired(small(of_units=units(U1={"assessment": how}))) == set()

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        where = cell(Book.STRUCTURE, "Units", 9, 2)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.STRUCTURE, (where,), "assessment", "Formative: TBC")
        formative = small(of_units=units(U1={"assessment": "Formative: TBC"}), problems=[reported])
        assert findings(formative, "ASM-03") == ()

    def test_does_not_apply_without_assessments(self) -> None:
        bare = small(of_units=[{**row, "assessment": None} for row in units()])
        assert status(bare, "ASM-03") is Status.NOT_APPLICABLE


def with_an_idle_unit(rows: list[dict[str, object]] | None = None, **idle: object) -> Application:
    """The small application with one unit more, U5, that no row names."""
    listed = [*units(), unit("U5", "Enterprise", **idle)]  # type: ignore[arg-type]
    return small(rows or claims(), listed, total="120")


class TestAsm04:
    def test_flags_a_mandatory_unit_that_no_row_names(self) -> None:
        idle = with_an_idle_unit()
        assert cells(idle, "ASM-04") == ["Units!A6"]
        assert only(idle, "ASM-04").message == "No KSB is mapped to U5, which learners have to take."
        assert only(idle, "ASM-04").subject.unit == "U5"

    def test_takes_several_as_one_finding(self) -> None:
        idle = small(claims(), [*units(), unit("U5"), unit("U6")], total="150")
        assert cells(idle, "ASM-04") == ["Units!A6, Units!A7"]
        assert only(idle, "ASM-04").found.endswith("no row of the mapping that names them.")

    @pytest.mark.parametrize("named", ["U1; U5", "U1; Enterprise", "U1; Enterprize", "U1; U5: Law"])
    def test_accepts_one_that_is_named_or_nearly(self, named: str) -> None:
        assert findings(with_an_idle_unit(claims(K1={"units": named})), "ASM-04") == ()

    def test_accepts_one_that_a_name_may_mean(self) -> None:
        rows = claims(K1={"units": "U1; Unit 5"})
        listed = [*units(), unit("U5", "Enterprise"), unit("M5", "Estates")]
        assert findings(small(rows, listed, total="150"), "ASM-04") == ()

    def test_does_not_count_a_row_marked_not_covered(self) -> None:
        rows = [*claims(), claim("K2", "Not covered", "U5", reason="Left to the employer, where it is safer.")]
        assert status(with_an_idle_unit(rows), "ASM-04") is Status.FOUND

    def test_leaves_optional_units_to_another_rule(self) -> None:
        listed = [*units(), optional("U5")]
        assert findings(small(claims(), listed), "ASM-04") == ()

    def test_accepts_a_unit_for_another_occupation(self) -> None:
        idle = with_an_idle_unit()
        other = with_an_idle_unit(claims(K1={"units": "U5"}))
        assert findings(replace(idle, others=(other,)), "ASM-04") == ()

    @pytest.mark.parametrize("rule", ["ASM-04", "ASM-05"])
    @pytest.mark.parametrize(("named", "code"), [("U1; U9", ""), ("U1; All units", "U5"), ("U1; U4 – U2", "U5")])
    def test_waits_for_names_that_may_mean_it(self, rule: str, named: str, code: str) -> None:
        listed = [*units(), unit(code, "Enterprise"), unit(code and "U6", "Estates")]
        waits = small(claims(K1={"units": named}), listed, total="150")
        assert "may mean a unit" in reason(waits, rule)

    @pytest.mark.parametrize("rule", ["ASM-04", "ASM-05"])
    def test_does_not_wait_for_a_name_that_cannot_mean_it(self, rule: str) -> None:
        assert status(with_an_idle_unit(claims(K1={"units": "U1; U9"})), rule) is Status.FOUND

    def test_says_nothing_where_no_unit_could_be_told(self) -> None:
        rows = [claim(f"K{n}", units=f"MOD{n}") for n in range(1, 7)]
        assert "could be told" in reason(small(rows), "ASM-04")


class TestAsm05:
    def test_shows_the_share(self) -> None:
        idle = with_an_idle_unit(credits=30)
        finding = only(idle, "ASM-05")
        assert cells(idle, "ASM-05") == ["Units!D6"]
        assert finding.message == "30 of the 150 credits of all units, or 20%, are in units that support no KSB."
        assert finding.found == "U5, in D6."

    def test_counts_nothing_for_a_unit_without_credits(self) -> None:
        idle = small(claims(), [*units(U4={"credits": None}), unit("U5")])
        assert (
            only(idle, "ASM-05").message
            == "30 of the 120 credits of all units, or 25%, are in units that support no KSB."
        )

    def test_counts_optional_units_too(self) -> None:
        finding = only(small(claims(B1={"units": "U3"})), "ASM-05")
        assert finding.message.startswith("30 of the 120 credits of all units, or 25%,")

    def test_says_nothing_where_all_support_some(self) -> None:
        assert status(small(), "ASM-05") is Status.PASSED
        assert status(with_an_idle_unit(credits=None), "ASM-05") is Status.PASSED

    def test_shows_no_share_of_nothing(self) -> None:
        assert status(with_an_idle_unit(credits=-120), "ASM-05") is Status.PASSED
