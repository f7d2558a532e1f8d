"""STR-04, 06, 07, 08 and 10: whether credits and hours add up, on every pathway."""

from dataclasses import replace
from typing import Any

import pytest

from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cells, findings, group, status, unit
from tests.rules.small import claims, fired, only, optional, reason, small, units
from tests.rules.test_str import TOTAL, two_pathways


class TestStr04:
    @pytest.mark.parametrize("total", ["100", "75", "120"])
    def test_flags_the_total(self, total: str) -> None:
        short = small(total=total)
        assert cells(short, "STR-04") == [TOTAL]
        assert only(short, "STR-04").found == f"{total} in B8, and 90 from the units."
        assert fired(short) == {"STR-04"}

    def test_names_the_sums_that_can_be_reached(self) -> None:
        assert "80 or 90 from" in only(small(of_units=units(U4={"credits": 20.0}), total="100"), "STR-04").found
        many = [*units(U4={"credits": 20.0}), optional("U5", credits=25.0)]
        assert "80 to 90 from" in only(small(of_units=many, total="100"), "STR-04").found

    def test_accepts_a_total_that_some_choice_meets(self) -> None:
        assert fired(small(of_units=units(U4={"credits": 20.0}))) <= {"PTH-01", "PTH-07"}

    def test_adds_decimals_exactly(self) -> None:
        rows = [unit("U1", "Communication", credits=0.1), unit("U2", "Research", credits=0.2)]
        assert status(small(of_units=rows, groups=(), total="0.3"), "STR-04") is Status.PASSED

    def test_names_the_pathway_that_is_wrong(self) -> None:
        one = two_pathways(U3={"credits": 40.0})
        assert only(one, "STR-04").found == "90 in B8, and 100 on Digital from the units."
        assert fired(one) == {"STR-04"}

    def test_does_not_pass_while_one_pathway_could_not_be_worked_out(self) -> None:
        assert status(two_pathways(U7={"group": None}), "STR-04") is Status.NOT_RUN

    def test_does_not_apply_when_no_total_is_stated(self) -> None:
        assert status(small(total=""), "STR-04") is Status.NOT_APPLICABLE
        assert "No total" in reason(small(total=""), "STR-04")

    @pytest.mark.parametrize("change", [{"credits": None}, {"credits": 0.0}])
    def test_says_nothing_while_credits_are_missing(self, change: dict[str, Any]) -> None:
        assert findings(small(of_units=units(U2=change), total="200"), "STR-04") == ()

    @pytest.mark.parametrize(
        "fault",
        [
            {"of_units": units(U3={"group": None})},
            {"of_units": units(U3={"status": ""})},
            {"groups": []},
            {"groups": [group("A", minimum=5)]},
            {"of_units": units(U1={"required_first": "U9"})},
            {"of_units": [*units(), units()[0]]},
        ],
        ids=["no group", "no status", "no rule", "group asks too much", "unknown unit required", "repeated"],
    )
    def test_is_neither_a_consequence_of_another_fault_nor_hidden_by_it(self, fault: dict[str, Any]) -> None:
        assert findings(small(**fault), "STR-04") == ()
        assert cells(small(total="900", **fault), "STR-04") == [TOTAL]

    def test_leaves_mandatory_credits_above_the_total_to_the_rule_about_them(self) -> None:
        assert findings(small(total="50"), "STR-04") == ()


class TestStr06:
    def test_flags_the_total(self) -> None:
        above = small(total="50")
        assert cells(above, "STR-06") == [TOTAL]
        assert only(above, "STR-06").found == "60 in mandatory units, against a total of 50 in B8."
        assert fired(above) == {"STR-06"}

    def test_names_the_pathway(self) -> None:
        above = two_pathways(U2={"credits": 70.0})
        assert "100 on Care" in only(above, "STR-06").found
        assert fired(above) == {"STR-06"}

    def test_accepts_mandatory_credits_up_to_the_total(self) -> None:
        assert status(small(of_units=units()[:2], groups=(), total="60"), "STR-06") is Status.PASSED

    def test_counts_a_repeated_unit_once(self) -> None:
        assert status(small(of_units=[*units(), units()[0], units()[1]]), "STR-06") is Status.PASSED

    def test_does_not_apply_when_no_total_is_stated(self) -> None:
        assert status(small(total=""), "STR-06") is Status.NOT_APPLICABLE


