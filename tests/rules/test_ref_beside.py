"""REF-06 to 09 and 14: what stands beside the units in the mapping."""

from dataclasses import replace

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from tests.builders import cell, cells, claim, findings, status, unit
from tests.rules.small import claims, fired, only, reason, small, units


class TestRef06:
    def test_flags_the_blank_cell(self) -> None:
        blank = small(claims(S1={"outcomes": None}))
        assert cells(blank, "REF-06") == ["KSB mapping!E3"]
        assert only(blank, "REF-06").subject.ksb == "S1"
        assert fired(blank) == {"REF-06"}

    def test_takes_neighbours_as_one_finding(self) -> None:
        rows = claims(K1={"outcomes": None}, S1={"outcomes": None}, B1={"outcomes": None})
        assert cells(small(rows), "REF-06") == ["KSB mapping!E2, KSB mapping!E3, KSB mapping!E4"]

    def test_says_once_that_there_is_no_column(self) -> None:
        bare = small([{**row, "outcomes": None} for row in claims()], without=["outcomes"])
        assert cells(bare, "REF-06") == ["KSB mapping!A1"]
        assert "no column" in only(bare, "REF-06").found
        assert "K1, S1 and B1" in only(bare, "REF-06").message

    def test_says_it_at_the_first_heading_where_no_other_will_do(self) -> None:
        bare = small([{**row, "outcomes": None} for row in claims()], without=["outcomes", "ksb"])
        assert cells(bare, "REF-06") == ["KSB mapping!A1"]

    def test_accepts_outcomes_given_beside_the_unit(self) -> None:
        rows = claims(K1={"units": "U1 (LO1, LO3)", "outcomes": None})
        assert status(small(rows), "REF-06") is Status.PASSED

    def test_asks_nothing_of_a_row_without_units_or_not_covered(self) -> None:
        without_units = claims(K1={"units": None, "outcomes": None})
        not_covered = claims(K1={"coverage": "Not covered", "units": None, "outcomes": None})
        assert status(small(without_units), "REF-06") is Status.PASSED
        assert status(small(not_covered), "REF-06") is Status.PASSED

    def test_does_not_apply_when_nothing_is_claimed(self) -> None:
        nothing = small([claim("K1", "Not covered", None)])
        assert status(nothing, "REF-06") is Status.NOT_APPLICABLE

    def test_steps_over_a_cell_that_reading_reported(self) -> None:
        where = cell(Book.MAPPING, "KSB mapping", 5, 2)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.MAPPING, (where,), "outcomes", "TBC")
        assert findings(small(claims(K1={"outcomes": None}), problems=[reported]), "REF-06") == ()


def with_outcomes(named: str, listed: str | None = "LO1 Explain; LO2 Apply; LO3 Judge", **row: object) -> Application:
    """K1 by U1 and these outcomes, where the structure lists some for each unit."""
    lists = {code: {"outcomes": listed} for code in ("U1", "U2", "U3", "U4")}
    return small(claims(K1={"units": "U1", "outcomes": named, **row}), units(**lists))


