"""COV-06 to 12: the reasons for less than full coverage."""

from typing import Any

import pytest

from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cells, claim, findings, standard, status
from tests.rules.test_cov import GOOD_REASON, fired, mapping, partial


class TestCov08:
    @pytest.mark.parametrize(
        "stub",
        [
            "n/a",
            "See above",
            "see note 4 on sheet 2",
            "Workplace",
            "not possible here",
            "ditto",
            "...",
            "It is only partly covered in U2.",
            "Taught in U1 and U2, not met in full",
            "See the reason above",
            "For the same reason as K2",
            "Not applicable to this qualification",
        ],
    )
    def test_flags_a_stub(self, stub: str) -> None:
        short = mapping(claim("K1", "Partial", reason=stub))
        assert cells(short, "COV-08") == ["KSB mapping!G2"]
        assert "4" in findings(short, "COV-08")[0].expected

    @pytest.mark.parametrize(
        "reason",
        [
            GOOD_REASON,
            "See below ground work is unsafe here",
            "Unsafe before site induction",
            "Covered on employer premises under supervision",
        ],
    )
    def test_accepts_a_reason_of_four_words(self, reason: str) -> None:
        assert status(mapping(claim("K1", "Not covered", None, reason=reason)), "COV-08") is Status.PASSED

    def test_says_nothing_of_a_blank(self) -> None:
        assert findings(mapping(claim("K1", "Partial")), "COV-08") == ()

    def test_does_not_apply_when_all_is_full(self) -> None:
        assert status(mapping(claim("K1", reason="n/a")), "COV-08") is Status.NOT_APPLICABLE


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
