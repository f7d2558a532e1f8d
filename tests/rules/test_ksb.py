"""KSB: is the list of KSBs the standard's own? Test names finish the sentence that the id begins."""

from dataclasses import replace
from typing import Any

import pytest

from htq_core.location import Book
from htq_core.model.problem import Problem, ProblemKind
from htq_core.report import Status
from htq_core.standards.library import Library
from htq_core.standards.standard import Duty, Standard
from tests.builders import application, cells, claim, findings, results, standard, status, unit

TEXTS = {
    "K1": "Ways to plan a visit so that every guest is safe.",
    "K2": "How records are kept, and who may see them.",
    "K3": "The law on food allergies and what it asks of a kitchen.",
    "S1": "Plan a visit with the guest and agree it in writing.",
    "S2": "Keep records that a colleague can use.",
    "B1": "Is patient with people who are anxious.",
    "B2": "Keep records that a colleague can use.",
}
STANDARD = standard(*TEXTS, texts=TEXTS)


def mapping(*claims: dict[str, Any], **rest: Any) -> Any:
    return application(claims, [unit("U1")], standard=rest.pop("standard", STANDARD), **rest)


def rows(**changed: str | None) -> list[dict[str, Any]]:
    """A row for each KSB with its published wording; a changed one has the text given, and ``None`` leaves it out."""
    texts = {**TEXTS, **changed}
    return [claim(code, statement=text) for code, text in texts.items() if text is not None]


def fired(of: Any) -> set[str]:
    return {
        rule for rule, result in results(of).items() if rule.startswith("KSB") and result.outcome.status is Status.FOUND
    }


def test_a_true_list_gives_nothing() -> None:
    assert fired(mapping(*rows())) == set()


class TestKsb01:
    def test_flags_the_heading_of_the_column(self) -> None:
        short = mapping(*rows(K2=None))
        assert cells(short, "KSB-01") == ["KSB mapping!A1"]
        assert findings(short, "KSB-01")[0].subject.ksb == "K2"
        assert fired(short) == {"KSB-01"}

    def test_takes_a_missing_block_as_one_finding(self) -> None:
        (finding,) = findings(mapping(*rows(K3=None, S1=None, B1=None)), "KSB-01")
        assert "K3, S1 and B1" in finding.message

    def test_accepts_rows_in_any_order(self) -> None:
        assert status(mapping(*reversed(rows())), "KSB-01") is Status.PASSED

    def test_does_not_run_without_the_record(self) -> None:
        unloaded = mapping(*rows(), standard=None)
        assert status(unloaded, "KSB-01") is Status.NOT_RUN
        assert "record" in results(unloaded)["KSB-01"].outcome.reason

    def test_leaves_out_ksbs_of_other_options(self) -> None:
        texts = {**TEXTS, "S2": "Keep a diary of every visit."}
        optional = standard(
            *TEXTS, texts=texts, options={"North": ["S1"], "South": ["S2"]}, core=["K1", "K2", "K3", "B1", "B2"]
        )
        north = mapping(*rows(S2=None), standard=optional, mapping_details={"standard": "ST9001", "option": "North"})
        assert status(north, "KSB-01") is Status.PASSED
        south = mapping(*rows(S2=None), standard=optional, mapping_details={"standard": "ST9001", "option": "South"})
        assert findings(south, "KSB-01")[0].subject.ksb == "S2"

    def test_asks_only_for_the_core_while_no_option_is_named(self) -> None:
        optional = standard(*TEXTS, texts=TEXTS, options={"North": ["S1"]}, core=["K1", "K2", "K3", "S2", "B1", "B2"])
        assert status(mapping(*rows(S1=None), standard=optional), "KSB-01") is Status.PASSED

    def test_leaves_a_code_that_was_nearly_typed_to_the_rule_on_reading(self) -> None:
        def unread(typed: str) -> Problem:
            return Problem(ProblemKind.NOT_UNDERSTOOD, Book.MAPPING, (), "ksb", typed, "a code such as K1")

        assert fired(mapping(*rows(K2=None), problems=[unread("K2?"), unread("tbc")])) == set()
        assert fired(mapping(*rows(K2=None), problems=[unread("K9O")])) == {"KSB-01"}


