"""REF: do the two sheets agree? Test names finish the sentence that the id begins."""

from dataclasses import replace

import pytest

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from htq_core.settings import Settings
from tests.builders import cell, cells, claim, findings, status, unit
from tests.rules.small import claims, fired, only, reason, small, units

UNITS_CELL = cell(Book.MAPPING, "KSB mapping", 4, 2)


def test_a_small_clean_application_has_nothing_to_find() -> None:
    assert fired(small()) == set()


class TestRef01:
    def test_flags_a_unit_that_is_not_in_the_structure(self) -> None:
        unknown = small(claims(K1={"units": "U1, U9"}))
        finding = only(unknown, "REF-01")
        assert cells(unknown, "REF-01") == ["KSB mapping!D2"]
        assert finding.message == "“U9” is not a unit of the structure."
        assert (finding.subject.unit, finding.subject.ksb) == ("U9", "K1")
        assert fired(unknown) == {"REF-01"}

    def test_takes_one_name_in_many_rows_as_one_finding(self) -> None:
        rows = [
            claim("K1", units="U9"),
            claim("K2", units="U1"),
            claim("S1", units="Unit 9; U2"),
            claim("B1", units="u9"),
        ]
        finding = only(small(rows), "REF-01")
        assert [place.cell for place in finding.where] == ["D2", "D4", "D5"]
        assert finding.subject.unit == "U9"

    def test_gives_each_unknown_name_a_finding(self) -> None:
        assert [f.subject.unit for f in findings(small(claims(K1={"units": "U1, U8, U9"})), "REF-01")] == ["U8", "U9"]

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("Comunication", "U1: Communication"), ("U9: Research", "U2: Research"), ("Reserch", "U2: Research")],
    )
    def test_suggests_a_near_miss_and_does_not_assume_it(self, written: str, meant: str) -> None:
        near = small(claims(K1={"units": f"{written}; U1"}))
        assert f"“{meant}”" in only(near, "REF-01").fix

    def test_suggests_nothing_where_nothing_is_near(self) -> None:
        assert "mean" not in only(small(claims(K1={"units": "U1, Zoology"})), "REF-01").fix

    def test_says_once_that_nothing_matches(self) -> None:
        rows = [claim(f"K{n}", units=f"MOD{n}") for n in range(1, 7)]
        finding = only(small(rows), "REF-01")
        assert finding.message == "None of the 6 names given in the mapping is a unit of the structure."
        assert [place.cell for place in finding.where] == ["D2", "D3", "D4", "D5", "D6", "D7"]
        assert finding.subject.unit is None

    def test_names_each_where_something_matches(self) -> None:
        rows = [claim("K0", units="U1"), *(claim(f"K{n}", units=f"MOD{n}") for n in range(1, 7))]
        assert len(findings(small(rows), "REF-01")) == 6

    def test_says_that_a_name_was_read_from_a_range(self) -> None:
        assert only(small(claims(K1={"units": "Units 3-5"})), "REF-01").found == "“Unit 5”, from a range, in D2."

    def test_takes_a_range_that_goes_too_far_as_one_finding(self) -> None:
        rows = claims(K1={"units": "Units 4-6"}, S1={"units": "units 4–6"})
        finding = only(small(rows), "REF-01")
        assert finding.message == "Not every number of “Units 4-6” is a unit of the structure."
        assert finding.found == "“Unit 5” and “Unit 6”, from a range, in D2 and D3."

    def test_asks_about_a_range_that_cannot_be_told(self) -> None:
        backwards = only(small(claims(K1={"units": "U3 to U1"})), "REF-01")
        assert backwards.message == "“U3 to U1” is not a unit of the structure."
        assert "If it is a range, name each of its units." in backwards.fix

    def test_accepts_codes_titles_and_ranges(self) -> None:
        rows = claims(K1={"units": "Unit 1 - Communication"}, S1={"units": "research"}, B1={"units": "U1–U4"})
        assert status(small(rows), "REF-01") is Status.PASSED

    def test_leaves_vague_words_to_another_rule(self) -> None:
        assert findings(small(claims(K1={"units": "All units"})), "REF-01") == ()

    def test_steps_over_a_blank_cell_and_one_that_reading_reported(self) -> None:
        reported = Problem(ProblemKind.PLACEHOLDER, Book.MAPPING, (UNITS_CELL,), "units", "TBC")
        assert findings(small(claims(K1={"units": None})), "REF-01") == ()
        assert findings(small(claims(K1={"units": "TBC"}), problems=[reported]), "REF-01") == ()

    def test_does_not_run_without_units_to_look_in(self) -> None:
        assert status(small(of_units=[]), "REF-01") is Status.NOT_RUN
        assert status(small(without=["units"]), "REF-01") is Status.NOT_RUN

    def test_keeps_its_id_when_a_row_is_put_in_above(self) -> None:
        rows = claims(K1={"units": "U9"})
        assert only(small(rows), "REF-01").id == only(small([claim("K7", units="U1"), *rows]), "REF-01").id


