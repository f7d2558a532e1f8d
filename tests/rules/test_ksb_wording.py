"""KSB-05, 06, 09 and 11: the wording of the statements."""

from dataclasses import replace

import pytest

from htq_core.report import Status
from tests.builders import cells, claim, findings, standard, status
from tests.rules.test_ksb import STANDARD, TEXTS, fired, mapping, rows


class TestKsb05:
    def test_flags_other_wording_and_shows_where_it_parts(self) -> None:
        changed = mapping(*rows(K2="How records are stored, and who may see them."))
        assert cells(changed, "KSB-05") == ["KSB mapping!B3"]
        (finding,) = findings(changed, "KSB-05")
        assert "stored" in finding.found
        assert "kept" in finding.expected
        (compared,) = finding.compare
        assert [piece.text for piece in compared.found if piece.differs] == ["stored,"]
        assert [piece.text for piece in compared.published if piece.differs] == ["kept,"]
        assert fired(changed) == {"KSB-05"}

    def test_accepts_other_spacing_and_punctuation(self) -> None:
        assert status(mapping(*rows(K2="how records  are kept,\nand who may see them")), "KSB-05") is Status.PASSED

    def test_says_nothing_of_blank_wording(self) -> None:
        assert status(mapping(*rows(K2="")), "KSB-05") is Status.PASSED
        assert status(mapping(claim("K1")), "KSB-05") is Status.NOT_APPLICABLE

    def test_takes_wording_rewritten_throughout_as_one_finding(self) -> None:
        codes = [f"K{number}" for number in range(1, 13)]
        own = [claim(code, statement=f"What the college makes of {code}") for code in codes[:8]]
        published = standard(*codes)
        kept = [claim(code, statement=f"Published statement number {code} of the test standard") for code in codes[8:]]
        (finding,) = findings(mapping(*own, *kept, standard=published), "KSB-05")
        assert len(finding.where) == len(finding.compare) == 8

    @pytest.mark.parametrize(("own", "kept"), [(8, 8), (3, 0)], ids=["half of them", "a few"])
    def test_takes_each_row_by_itself_where_it_is_not_most_of_many(self, own: int, kept: int) -> None:
        codes = [f"K{number}" for number in range(1, own + kept + 1)]
        published = "Published statement number {} of the test standard"
        claims = [claim(code, statement=f"What the college makes of {code}") for code in codes[:own]]
        claims += [claim(code, statement=published.format(code)) for code in codes[own:]]
        assert len(findings(mapping(*claims, standard=standard(*codes)), "KSB-05")) == own


