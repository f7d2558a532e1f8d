"""One rule's page: what must be true, why, what it rests on, its settings, its limits and its example."""

from collections.abc import Iterator
from typing import NamedTuple

from htq_core.findings import HEADINGS
from htq_core.rulebook.examples import Example, example_of
from htq_core.rules import FAMILIES
from htq_core.rules.rule import Family, Rule
from htq_core.settings import DEFAULTS, ApprovingBody, Settings

INPUT_WORDS = {
    "M": "the KSB mapping",
    "Q": "the qualification structure",
    "S": "the standard’s published record",
    "C": "the catalogue of standards",
    "A": "what you say on screen or in the structure’s details",
    "N": "notices kept by the team",
}
BASIS_WORDS = {
    "P": "It rests on the published guidance.",
    "C": "It rests on what is common in the sector.",
    "J": "It rests on our judgement of what makes a file usable.",
}


class RulePage(NamedTuple):
    """What is shown of a rule. ``address`` is the published page it rests on; empty where none is known.

    ``settings`` are the thresholds it goes by: name, value in force, meaning.
    """

    rule: Rule
    heading: str
    looks_at: str
    basis: str
    address: str
    settings: tuple[tuple[str, str, str], ...]
    example: Example | None


def page_of(rule: Rule, settings: Settings = DEFAULTS) -> RulePage:
    """The page of a rule, with the settings in force."""
    body = settings.approving_body
    return RulePage(
        rule=rule,
        heading=HEADINGS[rule.severity],
        looks_at=inputs(rule.inputs),
        basis=BASIS_WORDS[rule.basis],
        address=_address(rule, body),
        settings=tuple(settings.thresholds(rule.id)),
        example=example_of(rule.id),
    )


def pages(settings: Settings = DEFAULTS) -> Iterator[tuple[Family, list[RulePage]]]:
    """Every family that has rules, with their pages."""
    for family in FAMILIES:
        if family.rules:
            yield family, [page_of(rule, settings) for rule in family.rules]


def inputs(letters: str) -> str:
    """What a rule looks at, in words."""
    return ", ".join(INPUT_WORDS[letter] for letter in letters if letter in INPUT_WORDS)


def _address(rule: Rule, body: ApprovingBody) -> str:
    """The page that a published rule rests on: the guidance, or the maps where it is about the standard itself."""
    if rule.basis != "P":
        return ""
    about_standard = set(rule.inputs) & {"S", "C"}
    return body.guidance_address or (body.maps_address if about_standard else "")