class TestRef02:
    ALIKE = (unit("U1", "Communication"), unit("M1", "Research"))

    def test_flags_a_name_that_fits_two_units(self) -> None:
        rows = claims(K1={"units": "Unit 1"}, S1={"units": "U1"}, B1={"units": "M1"})
        two = small(rows, self.ALIKE, groups=(), total="60")
        finding = only(two, "REF-02")
        assert cells(two, "REF-02") == ["KSB mapping!D2"]
        assert finding.message == "“Unit 1” could mean more than one unit."
        assert "U1 and M1" in finding.found
        assert fired(two) == {"REF-02"}

    def test_takes_one_name_in_many_rows_as_one_finding(self) -> None:
        rows = [claim("K1", units="Unit 1"), claim("S1", units="M1"), claim("B1", units="unit 1")]
        assert cells(small(rows, self.ALIKE, groups=()), "REF-02") == ["KSB mapping!D2, KSB mapping!D4"]

    def test_flags_a_title_that_two_units_have(self) -> None:
        twice = small(claims(K1={"units": "Communication"}), units(U2={"title": "Communication"}))
        assert cells(twice, "REF-02") == ["KSB mapping!D2"]
        assert "U1 and U2" in findings(twice, "REF-02")[0].found

    def test_leaves_a_repeated_title_alone_where_codes_are_used(self) -> None:
        twice = small(claims(), units(U2={"title": "Communication"}))
        assert status(twice, "STR-02") is Status.FOUND
        assert status(twice, "REF-02") is Status.PASSED

    def test_accepts_a_number_that_one_unit_has(self) -> None:
        assert status(small(claims(K1={"units": "Unit 1"})), "REF-02") is Status.PASSED


class TestRef04:
    @pytest.mark.parametrize(
        "words",
        ["All units", "throughout", "Various", "embedded", "across the programme", "All mandatory units",
         "Most modules", "Embedded across all units", "all units except U2", "Every core module", "Level 4 units",
         "the whole qualification"],
    )  # fmt: skip
    def test_flags_words_that_name_no_unit(self, words: str) -> None:
        vague = small(claims(K1={"units": words}))
        assert cells(vague, "REF-04") == ["KSB mapping!D2"]
        assert only(vague, "REF-04").message == f"“{words}” does not say which units are meant."
        assert fired(vague) == {"REF-04"}

    def test_flags_them_beside_a_unit_too(self) -> None:
        assert cells(small(claims(K1={"units": "U1 and all optional units"})), "REF-04") == ["KSB mapping!D2"]

    def test_takes_the_same_words_in_many_rows_as_one_finding(self) -> None:
        rows = claims(K1={"units": "All units"}, B1={"units": "all  units."})
        finding = only(small(rows), "REF-04")
        assert [place.cell for place in finding.where] == ["D2", "D4"]
        assert "K1 and B1" in finding.fix

    @pytest.mark.parametrize("title", ["Research throughout the lifespan", "All about data", "Integrated Assessment"])
    def test_accepts_a_unit_of_such_a_name(self, title: str) -> None:
        named = small(claims(K1={"units": title}), units(U1={"title": title}))
        assert fired(named) == set()

    def test_accepts_such_words_before_a_unit(self) -> None:
        assert fired(small(claims(K1={"units": "Embedded in U1 and U2"}))) == set()

    def test_runs_without_a_structure(self) -> None:
        assert status(small(claims(K1={"units": "All units"}), structure=False), "REF-04") is Status.FOUND


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