class TestStr07:
    def test_flags_the_qualification_s_hours(self) -> None:
        many = small(details={"glh": "950", "tqt": "900"})
        finding = only(many, "STR-07")
        assert cells(many, "STR-07") == ["Qualification!B9, Qualification!B10"]
        assert finding.message == "The guided learning hours of the qualification are more than its total hours."
        assert finding.found == "950 guided learning hours, and 900 in all."
        assert fired(many) == {"STR-07"}

    def test_flags_units_together(self) -> None:
        many = small(of_units=units(U1={"glh": 320, "tqt": 300}, U2={"glh": 100, "tqt": 300}, U4={"glh": 9, "tqt": 3}))
        assert cells(many, "STR-07") == ["Units!E2, Units!M2, Units!E5, Units!M5"]
        assert only(many, "STR-07").message.startswith("The guided learning hours of 2 units")
        one = small(of_units=units(U1={"glh": 320, "tqt": 300}))
        assert only(one, "STR-07").subject.unit == "U1"
        assert fired(one) == {"STR-07"}

    @pytest.mark.parametrize(("glh", "tqt"), [("900", "900"), ("450", "900"), ("450", "")])
    def test_accepts_hours_within_the_total(self, glh: str, tqt: str) -> None:
        assert fired(small(details={"glh": glh, "tqt": tqt})) == set()

    def test_leaves_zero_to_another_rule(self) -> None:
        assert fired(small(details={"glh": "450", "tqt": "0"})) == {"STR-03"}

    def test_does_not_apply_without_both(self) -> None:
        assert status(small(details={"glh": "450"}), "STR-07") is Status.NOT_APPLICABLE
        assert status(small(), "STR-07") is Status.NOT_APPLICABLE


class TestStr08:
    @pytest.mark.parametrize(("tqt", "rate"), [("1090", "12.1"), ("90", "1"), ("700", "7.8")])
    def test_flags_hours_far_from_ten_a_credit(self, tqt: str, rate: str) -> None:
        far = small(details={"tqt": tqt})
        finding = only(far, "STR-08")
        assert cells(far, "STR-08") == ["Qualification!B10"]
        assert finding.found == f"{tqt} hours for 90 credits, which is {rate} a credit."
        assert "20%" in finding.expected
        assert fired(far) == {"STR-08"}

    @pytest.mark.parametrize("tqt", ["720", "900", "1080"])
    def test_accepts_hours_within_the_tolerance(self, tqt: str) -> None:
        assert fired(small(details={"tqt": tqt})) == set()

    def test_goes_by_the_setting(self) -> None:
        assert fired(small(details={"tqt": "1080"}, settings=Settings(hours_per_credit_tolerance=10))) == {"STR-08"}

    def test_flags_units_together(self) -> None:
        far = small(of_units=units(U1={"tqt": 30}, U2={"tqt": 300}, U3={"tqt": 900}))
        assert cells(far, "STR-08") == ["Units!M2, Units!M4"]
        assert "30 for 30 credits in U1" in only(far, "STR-08").found
        assert only(far, "STR-08").message == "The total hours of 2 units are not about ten a credit."
        assert only(small(of_units=units(U1={"tqt": 30})), "STR-08").subject.unit == "U1"

    def test_does_not_apply_without_hours(self) -> None:
        assert status(small(), "STR-08") is Status.NOT_APPLICABLE
        assert status(small(total="", details={"tqt": "900"}), "STR-08") is Status.NOT_APPLICABLE
        assert status(small(of_units=units(U1={"tqt": 300})), "STR-08") is Status.PASSED


