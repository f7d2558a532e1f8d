"""PTH-04 to 06: what learners may choose."""

import time
from typing import Any

import pytest

from htq_core.report import Status
from tests.builders import cells, claim, findings, group, status, unit
from tests.rules.small import claims, fired, only, optional, reason, small, units
from tests.rules.test_pth import ONE_OPTION, beside, crowd
from tests.rules.test_str import two_pathways


class TestPth04:
    def test_flags_an_optional_unit_that_no_row_names(self) -> None:
        idle = small(claims(**ONE_OPTION))
        assert cells(idle, "PTH-04") == ["Units!A5"]
        assert only(idle, "PTH-04").message == "No KSB is mapped to U4, which learners may choose."

    def test_counts_no_row_that_is_not_covered(self) -> None:
        left_out = claims(B1={"coverage": "Not covered", "reason": "It is safer to learn at work."})
        assert cells(small(left_out), "PTH-04") == ["Units!A4, Units!A5"]
        assert only(small(left_out), "PTH-04").found.endswith("no row of the mapping that names them.")
        assert only(small(left_out), "PTH-04").fix.endswith("say what they are for, or take them away.")

    def test_accepts_a_unit_that_another_occupation_needs(self) -> None:
        assert status(beside(claims(**ONE_OPTION), claims()), "PTH-04") is Status.PASSED
        assert status(small(), "PTH-04") is Status.PASSED

    def test_asks_nothing_of_mandatory_units(self) -> None:
        assert status(small(claims(S1={"units": "U1"}, B1={"units": "U3, U4"})), "PTH-04") is Status.PASSED

    def test_is_silent_on_a_unit_that_an_unknown_name_may_mean(self) -> None:
        assert status(small(claims(B1={"units": "U3, Ethcs"})), "PTH-04") is Status.PASSED

    @pytest.mark.parametrize(("named", "code"), [("U3, U9", ""), ("U3, all units", "U4")])
    def test_waits_for_names_that_may_mean_it(self, named: str, code: str) -> None:
        waits = small(claims(B1={"units": named}), [*units(U4={"code": code}), optional(code and "U5", "Estates")])
        assert "may mean a unit" in reason(waits, "PTH-04")

    @pytest.mark.parametrize("named", [{"units": "All units"}, {"units": None}])
    def test_does_not_run_where_units_are_not_named(self, named: dict[str, Any]) -> None:
        rows = claims(K1=named, S1=named, B1=named)
        assert status(small(rows), "PTH-04") is Status.NOT_RUN

    def test_does_not_apply_without_optional_units(self) -> None:
        assert status(small(claims(B1={"units": "U2"}), units()[:2], (), "60"), "PTH-04") is Status.NOT_APPLICABLE


class TestPth05:
    def test_flags_mandatory_units_that_exclude_each_other(self) -> None:
        barred = small(of_units=units(U1={"not_with": "U2"}, U3={"required_first": "U1"}))
        assert cells(barred, "PTH-05") == ["Units!L2"]
        assert only(barred, "PTH-05").message == "No combination of units is permitted."
        assert fired(barred) == {"PTH-05"}

    def test_flags_a_number_of_credits_that_no_choice_comes_to(self) -> None:
        odd = small(groups=[group("A", "credits", 45)], total="105")
        assert cells(odd, "PTH-05") == ["Option groups!D2"]
        assert "45 credits" in only(odd, "PTH-05").found
        assert fired(odd) == {"PTH-05"}

    def test_names_the_pathway(self) -> None:
        barred = two_pathways(U1={"not_with": "U3"})
        assert only(barred, "PTH-05").message == "No combination of units is permitted on Digital."

    @pytest.mark.parametrize(
        "fault",
        [
            {"groups": [group("A", minimum=3)]},
            {"total": "300"},
            {"total": "50"},
            {"of_units": units(U1={"required_first": "U3", "not_with": "U3"})},
        ],
        ids=["group asks too much", "total not met", "total too small", "requirement contradicts itself"],
    )
    def test_is_no_second_finding_where_the_structure_is_wrong(self, fault: dict[str, Any]) -> None:
        assert status(small(**fault), "PTH-05") is Status.NOT_RUN
        assert "first" in reason(small(**fault), "PTH-05")

    def test_is_told_soon_where_very_many_links_clash(self) -> None:
        codes = [f"U{n}" for n in range(1, 41)]
        rows = [unit(code, not_with=", ".join(codes[:n])) for n, code in enumerate(codes)]
        choice = [optional(code, not_with=", ".join(codes[n + 1 :])) for n, code in enumerate(codes)]
        begin = time.process_time()
        assert "cannot be taken with" in findings(small(of_units=rows, groups=(), total=""), "PTH-05")[0].found
        assert "and" in only(small(of_units=choice, groups=[group("A", minimum=2)], total="60"), "PTH-05").found
        assert time.process_time() - begin < 2

    def test_accepts_one_permitted_pathway(self) -> None:
        assert status(small(), "PTH-05") is Status.PASSED
        assert status(small(of_units=units(U3={"not_with": "U1"})), "PTH-05") is Status.PASSED

    def test_does_not_run_without_units(self) -> None:
        assert status(small(of_units=[]), "PTH-05") is Status.NOT_RUN


class TestPth06:
    def test_lists_what_rests_on_options_and_is_safe_with_why(self) -> None:
        safe = small([*claims(B1={"units": "U3, U4"}), claim("B2", units="U3, U4")])
        assert cells(safe, "PTH-06") == ["KSB mapping!D4, KSB mapping!D5"]
        finding = only(safe, "PTH-06")
        assert finding.message == "Only optional units cover B1 and B2, and still no permitted pathway misses them."
        assert finding.found == "B1, B2 by U3 and U4: A asks for 1 unit, and its other units are not enough for that."
        assert fired(safe) == {"PTH-06"}

    def test_gives_another_reason_where_no_group_is_the_reason(self) -> None:
        rows = [*units(), optional("U5", credits=10.0)]
        safe = small(claims(B1={"units": "U3, U4"}), rows)
        assert only(safe, "PTH-06").found == (
            "B1 by U3 and U4: the total of credits, or what is required first, leaves no choice without one of them."
        )

    def test_names_the_pathway_that_a_group_is_of(self) -> None:
        rows = [unit("U1"), *(optional(f"U{n}", name=f"G{n // 4}", pathway=f"P{n // 4}") for n in range(2, 6))]
        groups = [group("G0", pathway="P0"), group("G1", pathway="P1")]
        safe = small([claim("K1", units="U2, U3, U4, U5")], rows, groups, "60")
        assert "G0 asks for 1 unit on P0" in only(safe, "PTH-06").found
        assert "G1 asks for 1 unit on P1" in only(safe, "PTH-06").found

    def test_says_nothing_of_what_a_mandatory_unit_covers_or_a_pathway_misses(self) -> None:
        assert status(small(), "PTH-06") is Status.PASSED
        assert status(small(claims(**ONE_OPTION)), "PTH-06") is Status.PASSED

    def test_does_not_run_where_nothing_is_proved(self) -> None:
        loose = small(claims(B1={"units": "U3, U4"}), units(U3={"group": None}))
        assert reason(loose, "PTH-06").startswith("Not proved for B1.")

    def test_does_not_apply_where_there_is_no_choice(self) -> None:
        assert status(small(claims(B1={"units": "U2"}), units()[:2], (), "60"), "PTH-06") is Status.NOT_APPLICABLE

    def test_says_so_when_there_are_too_many_combinations(self) -> None:
        assert "too many" in reason(crowd(), "PTH-06")
