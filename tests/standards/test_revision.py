"""Two versions of a standard, side by side."""

from htq_core.standards.library import builtin_library
from htq_core.standards.revision import Revision, compare_versions
from tests.builders import standard

K1, K2, K3 = (
    "Principles of bread making at scale",
    "How ovens are kept clean and safe between shifts",
    "The law on allergens and how labels are written",
)
EARLIER = {"K1": K1, "K2": K2, "K3": K3, "S1": "Weigh and mix ingredients"}


def changes(later: dict[str, str], earlier: dict[str, str] | None = None) -> Revision:
    before = EARLIER if earlier is None else earlier
    return compare_versions(standard(*before, texts=before), standard(*later, texts=later, version="1.1"))


def test_the_same_words_at_the_same_codes_are_no_change() -> None:
    revision = changes({**EARLIER, "K1": f"K1: {K1.upper()}."})
    assert not revision.changes
    assert [ksb.code for ksb in revision.same] == ["K1", "K2", "K3", "S1"]


def test_new_and_gone_statements_are_told_apart() -> None:
    revision = changes({"K1": K1, "K2": K2, "K3": "Marine navigation by stars", "S1": EARLIER["S1"]})
    assert [ksb.text for ksb in revision.new] == ["Marine navigation by stars"]
    assert [ksb.text for ksb in revision.gone] == [K3]
    assert revision.moved == revision.reworded == ()


def test_a_statement_put_in_moves_those_after_it() -> None:
    revision = changes({"K1": K1, "K2": "Marine navigation by stars", "K3": K2, "K4": K3, "S1": EARLIER["S1"]})
    assert [(pair.earlier.code, pair.later.code) for pair in revision.moved] == [("K2", "K3"), ("K3", "K4")]
    assert [ksb.code for ksb in revision.new] == ["K2"]
    assert revision.gone == ()


def test_a_reworded_statement_is_known_by_its_words_at_its_own_code_or_another() -> None:
    revision = changes(
        {"K1": f"{K1} in a team", "K2": "The law on allergens, and how labels are printed", "S1": EARLIER["S1"]}
    )
    assert [(pair.earlier.code, pair.later.code) for pair in revision.reworded] == [("K1", "K1"), ("K3", "K2")]
    assert [pair.moved for pair in revision.reworded] == [False, True]
    assert [ksb.code for ksb in revision.gone] == ["K2"]


def test_a_statement_keeps_its_kind() -> None:
    revision = changes({"K1": K1, "K2": K2, "K3": EARLIER["S1"], "S1": K3})
    assert {ksb.code for ksb in revision.new} == {ksb.code for ksb in revision.gone} == {"K3", "S1"}


def test_a_statement_said_twice_is_paired_once_each() -> None:
    twice = {"K1": K1, "K2": K2, "K3": K1}
    revision = changes({"K1": K2, "K2": K1, "K3": K1, "K4": K1}, twice)
    assert [(pair.earlier.code, pair.later.code) for pair in revision.moved] == [("K1", "K2"), ("K2", "K1")]
    assert [ksb.code for ksb in revision.new] == ["K4"]
    assert [ksb.code for ksb in revision.same] == ["K3"]


def test_only_the_option_is_looked_at_where_both_versions_have_it() -> None:
    options = {"Bakery": ["K2"], "Dairy": ["K3"]}
    earlier = standard("K1", "K2", "K3", texts=EARLIER, options=options, core=["K1"])
    later = standard("K1", "K2", texts=EARLIER, options={"Bakery": ["K2"]}, core=["K1"], version="2.0")
    assert not compare_versions(earlier, later, "Bakery").changes
    assert [ksb.code for ksb in compare_versions(earlier, later, "Dairy").gone] == ["K3"]
    assert [ksb.code for ksb in compare_versions(earlier, later).gone] == ["K3"]


def test_every_ksb_is_in_one_list() -> None:
    library = builtin_library()
    earlier, later = library.get("ST9001", "1.0"), library.get("ST9001", "1.1")
    assert earlier
    assert later
    revision = compare_versions(earlier, later)
    pairs = (*revision.moved, *revision.reworded)
    same = [ksb.code for ksb in revision.same]
    assert revision.changes
    assert sorted([*same, *(pair.later.code for pair in pairs), *(ksb.code for ksb in revision.new)]) == sorted(
        ksb.code for ksb in later.ksbs
    )
    assert sorted([*same, *(pair.earlier.code for pair in pairs), *(ksb.code for ksb in revision.gone)]) == sorted(
        ksb.code for ksb in earlier.ksbs
    )
