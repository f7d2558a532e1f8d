"""REF-10 to 13: what rests on each unit."""

from dataclasses import replace

import pytest

from htq_core.model.application import Application
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cells, claim, findings, status, unit
from tests.rules.small import claims, fired, only, reason, small, units


class TestRef10:
    def at_5(self, **changes: dict[str, object]) -> Application:
        of = small(of_units=units(**changes), details={"level": "5"}, mapping_details={"standard": "ST9001"})
        return replace(of, standard=replace(of.standard, level=5))  # type: ignore[type-var]

    def test_lists_ksbs_that_rest_on_lower_units(self) -> None:
        lower = self.at_5(U2={"level": 4})
        finding = only(lower, "REF-10")
        assert cells(lower, "REF-10") == ["KSB mapping!D3, Units!C3"]
        assert (finding.message, finding.found) == ("1 KSB rests only on units below level 5.", "S1 on U2.")
        assert finding.subject.ksb == "S1"

    def test_asks_nothing_of_a_code_that_is_not_the_standards(self) -> None:
        rows = [*claims(), claim("K7", units="U2")]
        strange = replace(small(rows, units(U2={"level": 4, "assessment": None})), standard=self.at_5().standard)
        assert "K7" not in {finding.subject.ksb for rule in ("REF-10", "ASM-01") for finding in findings(strange, rule)}

    def test_takes_all_together(self) -> None:
        finding = only(self.at_5(U1={"level": 4}, U2={"level": 4}), "REF-10")
        assert finding.message == "2 KSBs rest only on units below level 5."
        assert finding.found == "K1 on U1 and S1 on U2."

    def test_accepts_a_ksb_with_a_unit_at_the_level(self) -> None:
        assert findings(self.at_5(U3={"level": 4}, U4={"level": 4}), "REF-10") == ()
        assert findings(self.at_5(U2={"level": None}), "REF-10") == ()

    def test_waits_for_the_level_of_the_qualification(self) -> None:
        of = small()
        above = replace(of, standard=replace(of.standard, level=5))  # type: ignore[type-var]
        assert status(above, "QUA-03") is Status.FOUND
        assert status(above, "REF-10") is Status.NOT_RUN

    def test_does_not_run_without_a_level(self) -> None:
        of = replace(small(mapping_details={"standard": "ST9998"}), standard=None)
        assert status(of, "REF-10") is Status.NOT_RUN


class TestRef11:
    def carrying(self, credits: float, ksbs: int = 5, **rest: object) -> Application:
        codes = [*(f"K{n}" for n in range(1, 9)), "S1", "B1"]
        rows = [claim(code, units="U1" if n <= ksbs else "U2") for n, code in enumerate(codes, start=1)]
        listed = [unit("U1", credits=credits), unit("U2", credits=100 - credits)]
        return small(rows, listed, groups=(), total="100", **rest)  # type: ignore[arg-type]

    def test_flags_a_small_unit_with_many_ksbs(self) -> None:
        heavy = self.carrying(15)
        finding = only(heavy, "REF-11")
        assert finding.message == "U1 carries 50% of the KSBs on 15% of the credits."
        assert str(finding.where[0]) == "Units!D2"
        assert len(finding.where) == 6
        assert fired(heavy) == {"REF-11"}
        assert "on 19.6% of the credits" in only(self.carrying(19.6), "REF-11").message

    def test_takes_the_first_row_of_a_repeated_unit(self) -> None:
        heavy = self.carrying(15)
        assert heavy.structure is not None
        first, *others = heavy.units
        again = replace(others[0], key=first.key, code=first.code)
        repeated = replace(heavy, structure=replace(heavy.structure, units=(first, *others, again)))
        assert str(only(repeated, "REF-11").where[0]) == "Units!D2"

    @pytest.mark.parametrize(("credits", "ksbs"), [(20, 5), (15, 3), (50, 9)])
    def test_accepts_a_unit_that_is_large_or_carries_few(self, credits: float, ksbs: int) -> None:
        assert findings(self.carrying(credits, ksbs), "REF-11") == ()

    def test_flags_just_the_share(self) -> None:
        assert only(self.carrying(15, 4), "REF-11").message.startswith("U1 carries 40%")

    def test_goes_by_the_settings(self) -> None:
        assert findings(self.carrying(15, settings=Settings(overload_ksb_share=60)), "REF-11") == ()
        assert findings(self.carrying(15, settings=Settings(overload_credit_share=10)), "REF-11") == ()

    def test_does_not_run_without_a_total(self) -> None:
        assert "State it in the structure" in reason(small(total=""), "REF-11")


class TestRef12:
    def test_lists_them_by_unit(self) -> None:
        rows = [claim("K1", units="U1"), claim("K2", units="U2"), claim("S1", units="U1"), claim("B1", units="U1, U2")]
        finding = only(small(rows), "REF-12")
        assert finding.found == "On U1: K1 and S1. On U2: K2."
        assert cells(small(rows), "REF-12") == ["KSB mapping!D2, KSB mapping!D3, KSB mapping!D4"]

    def test_leaves_out_a_ksb_in_doubt_and_one_not_covered(self) -> None:
        rows = [claim("K1", units="U1, U9"), claim("S1", "Not covered", "U1"), claim("B1", units="U1, U2")]
        assert findings(small(rows), "REF-12") == ()


class TestRef13:
    SIX = tuple(unit(f"U{n}", credits=15) for n in range(1, 7))

    def over(self, count: int, units: tuple[dict[str, object], ...] = SIX, **rest: object) -> Application:
        named = ", ".join(str(row["code"]) for row in units[:count])
        others = [claim(f"K{n}", units=f"U{n}") for n in range(1, 6)]
        rows = [others[0], claim("S1", units=named), claim("B1", units="U6"), *others[1:]]
        return small(rows, units, groups=(), **rest)  # type: ignore[arg-type]

    def test_flags_a_ksb_over_nearly_all_units(self) -> None:
        spread = self.over(5)
        assert cells(spread, "REF-13") == ["KSB mapping!D3"]
        assert only(spread, "REF-13").message == "1 KSB is spread over nearly all units."
        assert only(spread, "REF-13").found == "S1 over 5 of 6 units."
        assert fired(spread) == {"REF-13"}

    def test_accepts_fewer(self) -> None:
        assert findings(self.over(4), "REF-13") == ()
        assert status(self.over(4, settings=Settings(spread_share=66)), "REF-13") is Status.FOUND

    def test_does_not_apply_to_few_units(self) -> None:
        assert status(self.over(5, self.SIX[:5]), "REF-13") is Status.NOT_APPLICABLE