class TestKsb06:
    def test_flags_wording_beside_the_wrong_code(self) -> None:
        swapped = mapping(*rows(K1=TEXTS["K3"]))
        assert cells(swapped, "KSB-06") == ["KSB mapping!B2"]
        (finding,) = findings(swapped, "KSB-06")
        assert finding.message == "The wording beside K1 belongs to K3."
        assert finding.fix.startswith("Check whether rows have slipped")
        assert fired(swapped) == {"KSB-06"}

    def test_names_the_shift_of_a_block_pasted_one_row_out(self) -> None:
        slipped = mapping(*rows(K1=TEXTS["K2"], K2=TEXTS["K3"], K3=TEXTS["S1"]))
        (finding,) = findings(slipped, "KSB-06")
        assert finding.message == "Rows 2 to 4 hold the statements of the row below."
        assert finding.fix.startswith("Move these statements one row down, each to its own code. ")
        assert [place.cell for place in finding.where] == ["B2", "B3", "B4"]
        assert [compared.ksb for compared in finding.compare] == ["K1", "K2", "K3"]
        assert fired(slipped) == {"KSB-06"}

    def test_names_a_shift_the_other_way_by_two_rows(self) -> None:
        slipped = mapping(*rows(K3=TEXTS["K1"], S1=TEXTS["K2"], S2=TEXTS["K3"]))
        (finding,) = findings(slipped, "KSB-06")
        assert finding.message == "Rows 4 to 6 hold the statements of the row 2 rows above."
        assert finding.fix.startswith("Move these statements 2 rows up, each to its own code. ")

    def test_takes_a_reworded_row_within_the_block_along(self) -> None:
        slipped = mapping(
            *rows(K1=TEXTS["K2"], K2="The law on food allergies asks a lot of any kitchen.", K3=TEXTS["S1"])
        )
        (finding,) = findings(slipped, "KSB-06")
        assert [place.cell for place in finding.where] == ["B2", "B3", "B4"]
        assert fired(slipped) == {"KSB-06"}

    def test_names_two_that_changed_places(self) -> None:
        swapped = mapping(*rows(K1=TEXTS["K3"], K3=TEXTS["K1"]))
        (finding,) = findings(swapped, "KSB-06")
        assert finding.message == "The statements of K1 and K3 have changed places."
        assert [place.cell for place in finding.where] == ["B2", "B4"]

    def test_names_a_statement_filled_down(self) -> None:
        filled = mapping(*rows(K2=TEXTS["K1"], K3=TEXTS["K1"]))
        assert findings(filled, "KSB-06")[0].message == "The statement of K1 stands beside K2 and K3 too."

    def test_takes_statements_sorted_anew_as_one_finding(self) -> None:
        codes = [f"K{number}" for number in range(1, 9)]
        other = [5, 8, 7, 6, 2, 1, 4, 3]
        claims = [
            claim(code, statement=f"Published statement number K{number} of the test standard")
            for code, number in zip(codes, other, strict=True)
        ]
        (finding,) = findings(mapping(*claims, standard=standard(*codes)), "KSB-06")
        assert "belong to other codes" in finding.message
        assert len(finding.where) == 8

    def test_asks_where_the_record_prints_other_codes(self) -> None:
        printed = replace(
            STANDARD,
            ksbs=tuple(
                ksb._replace(printed_code="K1" if ksb.code == "K2" else "K2") if ksb.code in ("K2", "K3") else ksb
                for ksb in STANDARD.ksbs
            ),
        )
        of = mapping(*rows(K1=TEXTS["K2"], K2=TEXTS["K3"]), standard=printed)
        (finding,) = findings(of, "KSB-06")
        assert "have these codes printed in them" in finding.message
        assert "Ask the adviser" in finding.fix

    def test_knows_it_even_with_a_word_changed(self) -> None:
        nearly = mapping(*rows(K1=TEXTS["K3"].replace("asks of", "means for")))
        assert fired(nearly) <= {"KSB-05", "KSB-06"}
        assert cells(mapping(*rows(K1="The law on food allergies, and what it asks of a busy kitchen.")), "KSB-06") == [
            "KSB mapping!B2"
        ]

    def test_accepts_wording_the_standard_gives_to_two_codes(self) -> None:
        assert status(mapping(*rows(S2=TEXTS["B2"], B2=TEXTS["S2"])), "KSB-06") is Status.PASSED

    def test_leaves_a_changed_wording_to_its_own_rule(self) -> None:
        assert findings(mapping(*rows(K2="Nothing like it at all.")), "KSB-06") == ()


class TestKsb09:
    @pytest.mark.parametrize(
        ("code", "text", "how"),
        [
            ("K1", "Ways to plan a visit so that", "cut short"),
            ("K3", "The law on food allergies and what it asks of a kit", "cut short"),
            ("K3", "Be aware of the law on food allergies and what it asks of a kitchen.", "softened"),
            ("K1", "Ways to plan a visit so that some guests are safe.", "softened"),
            ("S2", "Help to keep records that a colleague can use.", "softened"),
            ("K1", "Ways to plan a visit so that every guest is unsafe.", "turned into its opposite"),
            ("B1", "Is not patient with people who are anxious.", "turned into its opposite"),
        ],
    )
    def test_says_what_was_done_to_the_statement(self, code: str, text: str, how: str) -> None:
        of = mapping(*rows(**{code: text}))
        (finding,) = findings(of, "KSB-09")
        assert finding.message == f"The statement of {code} was {how}."
        assert finding.where[0].cell == f"B{list(TEXTS).index(code) + 2}"
        assert any(piece.differs for piece in (*finding.compare[0].found, *finding.compare[0].published))
        assert fired(of) == {"KSB-09"}

    @pytest.mark.parametrize("text", ["Is patient with people who feel anxious.", "Patience with everyone", ""])
    def test_leaves_other_changes_to_their_own_rule(self, text: str) -> None:
        assert findings(mapping(*rows(B1=text)), "KSB-09") == ()

    def test_does_not_apply_to_codes_alone(self) -> None:
        assert status(mapping(claim("K1")), "KSB-09") is Status.NOT_APPLICABLE


class TestKsb11:
    def test_notes_the_row_that_was_left_out_and_the_one_that_was_kept(self) -> None:
        of = mapping(*rows(B2=None))
        assert cells(of, "KSB-11") == ["KSB mapping!A1, KSB mapping!A6"]
        assert "S2 and B2" in findings(of, "KSB-11")[0].message
        assert fired(of) == {"KSB-11"}

    def test_leaves_it_to_the_rule_on_rows_where_neither_is_there(self) -> None:
        assert fired(mapping(*rows(S2=None, B2=None))) == {"KSB-01"}

    def test_accepts_both(self) -> None:
        assert status(mapping(*rows()), "KSB-11") is Status.PASSED

    def test_does_not_apply_where_nothing_is_said_twice(self) -> None:
        assert status(mapping(claim("K1"), standard=standard("K1")), "KSB-11") is Status.NOT_APPLICABLE
