"""COV-13, 14, 17 and 18: the units that are to cover a KSB."""

from typing import Any

import pytest

from htq_core.report import Status
from tests.builders import application, cells, claim, findings, status, unit
from tests.rules.test_cov import GOOD_REASON, TEN, fired, mapping


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
