"""The rules examine themselves: what holds for every rule, present and future."""

import re
import string

import pytest

from htq_core.engine import run
from htq_core.report import Status
from htq_core.rules import FAMILIES, RULES
from htq_core.rules.rule import Rule
from tests.builders import application, claim, standard, unit

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
TEMPLATES = ("message", "found", "expected", "fix")
LONGEST_SENTENCE = 25


def test_ids_are_unique_and_in_the_order_of_the_rulebook() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    for family in FAMILIES:
        own = [rule.id for rule in family.rules]
        assert own == sorted(own)
        assert all(re.fullmatch(rf"{family.letters}-\d\d", id) for id in own)


@EVERY_RULE
def test_a_rule_says_what_must_be_true_and_why(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert "\n" not in rule.title
    assert rule.explanation.endswith(".")
    assert set(rule.inputs) <= set("MQSCAN")
    assert rule.basis in ("P", "C", "J")


@EVERY_RULE
def test_words_are_plain(rule: Rule) -> None:
    for text in (*(getattr(rule, name) for name in TEMPLATES), rule.title, rule.explanation, rule.limits):
        assert not re.search(r"<\w|\b[A-Z]{3}-\d\d\b", text), f"a rule code or markup: {text}"
        for sentence in re.split(r"(?<=[.?!])\s", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, f"a long sentence: {sentence}"


@EVERY_RULE
def test_words_ask_only_for_plain_facts(rule: Rule) -> None:
    for name in TEMPLATES:
        for _, fact, spec, conversion in string.Formatter().parse(getattr(rule, name)):
            assert fact is None or (fact.isidentifier() and not spec and not conversion)


@EVERY_RULE
def test_a_rule_requires_rules_that_exist(rule: Rule) -> None:
    assert set(rule.requires) <= {other.id for other in RULES} - {rule.id}


@pytest.mark.parametrize(
    "of",
    [
        application(mapping=False, structure=False),
        application(),
        application(mapping=False, units=[unit("U1")]),
        application([claim("K1")], structure=False),
        application(
            [claim("K1", coverage="", units=None)],
            [unit("", credits=None, level=None, status="")],
            standard=standard("K1"),
        ),
        application(
            [claim("K1")], [unit("U1")], without=["coverage", "units", "reason", "statement", "level", "credits"]
        ),
    ],
    ids=["nothing", "empty sheets", "structure only", "mapping only", "blank rows", "missing columns"],
)
def test_no_rule_breaks_on_little(of: object) -> None:
    results = run(of, RULES, None)  # type: ignore[arg-type]
    assert [result.outcome.rule for result in results if result.outcome.status is Status.BROKE] == []
    for result in results:
        assert bool(result.findings) == (result.outcome.status is Status.FOUND)
        assert bool(result.outcome.reason) == (result.outcome.status in (Status.NOT_RUN, Status.NOT_APPLICABLE))


def test_two_runs_say_the_same() -> None:
    of = application([claim("K1", "Partial"), claim("K2", coverage="")], [unit("U1")], standard=standard("K1", "K2"))
    assert run(of, RULES, "ST9001") == run(of, RULES, "ST9001")