class TestRef07:
    @pytest.mark.parametrize(
        ("named", "outcome"),
        [("LO1, LO7", "LO7"), ("LO 4", "LO4"), ("1, 4", "LO4"), ("LO2-LO4", "LO4"), ("Learning outcome 9", "LO9"),
         ("U1: LO1; LO5", "LO5"), ("LO4.1", "LO4.1")],
    )  # fmt: skip
    def test_flags_an_outcome_that_the_unit_does_not_have(self, named: str, outcome: str) -> None:
        odd = with_outcomes(named)
        finding = only(odd, "REF-07")
        assert finding.message == f"{outcome} is not among the learning outcomes of U1."
        assert "The structure lists LO1 to LO3 for U1." in finding.found
        assert cells(odd, "REF-07") == ["KSB mapping!E2"]
        assert fired(odd) == {"REF-07"}

    def test_says_nothing_where_one_of_the_units_lists_none(self) -> None:
        of_two = small(claims(K1={"units": "U1, U2", "outcomes": "LO7"}), units(U1={"outcomes": "LO1; LO2"}))
        assert status(of_two, "REF-07") is Status.PASSED

    def test_takes_those_of_one_cell_as_one_finding(self) -> None:
        finding = only(with_outcomes("LO1-LO6"), "REF-07")
        assert finding.message == "LO4, LO5 and LO6 are not among the learning outcomes of U1."

    @pytest.mark.parametrize(
        "listed",
        ["LO1 Explain; LO2 Apply; LO3 Judge", "1. Explain\n2. Apply\n3. Judge", "Explain\nApply\nJudge", "3",
         "3 learning outcomes", "LO1-LO3", "1.1 Explain; 1.2 Name; 2.1 Apply; 3.1 Judge", "LO1, LO2, LO3",
         "1) Explain 5 laws; 2) Apply; 3) Judge"],
    )  # fmt: skip
    def test_reads_lists_of_many_kinds(self, listed: str) -> None:
        assert findings(with_outcomes("LO1, LO3", listed), "REF-07") == ()
        assert only(with_outcomes("LO1, LO4", listed), "REF-07").message.startswith("LO4 ")

    @pytest.mark.parametrize(
        "named", ["LO1-LO3", "1, 2 and 3", "All", "Explain 9 laws", "P1, M4, D9", "LO2.4", "see page 12", "LO1 (U1)"]
    )
    def test_accepts_what_is_there_and_what_is_no_number(self, named: str) -> None:
        assert findings(with_outcomes(named), "REF-07") == ()

    def test_looks_for_criteria_only_where_some_are_listed(self) -> None:
        listed = "1.1 Explain; 1.2 Name; 2.1 Apply"
        assert only(with_outcomes("1.3", listed), "REF-07").message.startswith("LO1.3 ")
        assert findings(with_outcomes("1.2", listed), "REF-07") == ()

    def test_accepts_an_outcome_that_one_of_several_units_has(self) -> None:
        rows = claims(K1={"units": "U1; U2", "outcomes": "LO1, LO3"})
        listed = units(U1={"outcomes": "2"}, U2={"outcomes": "3"})
        assert findings(small(rows, listed), "REF-07") == ()
        beside = claims(K1={"units": "U1; U2", "outcomes": "U1: LO3; U2: LO3"})
        assert only(small(beside, listed), "REF-07").subject.unit == "U1"

    def test_looks_into_the_units_cell(self) -> None:
        odd = with_outcomes("", units="U1 (LO2, LO6)")
        assert cells(odd, "REF-07") == ["KSB mapping!D2"]
        assert findings(with_outcomes("", units="U1 (LO2, LO3)"), "REF-07") == ()

    def test_steps_over_units_in_doubt_and_units_without_a_list(self) -> None:
        assert findings(with_outcomes("LO7", units="U1; U9"), "REF-07") == ()
        some = small(claims(K1={"outcomes": "LO7"}), units(U2={"outcomes": "LO1; LO2"}))
        assert findings(some, "REF-07") == ()

    @pytest.mark.parametrize("coverage", [None, "Partial"])
    def test_looks_at_every_row_that_may_be_covered(self, coverage: str | None) -> None:
        assert cells(with_outcomes("LO7", coverage=coverage), "REF-07") == ["KSB mapping!E2"]

    def test_leaves_a_row_that_is_not_covered_alone(self) -> None:
        assert findings(with_outcomes("LO7", coverage="Not covered"), "REF-07") == ()

    def test_says_how_to_make_it_run(self) -> None:
        assert status(small(), "REF-07") is Status.NOT_RUN
        assert "List them for each unit" in reason(small(), "REF-07")

    def test_does_not_apply_where_none_is_named(self) -> None:
        rows = claims(**{code: {"outcomes": "Explains"} for code in ("K1", "S1", "B1")})
        assert status(small(rows, units(U1={"outcomes": "3"})), "REF-07") is Status.NOT_APPLICABLE


