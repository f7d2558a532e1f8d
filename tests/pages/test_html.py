"""Whatever a file holds is shown as text: escaped, and with nothing hidden in it."""

import re

import pytest

from htq_core import Book, Comparison, Finding, Location, Piece, Severity, Strip, Subject
from htq_core.strip import StripCell, StripRow
from pages.parts.groups import Group
from pages.parts.html import render, visible
from pages.parts.subjects import About

HOSTILE = "<img src=x onerror=alert(1)>&\"' **bold** :red[x] {{ 7*7 }} {braces}"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;&amp;&#34;&#39; **bold** :red[x] {{ 7*7 }} {braces}"


def finding(text: str, places: int = 1) -> Finding:
    return Finding(
        id="COV-06-x", rule="COV-06", severity=Severity.FIX, occupation=text, message=text, found=text, expected=text,
        why=text, fix=text, where=tuple(Location(Book.MAPPING, text, f"G{row}") for row in range(places)),
        subject=Subject(pathway=(text,)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, with é and ✓", "plain, with é and ✓"),
        ("right\u202eleft", "right⟨U+202E⟩left"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("lone\ud800", "lone⟨U+D800⟩"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def strip(text: str) -> Strip:
    cell = StripCell(text, ringed=True)
    return Strip(Location(Book.MAPPING, text, "G1"), ("G",), (StripRow(1, (cell,)),))


def test_a_finding_in_a_list_is_escaped_in_every_part() -> None:
    page = render("findings", groups=[Group(HOSTILE, HOSTILE, (finding(HOSTILE),))], several=True)
    assert "<img" not in page
    assert page.count(ESCAPED) == 7


def test_a_finding_that_is_opened_is_escaped_in_every_part() -> None:
    about = (About("unit", HOSTILE, HOSTILE),)
    page = render("finding", finding=finding(HOSTILE), strips=[strip(HOSTILE)], about=about, several=True, opened=True)
    assert "<img" not in page
    assert page.count(ESCAPED) == 13


def test_words_that_differ_are_marked_and_bracketed_for_those_who_do_not_see_it() -> None:
    texts = Comparison(
        ksb="K1", found=(Piece(text="Plan"), Piece(text=HOSTILE, differs=True)), published=(Piece(text="Plan a visit"),)
    )
    compared = finding("x").model_copy(update={"compare": (texts,)})
    page = render("finding", finding=compared, strips=[], about=[], several=False, opened=False)
    marked = re.search(r"<mark>(.*?)</mark>", page, re.DOTALL)
    assert marked is not None
    assert re.sub(r"<[^>]*>", "", marked[1]).startswith("[")
    assert HOSTILE not in page
    assert page.count("<mark>") == 1


def test_hidden_characters_of_a_finding_are_shown() -> None:
    page = render("findings", groups=[Group("Rule", "", (finding("a\u202eb"),))], several=False)
    assert "\u202e" not in page
    assert "a⟨U+202E⟩b" in page


def test_a_long_list_of_places_is_folded() -> None:
    page = render("findings", groups=[Group("Rule", "", (finding("x", places=16),))], several=False)
    assert "and 13 more" in page
    assert page.count("<code>") == 16


def test_a_notice_is_escaped() -> None:
    page = render("notice", message=HOSTILE, fix=HOSTILE, tone="fix", about=HOSTILE, alert=True)
    assert "<img" not in page
    assert page.count(ESCAPED) == 3


def test_nothing_found_is_said_in_words() -> None:
    assert "No findings." in render("how_many", found=0, total=0, about="")