class TestKsb02:
    def test_flags_a_strange_code(self) -> None:
        strange = mapping(*rows(), claim("K9", statement="Something else altogether that nobody published."))
        assert cells(strange, "KSB-02") == ["KSB mapping!A9"]
        assert "K1 to K3" in findings(strange, "KSB-02")[0].found
        assert fired(strange) == {"KSB-02"}

    def test_suggests_the_code_whose_wording_it_is_and_says_it_once(self) -> None:
        slip = mapping(*rows(K3=None), claim("K33", statement=TEXTS["K3"]))
        assert "Change the code to K3" in findings(slip, "KSB-02")[0].fix
        assert fired(slip) == {"KSB-02"}

    def test_knows_the_wording_even_with_a_word_changed(self) -> None:
        slip = mapping(*rows(K3=None), claim("K33", statement=f"{TEXTS['K3']} Always."))
        assert "Change the code to K3" in findings(slip, "KSB-02")[0].fix

    @pytest.mark.parametrize(
        ("gone", "typed"),
        [("K3", "K33"), ("K3", "K3.1"), ("S1", "S10"), ("K3", "B3"), ("K2", "K17")],
        ids=["doubled", "divided", "a figure too many", "a wrong letter", "the only one left"],
    )
    def test_suggests_a_code_without_a_row_that_is_near(self, gone: str, typed: str) -> None:
        bare = mapping(*(claim(code) for code in TEXTS if code != gone), claim(typed))
        assert f"Did you mean {gone}?" in findings(bare, "KSB-02")[0].fix
        assert fired(bare) == {"KSB-02"}

    def test_suggests_nothing_where_several_may_be_meant(self) -> None:
        bare = mapping(*(claim(code) for code in TEXTS if code not in ("K2", "K3")), claim("K17"))
        assert "Did you mean" not in findings(bare, "KSB-02")[0].fix
        assert fired(bare) == {"KSB-01", "KSB-02"}

    def test_suggests_none_by_code_where_the_wording_is_of_another_matter(self) -> None:
        strange = mapping(*rows(K3=None), claim("K33", statement="Something else altogether that nobody published."))
        assert "Did you mean" not in findings(strange, "KSB-02")[0].fix
        assert fired(strange) == {"KSB-01", "KSB-02"}

    def test_accepts_ksbs_of_other_options(self) -> None:
        optional = standard(
            *TEXTS, texts=TEXTS, options={"North": ["S1"], "South": ["S2"]}, core=["K1", "K2", "K3", "B1", "B2"]
        )
        north = mapping(*rows(), standard=optional, mapping_details={"standard": "ST9001", "option": "North"})
        assert status(north, "KSB-02") is Status.PASSED

    def test_takes_one_strange_code_on_two_rows_as_one_finding(self) -> None:
        other = "Something else altogether that nobody published."
        (finding,) = findings(mapping(*rows(), claim("K9", statement=other), claim("K9", statement=other)), "KSB-02")
        assert [place.cell for place in finding.where] == ["A9", "A10"]

    def test_names_a_kind_of_one_ksb_by_its_code(self) -> None:
        of = mapping(claim("K1"), claim("K2"), claim("S1"), claim("S7"), standard=standard("K1", "K2", "S1"))
        assert "The standard has K1 to K2 and S1." in findings(of, "KSB-02")[0].found


class TestKsb03:
    def test_flags_both_cells(self) -> None:
        torn = mapping(
            *rows(), claim("K1", "Not covered", None, statement=TEXTS["K1"], reason="Left to the workplace for safety.")
        )
        assert cells(torn, "KSB-03") == ["KSB mapping!C2, KSB mapping!C9"]
        assert fired(torn) == {"KSB-03"}

    def test_accepts_rows_that_agree(self) -> None:
        assert status(mapping(*rows(), claim("K1", statement=TEXTS["K1"])), "KSB-03") is Status.PASSED

    def test_says_nothing_of_a_blank(self) -> None:
        assert findings(mapping(*rows(), claim("K1", coverage="", statement=TEXTS["K1"])), "KSB-03") == ()


class TestKsb04:
    def test_notes_the_later_row(self) -> None:
        twice = mapping(*rows(), claim("K1", statement=TEXTS["K1"]))
        assert cells(twice, "KSB-04") == ["KSB mapping!A9"]
        assert "A2" in findings(twice, "KSB-04")[0].found
        assert fired(twice) == {"KSB-04"}

    def test_notes_a_second_row_without_a_coverage(self) -> None:
        assert cells(mapping(*rows(), claim("K1", "", statement=TEXTS["K1"])), "KSB-04") == ["KSB mapping!A9"]

    def test_accepts_one_row_each(self) -> None:
        assert status(mapping(*rows()), "KSB-04") is Status.PASSED


