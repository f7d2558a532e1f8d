"""Words that teach: each finding of each seeded defect names the place, the cause, what was expected and what to do."""

import re
from collections.abc import Iterator

import pytest

from htq_core import Finding
from htq_core.rules import RULES
from htq_core.rules.rule import Rule
from tests.making.seeding import every_run

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
PARTS = ("message", "found", "expected", "why", "fix")
MOST_WORDS = 24
AMERICAN = (
    r"\w+(?:iz|yz)(?:e|ed|es|ing|ation|ations)|colors?|favor\w*|behaviors?|labor|centers?|program[s]? of study|fulfill"
    r"|enrollment|catalogs?|gray|license[ds]?\b(?= to)|judgment|practiced|defense|math|canceled|labeled|modeled"
)
BRITISH_Z = {"size", "sizes", "sized", "prize", "prizes", "seize"}
TO_DO = re.compile(r"[A-Z][a-z’-]+")


def findings_of(rule: Rule) -> list[Finding]:
    """Every finding of a rule among the reports on all seeded defects, each in words of its own once."""
    found = {
        (finding.message, finding.found): finding
        for run in every_run()
        for finding in run.report.findings
        if finding.rule == rule.id
    }
    assert found, f"no seeded defect makes {rule.id} find anything"
    return list(found.values())


def parts_of(finding: Finding) -> Iterator[tuple[str, str]]:
    """Each part of a finding, with what stands in quotation marks made one word: that is the user's own text."""
    for name in PARTS:
        yield name, re.sub(r"“[^”]*”", "“quoted”", getattr(finding, name))


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?:])\s+", text) if sentence]


@EVERY_RULE
def test_a_finding_names_the_place(rule: Rule) -> None:
    for finding in findings_of(rule):
        about_a_file = bool(set(rule.inputs) & {"M", "Q"})
        assert finding.where or not about_a_file, finding.message
        assert len(set(finding.where)) == len(finding.where), "the same place twice"


@EVERY_RULE
def test_a_finding_says_cause_expectation_reason_and_action_in_full(rule: Rule) -> None:
    for finding in findings_of(rule):
        for name, text in parts_of(finding):
            assert text, f"{name} is empty: {finding.message}"
            assert text == text.strip(), text
            assert text[-1] in ".”?", f"{name} does not end as a sentence does: {text}"
            assert text[0].isupper() or text[0].isdigit() or text[0] in "“#", f"{name} does not begin as one: {text}"
            assert not re.search(r"\.\.|\s[.,;:]|,\.|\s{2}|\(\s|“\s|”\.”", text), f"{name} is badly joined: {text}"
        assert len({text for _, text in parts_of(finding)}) == len(PARTS), f"a part says another again: {finding}"
        assert TO_DO.match(finding.fix), f"the fix does not begin with what to do: {finding.fix}"


@EVERY_RULE
def test_a_finding_is_in_plain_british_words(rule: Rule) -> None:
    for finding in findings_of(rule):
        for name, text in parts_of(finding):
            assert not re.search(r"\b(?:READ|STD|QUA|KSB|COV|REF|STR|PTH|ASM|APP)-\d\d\b", text), text
            assert not re.search(r"</?\w|&\w+;|[{}]", text), f"{name} has markup or a gap: {text}"
            assert not re.search(r"\bplease\b|!(?![A-Z]+\d)|\bNone\b|\bTrue\b|\bFalse\b|\bnan\b", text), text
            american = {word[0].casefold() for word in re.finditer(rf"\b(?:{AMERICAN})\b", text, re.IGNORECASE)}
            assert american <= BRITISH_Z, f"{name}: {american}"


@EVERY_RULE
def test_sentences_are_short(rule: Rule) -> None:
    for finding in findings_of(rule):
        for name, text in parts_of(finding):
            for sentence in sentences(text):
                assert len(sentence.split()) <= MOST_WORDS, f"{name}: {sentence}"
