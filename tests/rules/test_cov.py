"""COV: what is claimed for each KSB. Test names finish the sentence that the id begins."""

from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import application, cell, cells, claim, findings, results, standard, status, unit

UNITS = (unit("U1"), unit("U2"))
GOOD_REASON = "Live equipment is needed for this, and the college has none of it yet."


def mapping(*claims: dict[str, Any], **rest: Any) -> Any:
    return application(claims, UNITS, **rest)


def fired(of: Any) -> set[str]:
    """The rules of this family that found something."""
    return {
        rule for rule, result in results(of).items() if rule.startswith("COV") and result.outcome.status is Status.FOUND
    }


class TestCov01:
    def test_flags_the_blank_cell(self) -> None:
        blank = mapping(claim("K1"), claim("K2", coverage=""))
        assert cells(blank, "COV-01") == ["KSB mapping!C3"]
        assert "K2" in findings(blank, "COV-01")[0].message
        assert fired(blank) == {"COV-01"}

    def test_takes_all_blanks_as_one_finding(self) -> None:
        run = mapping(
            claim("K1"), *(claim(f"K{n}", coverage="") for n in range(2, 18)), claim("S1"), claim("S2", coverage="")
        )
        (finding,) = findings(run, "COV-01")
        assert [place.cell for place in finding.where] == [*(f"C{row}" for row in range(3, 19)), "C20"]

    def test_accepts_every_stated_coverage(self) -> None:
        every = mapping(
            claim("K1"),
            claim("K2", "Partial", reason=GOOD_REASON),
            claim("K3", "Not covered", None, reason=GOOD_REASON),
        )
        assert status(every, "COV-01") is Status.PASSED

    def test_steps_over_what_reading_has_reported(self) -> None:
        where = cell(Book.MAPPING, "KSB mapping", 3, 2)
        trouble = Problem(ProblemKind.ERROR_CELL, Book.MAPPING, (where,), "coverage", "#REF!")
        assert cells(mapping(claim("K1", coverage="#REF!"), problems=[trouble]), "COV-01") == []

    def test_does_not_run_without_a_coverage_column(self) -> None:
        assert status(mapping(claim("K1"), without=["coverage"]), "COV-01") is Status.NOT_RUN


class TestCov02:
    @staticmethod
    def with_words(*words: str) -> Any:
        claims = [claim(f"K{n}", coverage=word) for n, word in enumerate(words, start=1)]
        problems = [
            Problem(
                ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, (cell(Book.MAPPING, "KSB mapping", 3, n + 1),), "coverage",
                word, "full, partial or not covered", f"K{n}",
            )
            for n, word in enumerate(words, start=1)
        ]  # fmt: skip
        return mapping(*claims, problems=problems)

    def test_flags_each_word_once_with_all_its_places(self) -> None:
        one, other = findings(self.with_words("Mostly", "So-so", "mostly"), "COV-02")
        assert [place.cell for place in one.where] == ["C2", "C4"]
        assert "Mostly" in one.found
        assert [place.cell for place in other.where] == ["C3"]

    def test_is_the_only_one_to_speak(self) -> None:
        assert fired(self.with_words("Mostly")) == {"COV-02"}

    @pytest.mark.parametrize(
        ("word", "meant"),
        [("Fulll", "Full"), ("Parital", "Partial"), ("Full-ish", "Full"), ("Not coverd", "Not covered")],
    )
    def test_suggests_the_nearest_word(self, word: str, meant: str) -> None:
        assert f"Did you mean {meant}?" in findings(self.with_words(word), "COV-02")[0].fix

    @pytest.mark.parametrize("word", ["So-so", "Full or partial-ish", "42"])
    def test_suggests_nothing_where_nothing_is_near(self, word: str) -> None:
        assert "Did you mean" not in findings(self.with_words(word), "COV-02")[0].fix

    def test_leaves_other_columns_to_reading(self) -> None:
        trouble = Problem(ProblemKind.NOT_UNDERSTOOD, Book.STRUCTURE, (), "credits", "twenty")
        assert findings(mapping(claim("K1"), problems=[trouble]), "COV-02") == ()


class TestCov03:
    def test_flags_two_coverages_in_a_row(self) -> None:
        both = mapping(claim("K1", "Full + Partial"))
        assert cells(both, "COV-03") == ["KSB mapping!C2"]
        assert "Full and Partial" in findings(both, "COV-03")[0].found
        assert fired(both) == {"COV-03"}

    def test_accepts_one(self) -> None:
        assert status(mapping(claim("K1")), "COV-03") is Status.PASSED