OLDER = {**TEXTS, "K2": "What an archive is for, and how long papers stay in it.", "S1": "Plan a visit by telephone."}
WITHOUT_K3 = {code: text for code, text in TEXTS.items() if code != "K3"}
BOATS = {code: f"Statement {code} on how a boat is built and looked after" for code in (*TEXTS, "K4", "S3")}


def version(number: str, texts: dict[str, str]) -> Standard:
    return standard(*texts, texts=texts, version=number)


def made_from(texts: dict[str, str], *at_hand: Standard, **rest: Any) -> Any:
    """A mapping with these rows, checked against ``STANDARD`` with other records at hand."""
    claims = [claim(code, statement=text) for code, text in texts.items()]
    return mapping(*claims, library=Library((STANDARD, *at_hand)), **rest)


class TestKsb07:
    def test_names_the_version_that_fits_better_and_by_how_much(self) -> None:
        of = made_from(OLDER, version("0.9", OLDER), version("0.8", {**OLDER, "B1": "Is brave when it matters."}))
        assert cells(of, "KSB-07") == ["Standard!B4, KSB mapping!B3, KSB mapping!B5"]
        (finding,) = findings(of, "KSB-07")
        assert finding.message == "The mapping fits version 0.9 of ST9001 better than version 1.1."
        assert finding.found == "7 of 7 statements are those of version 0.9, and 5 are those of version 1.1."
        assert fired(of) == {"KSB-07"}

    def test_knows_it_with_a_third_of_the_rows_edited(self) -> None:
        edited = {**OLDER, "K1": "Something of our own", "B1": "More of our own"}
        assert fired(made_from(edited, version("0.9", OLDER))) == {"KSB-07"}

    def test_knows_a_version_that_lacks_a_ksb(self) -> None:
        of = made_from(WITHOUT_K3, version("0.9", WITHOUT_K3))
        assert "where no row is for K3" in findings(of, "KSB-07")[0].found
        assert fired(of) == {"KSB-07"}

    def test_knows_a_version_where_a_ksb_was_put_in_by_its_codes(self) -> None:
        moved = {**TEXTS, "K1": TEXTS["K2"], "K2": TEXTS["K3"]}
        del moved["K3"]
        assert fired(made_from(moved, version("0.9", moved))) == {"KSB-07"}

    def test_knows_it_where_a_row_is_missing_besides(self) -> None:
        longer = {**TEXTS, "K4": TEXTS["K3"], "K3": TEXTS["K2"], "K2": "How stock is counted at the end of a day."}
        texts = {code: text for code, text in longer.items() if code != "K2"}
        claims = [claim(code, statement=text) for code, text in texts.items()]
        of = mapping(*claims, library=Library((STANDARD, version("0.9", longer))))
        assert fired(of) == {"KSB-07"}

    def test_knows_it_by_codes_alone(self) -> None:
        of = mapping(*(claim(code) for code in WITHOUT_K3), library=Library((STANDARD, version("0.9", WITHOUT_K3))))
        assert "6 of 6 codes are those of" in findings(of, "KSB-07")[0].found
        assert fired(of) == {"KSB-07"}

    def test_takes_the_list_of_another_option_for_no_other_version(self) -> None:
        options = {"North": ["S1"], "South": ["S2"]}
        core = ["K1", "K2", "K3", "B1"]
        texts = {code: text for code, text in TEXTS.items() if code != "B2"}
        both = [standard(*texts, texts=texts, options=options, core=core, version=each) for each in ("1.0", "0.9")]
        claims = [claim(code, statement=text) for code, text in texts.items() if code != "S1"]
        chosen = {"standard": "ST9001", "version": "1.0", "option": "North"}
        of = mapping(*claims, standard=both[0], library=Library(tuple(both)), mapping_details=chosen)
        assert fired(of) == {"KSB-01"}

    def test_does_not_take_slips_and_edits_for_a_version(self) -> None:
        slips = {**TEXTS, "K1": TEXTS["K2"], "K2": TEXTS["K3"], "K3": TEXTS["S1"], "B1": "Is calm."}
        assert fired(made_from(slips, version("0.9", OLDER))) == {"KSB-05", "KSB-06"}
        few = {code: TEXTS[code] for code in ("K1", "K2", "S1", "B1")}
        assert fired(made_from(few, version("0.9", OLDER))) == {"KSB-01"}

    def test_lets_a_shift_within_the_right_version_be_one(self) -> None:
        slipped = {**TEXTS, "K1": TEXTS["K2"], "K2": TEXTS["K3"], "K3": TEXTS["S1"]}
        of = made_from(slipped, version("0.9", {**WITHOUT_K3, "K1": TEXTS["K2"], "K2": TEXTS["K3"]}))
        assert fired(of) == {"KSB-06"}

    def test_accepts_a_true_list_and_blank_wording(self) -> None:
        older = version("0.9", OLDER)
        assert status(made_from(TEXTS, older), "KSB-07") is Status.PASSED
        assert status(made_from(dict.fromkeys(TEXTS, ""), older), "KSB-07") is Status.PASSED

    def test_runs_where_one_other_version_is_at_hand(self) -> None:
        strange = {**TEXTS, "K9": "Something else altogether that nobody published."}
        assert status(made_from(strange, version("0.9", OLDER)), "KSB-07") is Status.PASSED
        assert status(made_from(strange), "KSB-07") is Status.NOT_RUN

    def test_says_how_to_make_it_run_where_no_other_version_is_at_hand(self) -> None:
        of = made_from(OLDER)
        assert status(of, "KSB-07") is Status.NOT_RUN
        assert "Add its published record" in results(of)["KSB-07"].outcome.reason
        assert fired(of) == {"KSB-05"}


