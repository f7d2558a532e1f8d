"""The rulebook explains itself: its pages, their examples and RULES.md are what the rules and their tests give."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import cast

import pytest

from htq_core.cli import main
from htq_core.rulebook.examples import FOLDER, example_of
from htq_core.rulebook.markdown import to_markdown
from htq_core.rulebook.page import page_of
from htq_core.rules import FAMILIES, RULES
from htq_core.rules.rule import Family, Rule
from htq_core.settings import ApprovingBody, Settings
from tests.making.strips import examples_text

ROOT = Path(__file__).parents[2]
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
WITH_RULES = [family for family in FAMILIES if family.rules]
AGAIN = "Make it again: "


def rule_called(id: str) -> Rule:
    return next(rule for rule in RULES if rule.id == id)


def test_rules_md_is_what_the_command_gives() -> None:
    again = f"{AGAIN}python -m htq_core rules --format markdown > RULES.md"
    assert (ROOT / "RULES.md").read_text(encoding="utf-8") == to_markdown(), again


@pytest.mark.parametrize("family", WITH_RULES, ids=[family.letters for family in WITH_RULES])
def test_examples_are_what_the_seeded_defects_give(family: Family) -> None:
    held = (FOLDER / f"{family.letters}.json").read_text(encoding="utf-8")
    assert held == examples_text(family), f"{AGAIN}python -m tests.making.strips"


def test_no_examples_are_left_of_a_family_without_rules() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {family.letters for family in WITH_RULES}


@EVERY_RULE
def test_each_rule_has_an_example(rule: Rule) -> None:
    example = example_of(rule.id)
    assert example is not None, f"{AGAIN}python -m tests.making.strips"
    assert example.fault.endswith(".")
    assert len(example.before) == len(example.after)
    for before, after in zip(example.before, example.after, strict=True):
        assert (before.columns, before.where.sheet) == (after.columns, after.where.sheet)
        assert [row.number for row in before.rows] == [row.number for row in after.rows]


@EVERY_RULE
def test_only_what_is_quoted_is_cut_short(rule: Rule) -> None:
    example = example_of(rule.id)
    assert example is not None
    for words in (example.said, example.expected, example.fix):
        assert "…" not in re.sub("“[^”]*”", "", words)


def test_most_rules_show_their_fault_in_a_cell_and_some_flag_nothing_but_the_whole() -> None:
    shown = {rule.id for rule in RULES if (example := example_of(rule.id)) and example.before}
    assert shown >= {"COV-06", "KSB-01", "STR-03", "REF-01", "PTH-01"}
    assert "READ-01" not in shown


def test_an_example_marks_the_cell_and_shows_what_was_put_right() -> None:
    example = example_of("COV-01")
    assert example is not None
    (before,), (after,) = example.before, example.after
    place = before.where.cell
    marked = [cell.text for row in before.rows for cell in row.cells if cell.ringed]
    mended = [cell.text for row in after.rows for cell in row.cells if cell.ringed]
    assert (place, marked, mended) == ("C5", [""], ["Full"])


def test_examples_hold_no_standard_but_our_own() -> None:
    for path in FOLDER.glob("*.json"):
        assert not re.search(r"Crown copyright", path.read_text(encoding="utf-8"))


def patterns_of(function: FunctionType, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """The patterns that a function goes by, itself or through other functions, in whatever module they are."""
    for name in function.__code__.co_names:
        value = function.__globals__.get(name)
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(getattr(value, "__wrapped__", None), partial):  # a pattern that is made when it is met
            value = value()
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, FunctionType):
            yield from patterns_of(value, seen)


def goes_by_a_list_of_words(rule: Rule) -> bool:
    patterns = patterns_of(cast("FunctionType", rule.check), set())
    return any(len(re.findall(r"[a-z]{3,}", pattern.pattern)) >= 4 for pattern in patterns)


@EVERY_RULE
def test_a_rule_of_our_judgement_or_with_a_list_of_words_says_its_limits(rule: Rule) -> None:
    if rule.basis == "J" or goes_by_a_list_of_words(rule):
        assert rule.limits, "say what it may miss and what it may over-report: limits="


def test_a_list_of_words_is_seen() -> None:
    assert goes_by_a_list_of_words(rule_called("COV-12"))
    assert not goes_by_a_list_of_words(rule_called("COV-01"))


@EVERY_RULE
def test_the_terminal_explains_a_rule_without_gaps(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.id]) == 0
    said = capsys.readouterr().out
    example = example_of(rule.id)
    assert "{" not in said
    assert all(text in said for text in (rule.title, rule.explanation, rule.limits))
    assert example is None or example.said in said


def test_a_page_links_to_what_a_published_rule_rests_on() -> None:
    body = ApprovingBody(guidance_address="https://example.org/guidance")
    own = Settings(approving_body=body)
    about_standard, published, ours = (rule_called(id) for id in ("STD-04", "COV-06", "COV-08"))
    assert page_of(about_standard).address == body.maps_address
    assert page_of(published).address == ""
    assert page_of(published, own).address == "https://example.org/guidance"
    assert page_of(ours, own).address == ""


def test_a_page_gives_the_settings_in_force() -> None:
    own = Settings(reason_min_words=7)
    assert [setting[:2] for setting in page_of(rule_called("COV-08"), own).settings] == [("reason_min_words", "7")]
    assert not page_of(rule_called("COV-01"), own).settings
    assert "`reason_min_words` = 7" in to_markdown(own)


def test_the_markdown_has_every_family_and_links_to_it() -> None:
    text = to_markdown()
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [f"{family.letters}: {family.title}" for family in FAMILIES if family.rules]
    anchors = re.findall(r"\]\(#([^)]+)\)", text)
    assert anchors == [re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings]