@pytest.mark.parametrize(("rule", "word"), [("COV-04", "Not covered"), ("COV-05", "Partial")])
class TestCov04AndCov05:
    def test_lists_it_with_its_reason(self, rule: str, word: str) -> None:
        units = "U1" if word == "Partial" else None
        told = mapping(claim("K1"), claim("K2", word, units, reason=GOOD_REASON))
        assert cells(told, rule) == ["KSB mapping!C3"]
        assert GOOD_REASON[:40] in findings(told, rule)[0].found
        assert fired(told) == {rule}

    def test_leaves_a_missing_reason_to_its_own_rule(self, rule: str, word: str) -> None:
        assert findings(mapping(claim("K2", word)), rule) == ()

    def test_does_not_apply_when_all_is_full(self, rule: str, word: str) -> None:
        assert status(mapping(claim("K1")), rule) is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("rule", "word", "units"), [("COV-06", "Partial", "U1"), ("COV-07", "Not covered", None)])
class TestCov06AndCov07:
    def test_flags_the_cell_for_the_reason(self, rule: str, word: str, units: str | None) -> None:
        bare = mapping(claim("K1"), claim("K2", word, units))
        assert cells(bare, rule) == ["KSB mapping!G3"]
        assert findings(bare, rule)[0].subject.ksb == "K2"
        assert fired(bare) == {rule}

    def test_accepts_a_reason(self, rule: str, word: str, units: str | None) -> None:
        assert status(mapping(claim("K2", word, units, reason=GOOD_REASON)), rule) is Status.PASSED

    def test_asks_for_a_column_where_there_is_none(self, rule: str, word: str, units: str | None) -> None:
        (finding,) = findings(mapping(claim("K2", word, units), without=["reason"]), rule)
        assert finding.where[0].cell == "A2"
        assert finding.fix.startswith("Say in a column for reasons (which the sheet does not have yet) why")

    def test_does_not_apply_when_all_is_full(self, rule: str, word: str, units: str | None) -> None:
        assert status(mapping(claim("K1")), rule) is Status.NOT_APPLICABLE

    def test_steps_over_a_placeholder(self, rule: str, word: str, units: str | None) -> None:
        trouble = Problem(
            ProblemKind.PLACEHOLDER, Book.MAPPING, (cell(Book.MAPPING, "KSB mapping", 7, 2),), "reason", "TBC"
        )
        assert findings(mapping(claim("K2", word, units), problems=[trouble]), rule) == ()


def test_cov_07_words_several_rows_as_well_as_one() -> None:
    (finding,) = findings(mapping(claim("K1", "Not covered", None), claim("K2", "Not covered", None)), "COV-07")
    assert finding.fix == "Say in G2 and G3 why nothing covers K1 and K2. Or name a unit, and change the coverage."


def partial(code: str, reason: str | None, **rest: Any) -> dict[str, Any]:
    return claim(code, "Partial", reason=reason, **rest)


def uncovered(*codes: str) -> list[dict[str, Any]]:
    return [claim(code, "Not covered", None, reason=f"{GOOD_REASON} Number {code}.") for code in codes]


TEN = [f"K{n}" for n in range(1, 11)]


class TestCov15:
    def test_flags_the_rows_that_are_not_covered(self) -> None:
        of = mapping(*(claim(code) for code in TEN[:4]), *uncovered(*TEN[4:]))
        (finding,) = findings(of, "COV-15")
        assert [place.cell for place in finding.where] == ["C1", "C6", "C7", "C8", "C9", "C10", "C11"]
        assert finding.found.startswith("4 of the 10 KSBs")
        assert fired(of) == {"COV-04", "COV-15"}

    def test_accepts_half_and_counts_partial(self) -> None:
        half = [claim(code) for code in TEN[:3]] + [partial(code, f"{GOOD_REASON} {code}") for code in TEN[3:5]]
        assert status(mapping(*half, *uncovered(*TEN[5:])), "COV-15") is Status.PASSED

    def test_counts_the_published_list_where_there_is_one(self) -> None:
        of = mapping(*(claim(code) for code in TEN[:4]), standard=standard(*TEN))
        assert cells(of, "COV-15") == ["KSB mapping!C1"]
        assert status(mapping(*(claim(code) for code in TEN[:4])), "COV-15") is Status.PASSED

    def test_says_nothing_while_coverage_is_not_stated(self) -> None:
        of = mapping(*(claim(code) for code in TEN[:2]), *(claim(code, coverage="") for code in TEN[2:]))
        assert fired(of) == {"COV-01"}

    def test_counts_rows_that_could_not_be_read_as_covered(self) -> None:
        where = [cell(Book.MAPPING, "KSB mapping", 1, row) for row in (20, 21)]
        trouble = [Problem(ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, (at,), "ksb", "??") for at in where]
        of = [claim(code) for code in TEN[:4]]
        assert findings(mapping(*of, standard=standard(*TEN), problems=trouble), "COV-15") == ()

    def test_counts_no_row_of_which_something_else_could_not_be_read(self) -> None:
        where = tuple(cell(Book.MAPPING, "KSB mapping", 5, row) for row in (2, 3))
        trouble = [Problem(ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, where, "outcomes", "??")]
        of = mapping(*(claim(code) for code in TEN[:4]), standard=standard(*TEN), problems=trouble)
        assert status(of, "COV-15") is Status.FOUND


