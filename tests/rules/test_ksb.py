"""KSB: is the list of KSBs the standard's own? Test names finish the sentence that the id begins."""

from typing import Any

from htq_core.report import Status
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

    def test_accepts_ksbs_of_other_options(self) -> None:
        optional = standard(
            *TEXTS, texts=TEXTS, options={"North": ["S1"], "South": ["S2"]}, core=["K1", "K2", "K3", "B1", "B2"]
        )
        north = mapping(*rows(), standard=optional, mapping_details={"standard": "ST9001", "option": "North"})
        assert status(north, "KSB-02") is Status.PASSED


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

    def test_accepts_one_row_each(self) -> None:
        assert status(mapping(*rows()), "KSB-04") is Status.PASSED


class TestKsb05:
    def test_flags_other_wording_and_shows_where_it_parts(self) -> None:
        changed = mapping(*rows(K2="How records are stored, and who may see them."))
        assert cells(changed, "KSB-05") == ["KSB mapping!B3"]
        (finding,) = findings(changed, "KSB-05")
        assert "stored" in finding.found
        assert "kept" in finding.expected
        assert fired(changed) == {"KSB-05"}

    def test_accepts_other_spacing_and_punctuation(self) -> None:
        assert status(mapping(*rows(K2="how records  are kept,\nand who may see them")), "KSB-05") is Status.PASSED

    def test_says_nothing_of_blank_wording(self) -> None:
        assert status(mapping(*rows(K2="")), "KSB-05") is Status.PASSED
        assert status(mapping(claim("K1")), "KSB-05") is Status.NOT_APPLICABLE


class TestKsb06:
    def test_flags_wording_beside_the_wrong_code(self) -> None:
        swapped = mapping(*rows(K1=TEXTS["K3"]))
        assert cells(swapped, "KSB-06") == ["KSB mapping!B2"]
        assert "K3" in findings(swapped, "KSB-06")[0].message
        assert fired(swapped) == {"KSB-06"}

    def test_takes_a_block_pasted_one_row_out_as_one_finding(self) -> None:
        slipped = mapping(*rows(K1=TEXTS["K2"], K2=TEXTS["K3"], K3=TEXTS["S1"]))
        assert cells(slipped, "KSB-06") == ["KSB mapping!B2, KSB mapping!B3, KSB mapping!B4"]

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