class TestStr10:
    def test_flags_the_levels_of_a_pathway_with_too_few_credits(self) -> None:
        low = small(of_units=units(U1={"level": 5}, U3={"level": 5}))
        finding = only(low, "STR-10")
        assert cells(low, "STR-10") == ["Units!C2, Units!C4"]
        assert finding.found == "30 of 90 credits at level 4, with U1 and U3 at another level."
        assert "At least 67.5 credits" in finding.expected
        assert finding.subject.pathway == ("U1", "U2", "U3")
        assert fired(low) == {"STR-10"}

    def test_finds_the_one_choice_that_has_too_few(self) -> None:
        rows = units(U1={"credits": 20}, U2={"credits": 40}, U4={"level": 5})
        assert only(small(of_units=rows), "STR-10").subject.pathway == ("U1", "U2", "U4")

    def test_looks_at_each_pathway(self) -> None:
        low = two_pathways(U3={"level": 5}, U6={"level": 5}, U7={"level": 5})
        assert only(low, "STR-10").message == "A learner on Digital can have too few credits at level 4."
        assert fired(low) == {"STR-10"}

    def test_accepts_just_enough(self) -> None:
        rows = [unit("U1", credits=90), unit("U2", credits=30, level=5)]
        enough = small(claims(B1={"units": "U1"}), rows, groups=(), total="120")
        assert fired(enough) == set()
        assert fired(replace(enough, settings=Settings(credits_at_level=91))) == {"STR-10"}

    @pytest.mark.parametrize(("first", "found"), [(120, False), (150, False), (151, True)])
    def test_takes_a_larger_level_5_award_to_begin_with_a_stage_at_level_4(self, first: int, found: bool) -> None:
        rows = [unit("U1", credits=first, level=4), unit("U2", credits=240 - first, level=5)]
        hnd = small(claims(B1={"units": "U1"}), rows, groups=(), total="240", details={"level": "5"})
        assert (status(hnd, "STR-10") is Status.FOUND) is found
        if found:
            assert only(hnd, "STR-10").expected.endswith("90 of each 120 after a first stage of 120.")

    @pytest.mark.parametrize(("level", "of"), [("5", 120), ("4", 240)])
    def test_knows_no_such_stage_in_a_smaller_award_or_at_level_4(self, level: str, of: int) -> None:
        rows = [unit("U1", credits=of / 2, level=4), unit("U2", credits=of / 2, level=5)]
        half = small(claims(B1={"units": "U1"}), rows, groups=(), total=str(of), details={"level": level})
        assert status(half, "STR-10") is Status.FOUND

    def test_counts_by_the_units_where_no_total_is_stated(self) -> None:
        rows = units(U1={"level": 5}, U2={"level": 5})
        assert only(small(of_units=rows, total=""), "STR-10").found.startswith("30 of 90 credits")

    def test_goes_by_the_level_in_the_mapping_where_the_structure_gives_none(self) -> None:
        of = small(details={"level": ""}, mapping_details={"standard": "ST9001", "level": "5"})
        assert status(of, "STR-10") is Status.FOUND

    @pytest.mark.parametrize("change", [{"level": None}, {"credits": None}])
    def test_does_not_run_while_levels_or_credits_are_missing(self, change: dict[str, Any]) -> None:
        missing = small(of_units=units(U1=change, U2={"level": 5}))
        assert status(missing, "STR-10") is Status.NOT_RUN
        assert "level or the credits" in reason(missing, "STR-10")

    def test_does_not_run_while_nobody_can_tell_what_is_taken(self) -> None:
        assert "option groups" in reason(small(groups=()), "STR-10")
        assert "option groups" in reason(small(groups=[group("A", minimum=7)]), "STR-10")
        lowered = units(U1={"level": 5}, U2={"level": 5}, U3={"group": None})
        assert "option groups" in reason(small(of_units=lowered), "STR-10")

    def test_does_not_run_without_a_level(self) -> None:
        assert "level of the qualification" in reason(small(details={"level": ""}), "STR-10")

    def test_waits_for_the_level_of_the_award(self) -> None:
        assert "Put this right first" in reason(small(details={"level": "6"}), "STR-10")

    def test_does_not_run_where_too_much_can_be_combined(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("htq_core.pathways.combination.MOST_STATES", 2)
        assert "too many different ways" in reason(small(), "STR-10")