class TestCov16:
    @staticmethod
    def skills_covered(number: int, **rest: Any) -> Any:
        skills = [f"S{n}" for n in range(1, 6)]
        return mapping(
            *(claim(code) for code in TEN),
            *(claim(code, units="U2") for code in skills[:number]),
            *uncovered(*skills[number:]),
            **rest,
        )

    def test_flags_the_uncovered_rows_of_the_kind_that_lags(self) -> None:
        of = self.skills_covered(3)
        (finding,) = findings(of, "COV-16")
        assert [place.cell for place in finding.where] == ["C1", "C15", "C16"]
        assert finding.message == "Skills are covered far less than knowledge."
        assert "60% of the skills" in finding.found
        assert "40 percentage points" in finding.expected
        assert fired(of) == {"COV-04", "COV-16"}

    def test_accepts_a_smaller_gap(self) -> None:
        assert status(self.skills_covered(4), "COV-16") is Status.PASSED

    def test_goes_by_the_setting(self) -> None:
        assert len(findings(self.skills_covered(4, settings=Settings(kind_gap=20)), "COV-16")) == 1

    def test_says_nothing_while_coverage_is_not_stated(self) -> None:
        of = mapping(*(claim(code) for code in TEN), *(claim(f"S{n}", coverage="") for n in range(1, 6)))
        assert findings(of, "COV-16") == ()

    def test_does_not_apply_to_one_kind(self) -> None:
        assert status(mapping(*(claim(code) for code in TEN)), "COV-16") is Status.NOT_APPLICABLE


SAME_FAULT = {
    "COV-03": {"coverage": "Full + Partial"},
    "COV-04": {"coverage": "Not covered", "units": None, "reason": GOOD_REASON},
    "COV-05": {"coverage": "Partial", "reason": GOOD_REASON},
    "COV-06": {"coverage": "Partial"},
    "COV-07": {"coverage": "Not covered", "units": None},
    "COV-08": {"coverage": "Partial", "reason": "See above"},
    "COV-12": {"reason": "Only partly assessed so far."},
    "COV-13": {"units": None},
    "COV-14": {"coverage": "Not covered", "reason": GOOD_REASON},
}


class TestOneCause:
    @pytest.mark.parametrize(("rule", "fault"), SAME_FAULT.items(), ids=SAME_FAULT)
    def test_gives_one_finding_with_a_place_for_each_row(self, rule: str, fault: dict[str, Any]) -> None:
        (finding,) = findings(mapping(claim("K1", **fault), claim("K2"), claim("S1", **fault)), rule)
        assert [place.cell[1:] for place in finding.where] == ["2", "4"]
        assert "K1 and S1" in f"{finding.message} {finding.fix}"
        assert finding.subject.ksb is None

    @pytest.mark.parametrize(("rule", "fault"), SAME_FAULT.items(), ids=SAME_FAULT)
    def test_names_the_ksb_of_a_single_row(self, rule: str, fault: dict[str, Any]) -> None:
        (finding,) = findings(mapping(claim("K1"), claim("S1", **fault)), rule)
        assert finding.subject.ksb == "S1"

    def test_counts_a_pasted_reason_by_rows_that_need_one(self) -> None:
        rows = [claim(f"K{n}", "Partial", reason=GOOD_REASON) for n in range(1, 6)]
        (finding,) = findings(mapping(*rows, claim("K6", reason=GOOD_REASON)), "COV-09")
        assert [place.cell for place in finding.where] == [f"G{row}" for row in range(2, 7)]
        assert "5" in f"{finding.message} {finding.found}"
        assert GOOD_REASON[:40] in f"{finding.message} {finding.found}"

    def test_leaves_a_short_note_beside_full_coverage_alone(self) -> None:
        (finding,) = findings(mapping(claim("K1", reason="See above"), claim("K2", "Partial", reason="n/a")), "COV-08")
        assert finding.subject.ksb == "K2"

    def test_takes_only_the_coverage_column_for_coverage(self) -> None:
        elsewhere = Problem(
            ProblemKind.NOT_UNDERSTOOD, Book.STRUCTURE, (cell(Book.STRUCTURE, "Units", 3, 2),), "level", "four-ish"
        )
        assert findings(mapping(claim("K1"), problems=[elsewhere]), "COV-02") == ()

    def test_leaves_uncovered_rows_out_of_those_that_name_the_same_units(self) -> None:
        rows = [claim(f"K{n}", units="U1") for n in range(1, 6)]
        (finding,) = findings(mapping(*rows, claim("S1", "Not covered", None, reason=GOOD_REASON)), "COV-18")
        assert len(finding.where) == 5
        assert finding.subject.ksb is None
        assert "K1" not in finding.message

    def test_does_not_compare_rows_where_there_is_one_unit(self) -> None:
        of = application([claim(f"K{n}", units="U1") for n in range(1, 7)], [unit("U1")])
        assert status(of, "COV-18") is Status.NOT_APPLICABLE