class TestRef03:
    @pytest.mark.parametrize(
        ("text", "other"),
        [
            ("U1: Research", "“Research” is U2"),
            ("U1 – Ethics", "“Ethics” is U4"),
            ("Data (U1)", "“Data” is U3"),
            ("U1 Research", "“Research” is U2"),
            ("U1: Human Biology", ""),
        ],
    )
    def test_flags_a_title_that_is_not_the_unit_s(self, text: str, other: str) -> None:
        odd = small(claims(K1={"units": text}))
        finding = only(odd, "REF-03")
        assert cells(odd, "REF-03") == ["KSB mapping!D2"]
        assert "U1 is “Communication”" in finding.found
        assert other in finding.found
        assert finding.subject.unit == "U1"
        assert fired(odd) == {"REF-03"}

    def test_takes_the_same_text_in_many_rows_as_one_finding(self) -> None:
        rows = claims(K1={"units": "U1: Research"}, S1={"units": "U2; u1:  research"})
        assert cells(small(rows), "REF-03") == ["KSB mapping!D2, KSB mapping!D3"]

    @pytest.mark.parametrize(
        "text",
        ["U1", "U1: Communication", "Communication (U1)", "U1 Communication", "Unit 1 - Communications",
         "U1: Communicating well", "U1 (30 credits)", "U1: assessment task two", "U1: partly", "U1 (LO1, LO3)",
         "U1 - all topics but one", "U1, Research", "U1: Report and portfolio"],
    )  # fmt: skip
    def test_accepts_the_right_title_and_asides(self, text: str) -> None:
        assert findings(small(claims(K1={"units": text})), "REF-03") == ()

    def test_accepts_a_title_that_begins_like_a_code(self) -> None:
        named = units(U1={"code": "", "title": "Unit 2: Research"}, U2={"code": "", "title": "Unit 3: Law"})
        assert findings(small(claims(K1={"units": "Unit 2: Research"}, S1={"units": "Law"}), named), "REF-03") == ()


class TestRef05:
    def test_shows_each_range_once(self) -> None:
        ranged = small(claims(K1={"units": "U1-U3"}, S1={"units": "U2, u1-u3"}))
        finding = only(ranged, "REF-05")
        assert finding.message == "“U1-U3” was read as U1, U2 and U3."
        assert cells(ranged, "REF-05") == ["KSB mapping!D2, KSB mapping!D3"]
        assert fired(ranged) == {"REF-05"}

    def test_names_units_that_were_named_before_the_range(self) -> None:
        assert "U1, U2 and U3" in only(small(claims(K1={"units": "U1; U1-U3"})), "REF-05").message

    def test_leaves_a_range_with_an_unknown_unit_to_another_rule(self) -> None:
        assert fired(small(claims(K1={"units": "Units 3-5"}))) == {"REF-01"}

    def test_does_not_apply_without_a_range(self) -> None:
        assert status(small(), "REF-05") is Status.NOT_APPLICABLE


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

    def test_leaves_a_strange_name_to_another_rule(self) -> None:
        assert fired(self.on("U1; U3", "Western")) == {"STR-13"}

    def test_does_not_apply_without_a_pathway(self) -> None:
        assert status(small(), "REF-09") is Status.NOT_APPLICABLE


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