class TestKsb08:
    def boat(self, **rest: Any) -> Standard:
        return standard(*BOATS, texts=BOATS, reference="ST9002", **rest)

    def test_names_the_standard_that_fits_better_and_by_how_much(self) -> None:
        of = made_from(BOATS, self.boat())
        assert cells(of, "KSB-08") == ["Standard!B2, KSB mapping!B1"]
        (finding,) = findings(of, "KSB-08")
        assert finding.message == "The mapping fits another standard better: ST9002 version 1.1."
        assert finding.found == "9 of 9 statements are those of ST9002 version 1.1, and 0 are those of ST9001."
        assert fired(of) == {"KSB-08"}

    def test_names_the_version_of_it_that_fits_best(self) -> None:
        newer = standard(*BOATS, texts={**BOATS, "K1": "How a keel is laid."}, reference="ST9002", version="2.0")
        assert "ST9002 version 1.1" in findings(made_from(BOATS, newer, self.boat()), "KSB-08")[0].message

    def test_knows_it_with_a_third_of_the_rows_edited(self) -> None:
        edited = {**BOATS, "K1": "Our own", "K2": "Our own as well", "S1": "Ours"}
        assert fired(made_from(edited, self.boat())) == {"KSB-08"}

    def test_knows_it_by_codes_alone_where_they_are_of_another_shape(self) -> None:
        wide = standard(*BOATS, "K5", "K6", reference="ST9002")
        bare = mapping(*(claim(code) for code in (*BOATS, "K5", "K6")), library=Library((STANDARD, wide)))
        assert cells(bare, "KSB-08") == ["Standard!B2, KSB mapping!A1"]
        assert fired(bare) == {"KSB-08"}

    def test_does_not_take_left_out_rows_for_another_standard(self) -> None:
        short = standard("K1", "S1", "S2", "B1", "B2", reference="ST9002")
        bare = mapping(*(claim(ksb.code) for ksb in short.ksbs), library=Library((STANDARD, short)))
        assert fired(bare) == {"KSB-01"}

    def test_does_not_take_a_few_rows_of_another_standard_for_it(self) -> None:
        of = made_from({**TEXTS, "K1": BOATS["K1"], "K2": BOATS["K2"], "K3": BOATS["K3"]}, self.boat())
        assert fired(of) == {"KSB-05"}

    def test_holds_illustrative_standards_only_against_their_like(self) -> None:
        assert fired(made_from(BOATS, replace(self.boat(), illustrative=True))) == {"KSB-02", "KSB-05"}

    def test_accepts_a_true_list_and_blank_wording(self) -> None:
        assert status(made_from(TEXTS, self.boat()), "KSB-08") is Status.PASSED
        assert status(made_from(dict.fromkeys(TEXTS, ""), self.boat()), "KSB-08") is Status.PASSED


