"""COV: what is claimed for each KSB. Test names finish the sentence that the id begins."""

from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from tests.builders import application, cell, cells, claim, findings, results, status, unit

UNITS = (unit("U1"), unit("U2"))
GOOD_REASON = "Live equipment is needed, so this is learned safely in the workplace."


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
        assert "does not have yet" in finding.fix

    def test_does_not_apply_when_all_is_full(self, rule: str, word: str, units: str | None) -> None:
        assert status(mapping(claim("K1")), rule) is Status.NOT_APPLICABLE

    def test_steps_over_a_placeholder(self, rule: str, word: str, units: str | None) -> None:
        trouble = Problem(
            ProblemKind.PLACEHOLDER, Book.MAPPING, (cell(Book.MAPPING, "KSB mapping", 7, 2),), "reason", "TBC"
        )
        assert findings(mapping(claim("K2", word, units), problems=[trouble]), rule) == ()


class TestCov08:
    @pytest.mark.parametrize(
        "stub", ["n/a", "See above", "see note 4 on sheet 2", "Workplace", "not possible here", "ditto", "..."]
    )
    def test_flags_a_stub(self, stub: str) -> None:
        short = mapping(claim("K1", "Partial", reason=stub))
        assert cells(short, "COV-08") == ["KSB mapping!G2"]
        assert "4" in findings(short, "COV-08")[0].expected

    @pytest.mark.parametrize(
        "reason", [GOOD_REASON, "Unsafe before site induction", "Covered on employer premises under supervision"]
    )
    def test_accepts_a_reason_of_four_words(self, reason: str) -> None:
        assert status(mapping(claim("K1", "Not covered", None, reason=reason)), "COV-08") is Status.PASSED

    def test_says_nothing_of_a_blank(self) -> None:
        assert findings(mapping(claim("K1", "Partial")), "COV-08") == ()

    def test_does_not_apply_when_all_is_full(self) -> None:
        assert status(mapping(claim("K1", reason="n/a")), "COV-08") is Status.NOT_APPLICABLE


class TestCov12:
    @pytest.mark.parametrize(
        "note",
        [
            "Partly covered in U2",
            "Only some of this is taught",
            "Limited coverage",
            "Taught but not assessed",
            "Some aspects only",
        ],
    )
    def test_flags_a_note_that_takes_it_back(self, note: str) -> None:
        doubt = mapping(claim("K1", reason=note))
        assert cells(doubt, "COV-12") == ["KSB mapping!G2"]
        assert fired(doubt) == {"COV-12"}

    @pytest.mark.parametrize(
        "note",
        [
            "Covered throughout U1",
            "Taught with limited companies as the example",
            "Some learners visit a site",
            "n/a",
            None,
        ],
    )
    def test_accepts_other_notes(self, note: str | None) -> None:
        assert status(mapping(claim("K1", reason=note)), "COV-12") is Status.PASSED

    def test_leaves_partial_rows_alone(self) -> None:
        partial = mapping(claim("K1", "Partial", reason="Only some of it is taught, the rest at work"))
        assert status(partial, "COV-12") is Status.NOT_APPLICABLE


class TestCov13:
    def test_flags_the_cell_for_the_unit(self) -> None:
        bare = mapping(claim("K1", units=None), claim("K2"))
        assert cells(bare, "COV-13") == ["KSB mapping!D2"]
        assert fired(bare) == {"COV-13"}

    def test_accepts_a_named_unit_even_an_unknown_one(self) -> None:
        assert status(mapping(claim("K1", units="U77")), "COV-13") is Status.PASSED

    def test_says_nothing_where_nothing_is_covered(self) -> None:
        assert status(mapping(claim("K1", "Not covered", None, reason=GOOD_REASON)), "COV-13") is Status.NOT_APPLICABLE

    def test_does_not_run_without_a_column_for_units(self) -> None:
        assert status(mapping(claim("K1"), without=["units"]), "COV-13") is Status.NOT_RUN


class TestCov14:
    def test_flags_a_unit_beside_not_covered(self) -> None:
        odd = mapping(claim("K1"), claim("K2", "Not covered", "U2", reason=GOOD_REASON))
        assert cells(odd, "COV-14") == ["KSB mapping!D3"]
        assert fired(odd) == {"COV-04", "COV-14"}

    def test_accepts_an_empty_cell(self) -> None:
        assert status(mapping(claim("K2", "Not covered", None, reason=GOOD_REASON)), "COV-14") is Status.PASSED

    def test_does_not_apply_when_all_is_full(self) -> None:
        assert status(mapping(claim("K1")), "COV-14") is Status.NOT_APPLICABLE
