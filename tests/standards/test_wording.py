"""Statements that were typed differently compare equal; others do not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htq_core.standards.wording import display_text, fold, printed_code

PLAIN = "how to plan a week's work, and adjust it - when people are away"

TRICKY = st.text(st.sampled_from("KSBksb0129.:&;amplt#x ()[]<>/_-–’'\u00a0\u200b\u00adİßﬁ½•éÉ\u0301p\n\t"))


@pytest.mark.parametrize(
    "typed",
    [
        "  How to plan a week's work,  and adjust it - when people are away \n",
        "How to plan a week’s work, and adjust it – when people are away.",
        "How to plan a week‘s work, and adjust it — when people are away;",
        "How to plan a week&#39;s work, and adjust it &ndash; when people are away",
        "How to plan a week&amp;#39;s work, and adjust it &amp;ndash; when people are away",
        "HOW TO PLAN A WEEK'S WORK,\tAND\nADJUST IT - WHEN PEOPLE ARE AWAY",
        "How\u00a0to plan a week's work,\u00a0and adjust it - when people are away",
        "K1 How to plan a week's work, and adjust it - when people are away",
        "K1: How to plan a week's work, and adjust it - when people are away",
        "S12 – How to plan a week's work, and adjust it - when people are away",
        "(B3) How to plan a week's work, and adjust it - when people are away",
        "K 1. How to plan a week's work, and adjust it - when people are away",
        "K1.2 How to plan a week's work, and adjust it - when people are away",
        "S1How to plan a week's work, and adjust it - when people are away",
        "How to plan a week's work, and ad\u00adjust it - when people\u200b are away",
        "• How to plan a week's work, and adjust it - when people are away",
        "Ｈow to plan a week's work, and adjust it - when people are away",
    ],
)
def test_the_same_statement_typed_differently_compares_equal(typed: str) -> None:
    assert fold(typed) == fold(PLAIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How to plan", "How to plan work"),
        ("is able to lead", "is not able to lead"),
        ("fewer than 5", "fewer than 15"),
        ("dose of 1.5 mg", "dose of 15 mg"),
        ("programs in C#", "programs in C"),
        ("B2B trade", "trade"),
        ("in team B 12 things go wrong", "in team things go wrong"),
    ],
)
def test_different_statements_compare_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_an_ampersand_is_the_word_and() -> None:
    assert fold("Health &amp; safety") == fold("Health & safety") == fold("health and safety")


def test_a_cell_that_is_only_a_code_keeps_it() -> None:
    assert fold("K1") == "k1"


@given(st.one_of(TRICKY, st.text()))
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.one_of(TRICKY, st.text()))
@settings(max_examples=200, deadline=None)
def test_folded_text_has_single_spaces_and_nothing_at_the_edges(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())


@pytest.mark.parametrize(
    "unit", ["K1 ", "K", "K1.", "&amp;", "&", " ", "(", "[K", "<p ", "<p", "\u200b", "_", "•\n", "é ", "\u0301"]
)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    for work in (fold, display_text, lambda text: printed_code(text, "K")):
        assert _seconds(lambda work=work: work(text)) < 5, "a hundredth of this where it is in proportion"


def _seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("&lt;p&gt;First part&lt;/p&gt;&lt;p&gt;Second&#160;part&lt;/p&gt;", "First part\nSecond part"),
        ("&amp;lt;em&amp;gt;Twice&amp;lt;/em&amp;gt; escaped &amp;amp; kept", "Twice escaped & kept"),
        ("Know:<ul><li>one</li><li>two</li></ul>", "Know:\n• one\n• two"),
        ("one<br/>two<BR>three", "one\ntwo\nthree"),
        (" \t\nEdges   and\u00a0 spaces \r\n", "Edges and spaces"),
        ("• one\n•\n• two", "• one\n• two"),
        ("staff of <5 and >3, List<Text>", "staff of <5 and >3, List<Text>"),
        ("hidden\u202e\u200b\x00 signs", "hidden signs"),
        ("‘curly’ – kept", "‘curly’ – kept"),
        ("broken \ud800 half", "broken \ufffd half"),
    ],
)
def test_published_text_is_made_readable(raw: str, shown: str) -> None:
    assert display_text(raw) == shown


@pytest.mark.parametrize(
    ("text", "letter", "code"),
    [
        ("K1   sources of help", "K", "K1"),
        ("S1Communication", "S", "S1"),
        ("B02: is kind", "B", "B2"),
        ("(K10) text", "K", "K10"),
        ("K1.2 text", "K", "K1.2"),
        ("K1", "K", None),
        ("B2B trade", "K", None),
        ("S3 storage services", "K", None),
        ("how K1 is used", "K", None),
        ("K1999 things", "K", None),
    ],
)
def test_a_code_typed_in_front_is_found(text: str, letter: str, code: str | None) -> None:
    assert printed_code(text, letter) == code