class TestKsb10:
    @staticmethod
    def under(*rows: tuple[str, str]) -> Any:
        return mapping(*(claim(code, heading=heading) for code, heading in rows))

    def test_flags_a_code_under_the_heading_of_another_kind(self) -> None:
        of = self.under(("K1", "Knowledge"), ("S1", "Skills"), ("K2", "Skills"), ("B1", "Behaviours"))
        assert cells(of, "KSB-10") == ["KSB mapping!A4"]
        assert findings(of, "KSB-10")[0].message == "The mapping has K2 under the heading “Skills”."

    def test_takes_a_kind_under_one_heading_as_one_finding(self) -> None:
        of = self.under(("K1", "Knowledge"), ("S1", "Skills"), ("K2", "Skills"), ("K3", "Skills"))
        (finding,) = findings(of, "KSB-10")
        assert [place.cell for place in finding.where] == ["A4", "A5"]

    def test_flags_a_code_among_another_kind_where_no_heading_tells(self) -> None:
        codes = ("K1", "K3", "S1", "S2", "K2", "S3", "S4", "B1")
        of = mapping(*(claim(code) for code in codes), standard=standard(*codes))
        assert cells(of, "KSB-10") == ["KSB mapping!A6"]
        assert "among the skills" in findings(of, "KSB-10")[0].message
        assert fired(of) == {"KSB-10"}

    def test_leaves_a_code_that_is_not_the_standards_aside(self) -> None:
        codes = ("K1", "K3", "S1", "S2", "K2", "S3", "S4", "B1", "B2")
        of = mapping(*(claim(code) for code in (*codes, "K99")), standard=standard(*codes))
        assert cells(of, "KSB-10") == ["KSB mapping!A6"]
        unlisted = mapping(*(claim(code) for code in (*codes[:3], "K99", *codes[3:])), standard=standard(*codes))
        assert cells(unlisted, "KSB-10") == ["KSB mapping!A7"]

    def test_accepts_headings_of_other_matters_and_lists_in_another_order(self) -> None:
        by_duty = ("K1", "S1", "K2", "S2", "B1", "K3", "B2")
        assert findings(mapping(*(claim(code) for code in by_duty)), "KSB-10") == ()
        assert findings(self.under(("K1", "Duty 1"), ("S1", "Knowledge and skills")), "KSB-10") == ()
        assert findings(self.under(("K1", ""), ("K2", "")), "KSB-10") == ()


class TestKsb12:
    @staticmethod
    def naming(*duties: str, **rest: Any) -> Any:
        with_duties = replace(STANDARD, duties=tuple(Duty(f"Text {n}", True, frozenset()) for n in range(1, 7)))
        codes = list(TEXTS)
        claims = [claim(code, duty=duty) for code, duty in zip(codes, duties, strict=False)]
        return mapping(*claims, *(claim(code) for code in codes[len(duties) :]), standard=with_duties)

    @pytest.mark.parametrize("text", ["Duty 7", "D7", "1, 4-7", "Duties 1 & 7", "Duty 7: run the shop", "5; 7"])
    def test_flags_a_number_that_the_standard_has_not(self, text: str) -> None:
        of = self.naming(text)
        assert cells(of, "KSB-12") == ["KSB mapping!H2"]
        assert findings(of, "KSB-12")[0].found == "Duty 7 in H2."
        assert fired(of) == {"KSB-12"}

    def test_takes_one_duty_on_several_rows_as_one_finding(self) -> None:
        assert cells(self.naming("Duty 7", "Duty 1", "7"), "KSB-12") == ["KSB mapping!H2, KSB mapping!H4"]

    def test_names_the_ksb_of_a_single_row(self) -> None:
        assert findings(self.naming("Duty 1", "Duty 7"), "KSB-12")[0].subject.ksb == "K2"

    @pytest.mark.parametrize("text", ["Duty 6", "1-6", "Open the shop by 9 on 28 days", "Duty 2: serve 30 people"])
    def test_accepts_duties_that_exist_and_numbers_within_words(self, text: str) -> None:
        assert status(self.naming(text), "KSB-12") is Status.PASSED

    def test_does_not_apply_where_none_is_named(self) -> None:
        assert status(self.naming(""), "KSB-12") is Status.NOT_APPLICABLE
        assert status(mapping(claim("K1", duty="Duty 7")), "KSB-12") is Status.NOT_APPLICABLE
