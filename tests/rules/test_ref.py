"""REF: do the two sheets agree? Test names finish the sentence that the id begins."""

import pytest

from htq_core.location import Book
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from tests.builders import cell, cells, claim, findings, status, unit
from tests.rules.small import claims, fired, only, small, units

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

    def test_counts_general_words_for_no_name(self) -> None:
        rows = [claim("K0", units="All units"), *(claim(f"K{n}", units=f"MOD{n}") for n in range(1, 5))]
        assert only(small(rows), "REF-01").message.startswith("None of the 4 names")

    def test_says_that_a_code_may_have_been_typed_over(self) -> None:
        typed_over = small(of_units=units(U2={"code": "U1"}))
        assert only(typed_over, "REF-01").fix.endswith(
            "Two units of the structure have the code “U1”: one of them may be meant."
        )
        long = small(of_units=units(U1={"code": "CARE-2026-01"}, U2={"code": "CARE-2026-01"}))
        assert findings(long, "REF-01")[0].fix.endswith("have the code “CARE-2026-01”: one of them may be meant.")

    def test_names_each_where_something_matches(self) -> None:
        rows = [claim("K0", units="U1"), *(claim(f"K{n}", units=f"MOD{n}") for n in range(1, 7))]
        assert len(findings(small(rows), "REF-01")) == 6

    def test_says_that_a_name_was_read_from_a_range(self) -> None:
        finding = only(small(claims(K1={"units": "Units 3-5"})), "REF-01")
        assert finding.message == "“Unit 5” is not a unit of the structure."
        assert finding.found == "“Unit 5”, from a range, in D2."

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
