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


def partial(code: str, reason: str | None, **rest: Any) -> dict[str, Any]:
    return claim(code, "Partial", reason=reason, **rest)


class TestCov09:
    @staticmethod
    def pasted(rows: int, **rest: Any) -> Any:
        again = [partial(f"K{n}", GOOD_REASON.upper() if n % 2 else GOOD_REASON) for n in range(1, rows + 1)]
        return mapping(*again, partial("S1", "Reason of its own that holds for this row.", units="U2"), **rest)

    def test_flags_one_reason_on_five_rows_as_one_finding(self) -> None:
        (finding,) = findings(self.pasted(5), "COV-09")
        assert [place.cell for place in finding.where] == ["G2", "G3", "G4", "G5", "G6"]
        assert "5 rows" in finding.message
        assert "From 5 rows on" in finding.expected
        assert fired(self.pasted(5)) == {"COV-05", "COV-09"}

    def test_accepts_four(self) -> None:
        assert status(self.pasted(4), "COV-09") is Status.PASSED

    def test_goes_by_the_setting(self) -> None:
        assert len(findings(self.pasted(3, settings=Settings(same_reason_rows=3)), "COV-09")) == 1

    def test_says_nothing_of_blanks_and_stubs(self) -> None:
        assert findings(mapping(*(partial(f"K{n}", None) for n in range(1, 9))), "COV-09") == ()
        assert fired(mapping(*(partial(f"K{n}", "See above") for n in range(1, 9)), claim("S1", units="U2"))) == {
            "COV-05",
            "COV-08",
        }


class TestCov10:
    STATEMENT = "How records are kept, and who may see them after a visit."

    @pytest.mark.parametrize(
        "reason",
        [
            "how records are kept and who may see them after a visit",
            "Partial: learners understand how records are kept.",
            "Not covered: who may see records after a visit",
        ],
    )
    def test_flags_the_statement_in_place_of_a_reason(self, reason: str) -> None:
        said = mapping(partial("K1", reason, statement=self.STATEMENT))
        assert cells(said, "COV-10") == ["KSB mapping!G2"]
        assert fired(said) == {"COV-05", "COV-10"}

    @pytest.mark.parametrize("reason", ["Who may see records is left to the employer.", GOOD_REASON, "See above", None])
    def test_accepts_a_reason_that_adds_something(self, reason: str | None) -> None:
        assert findings(mapping(partial("K1", reason, statement=self.STATEMENT)), "COV-10") == ()

    def test_looks_at_the_published_wording_too(self) -> None:
        of = mapping(partial("K1", self.STATEMENT), standard=standard("K1", texts={"K1": self.STATEMENT}))
        assert cells(of, "COV-10") == ["KSB mapping!G2"]


class TestCov11:
    GROUND = "The live part is left to the workplace, where it is safer to learn."

    def test_marks_every_reason_on_the_ground_in_one_note(self) -> None:
        of = mapping(
            partial("K1", self.GROUND),
            claim("K2", "Not covered", None, reason="More reliable to learn from a mentor on site"),
            partial("K3", GOOD_REASON),
        )
        assert cells(of, "COV-11") == ["KSB mapping!G2, KSB mapping!G3"]
        assert "K1 and K2" in findings(of, "COV-11")[0].message
        assert fired(of) == {"COV-04", "COV-05", "COV-11"}

    @pytest.mark.parametrize(
        "reason", [GOOD_REASON, "Learned in the workplace instead", "It is safer to wait until next year", None]
    )
    def test_leaves_other_reasons_unmarked(self, reason: str | None) -> None:
        assert findings(mapping(partial("K1", reason)), "COV-11") == ()

    def test_leaves_full_rows_alone(self) -> None:
        assert status(mapping(claim("K1", reason=self.GROUND)), "COV-11") is Status.NOT_APPLICABLE


class TestCov12:
    @pytest.mark.parametrize(
        "note",
        [
            "Partly covered in U2",
            "Only some of this is taught",
            "Limited coverage",
            "Taught but not assessed",
            "Some aspects only",
            "Limited; the rest is met at work",
            "Covered to some extent in U2",
            "Partial",
            "Not yet formally assessed",
            "It isn’t covered in depth",
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
            "Taught in part 1 of the unit",
            "Not assessed by exam but by portfolio",
            "Includes, but is not limited to, first aid",
            "Solves partial differential equations",
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


class TestCov17:
    @staticmethod
    def behaviours(*units: str, **rest: Any) -> Any:
        return mapping(claim("K1"), *(claim(f"B{n}", units=each) for n, each in enumerate(units, start=1)), **rest)

    def test_flags_the_units_of_every_behaviour(self) -> None:
        of = self.behaviours("U2", "U2", "U2")
        assert cells(of, "COV-17") == ["KSB mapping!D3, KSB mapping!D4, KSB mapping!D5"]
        assert "U2" in findings(of, "COV-17")[0].message
        assert fired(of) == {"COV-17"}

    @pytest.mark.parametrize("units", [("U2", "U2", "U1"), ("U2", "U2", "U1, U2"), ("U2", "U2"), ("U2", "U2", "U9")])
    def test_accepts_several_few_and_those_in_doubt(self, units: tuple[str, ...]) -> None:
        assert findings(self.behaviours(*units), "COV-17") == ()

    def test_leaves_it_to_the_rule_on_every_row(self) -> None:
        assert fired(mapping(*(claim(code) for code in (*TEN, "B1", "B2", "B3")))) == {"COV-18"}

    def test_does_not_apply_to_a_single_unit(self) -> None:
        alone = application([claim("B1"), claim("B2"), claim("B3")], [unit("U1")])
        assert status(alone, "COV-17") is Status.NOT_APPLICABLE


class TestCov18:
    def test_flags_every_row_as_one_finding(self) -> None:
        of = mapping(*(claim(code, units="U1, U2" if code == "K1" else "U2; U1") for code in TEN[:5]))
        (finding,) = findings(of, "COV-18")
        assert [place.cell for place in finding.where] == ["D2", "D3", "D4", "D5", "D6"]
        assert finding.found == "U1 and U2 in each of 5 rows."
        assert fired(of) == {"COV-18"}

    def test_accepts_one_row_that_differs_and_a_short_list(self) -> None:
        other = [claim(code) for code in TEN[:5]] + [claim("K6", units="U2")]
        assert status(mapping(*other), "COV-18") is Status.PASSED
        assert status(mapping(*(claim(code) for code in TEN[:4])), "COV-18") is Status.PASSED

    def test_says_nothing_of_rows_in_doubt(self) -> None:
        assert findings(mapping(*(claim(code, units="U9") for code in TEN)), "COV-18") == ()
        assert findings(mapping(*(claim(code, units=None) for code in TEN)), "COV-18") == ()

    def test_does_not_run_without_units(self) -> None:
        assert status(application([claim("K1")]), "COV-18") is Status.NOT_RUN


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