class TestRef08:
    def test_flags_another_status_at_both_cells(self) -> None:
        odd = small(claims(K1={"status": "Optional"}, S1={"status": "Core"}))
        finding = only(odd, "REF-08")
        assert cells(odd, "REF-08") == ["KSB mapping!H2, Units!F2"]
        assert finding.message == "The mapping calls U1 optional, and the structure does not."
        assert fired(odd) == {"REF-08"}

    def test_takes_one_unit_in_many_rows_as_one_finding(self) -> None:
        rows = [claim(f"K{n}", units="U1", status="O") for n in range(1, 4)]
        assert cells(small(rows), "REF-08") == ["KSB mapping!H2, Units!F2, KSB mapping!H3, KSB mapping!H4"]

    def test_goes_one_by_one_where_as_many_are_said(self) -> None:
        right = claims(K1={"units": "U1; U3", "status": "Mandatory; optional"})
        wrong = claims(K1={"units": "U1; U3", "status": "Mandatory; mandatory"})
        assert findings(small(right), "REF-08") == ()
        assert only(small(wrong), "REF-08").subject.unit == "U3"

    def test_takes_the_units_in_the_order_of_the_row(self) -> None:
        turned = claims(K1={"units": "U3; U1", "status": "Optional; mandatory"})
        assert findings(small(turned), "REF-08") == ()

    @pytest.mark.parametrize(
        "said", ["Mandatory", "Optional", "Both mandatory and optional", "M/O", "Year 1", "", None]
    )
    def test_accepts_one_word_for_several_units_if_it_fits_one(self, said: str | None) -> None:
        assert findings(small(claims(K1={"units": "U1; U2; U3", "status": said})), "REF-08") == ()

    def test_flags_one_word_for_several_units_that_fits_none(self) -> None:
        odd = small(claims(K1={"units": "U1; U2", "status": "Elective"}))
        assert only(odd, "REF-08").found == "“Elective” in the mapping for U1, and mandatory in the structure."

    def test_steps_over_units_in_doubt_and_cells_reported(self) -> None:
        where = cell(Book.MAPPING, "KSB mapping", 8, 2)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.MAPPING, (where,), "status", "TBC")
        assert findings(small(claims(K1={"units": "U1; U9", "status": "Optional"})), "REF-08") == ()
        assert findings(small(claims(K1={"status": "Optional"}), problems=[reported]), "REF-08") == ()
        assert findings(small(claims(K1={"status": "O"}), units(U1={"status": ""})), "REF-08") == ()
        either = claims(K1={"units": "U1; U2", "status": "O"})
        assert findings(small(either, units(U1={"status": ""})), "REF-08") == ()

    def test_does_not_apply_without_a_status(self) -> None:
        assert status(small(), "REF-08") is Status.NOT_APPLICABLE


class TestRef09:
    NORTH = (unit("U1"), unit("U2", pathway="North"), unit("U3", pathway="South"))

    def on(self, units: str, pathway: str | None) -> Application:
        rows = [claim("K1", units="U1"), claim("S1", units=units, pathway=pathway), claim("B1", units="U1")]
        return small(rows, self.NORTH, groups=(), total="60")

    def test_flags_a_unit_of_another_pathway_at_both_cells(self) -> None:
        odd = self.on("U1; U3", "North")
        finding = only(odd, "REF-09")
        assert cells(odd, "REF-09") == ["KSB mapping!H3, Units!G4"]
        assert finding.message == "U3 is not on North, for which the mapping names it."
        assert finding.subject.unit == "U3"
        assert fired(odd) == {"REF-09"}

    @pytest.mark.parametrize(
        ("units", "pathway"),
        [("U2", "North"), ("U1; U2", "north pathway"), ("U2; U3", "North; South"), ("U1", "South"), ("U3", "All"),
         ("U3", ""), ("U3", None), ("U2; U3", "North and South")],
    )  # fmt: skip
    def test_accepts_units_of_the_pathway(self, units: str, pathway: str | None) -> None:
        assert findings(self.on(units, pathway), "REF-09") == ()

    def test_steps_over_a_cell_that_was_reported(self) -> None:
        where = cell(Book.MAPPING, "KSB mapping", 8, 3)
        reported = Problem(ProblemKind.PLACEHOLDER, Book.MAPPING, (where,), "pathway", "North, TBC")
        assert findings(replace(self.on("U1; U3", "North"), problems=(reported,)), "REF-09") == ()

    def test_leaves_a_strange_name_to_another_rule(self) -> None:
        assert fired(self.on("U1; U3", "Western")) == {"STR-13"}

    def test_does_not_apply_without_a_pathway(self) -> None:
        assert status(small(), "REF-09") is Status.NOT_APPLICABLE


class TestRef14:
    def test_flags_the_blank_cells_together(self) -> None:
        some = small(claims(K1={"page": "12"}, S1={"page": None}, B1={"page": ""}))
        assert cells(some, "REF-14") == ["KSB mapping!H3, KSB mapping!H4"]
        assert only(some, "REF-14").message == "No page is given for S1 and B1."
        assert fired(some) == {"REF-14"}

    def test_accepts_pages_and_asks_none_of_what_is_not_covered(self) -> None:
        rows = claims(K1={"page": "12"}, S1={"page": "3-4"}, B1={"page": "9"})
        assert fired(small(rows)) == set()
        rows = claims(K1={"page": "12"}, S1={"page": "3"}, B1={"coverage": "Not covered", "units": None, "page": None})
        assert findings(small(rows), "REF-14") == ()

    def test_does_not_apply_without_the_column(self) -> None:
        assert status(small(), "REF-14") is Status.NOT_APPLICABLE
