"""What was done to a published statement: cut short, softened, turned into its opposite, or put in other words."""

from enum import StrEnum

from htq_core.model.statements import Segment, TwoTexts
from htq_core.patterns import when_met

LEAST_SHARED = 0.5
"""How much of the shorter text must stand in both before a word changed in it is weighed."""
LEAST_LEFT_OUT = 3
"""How many words must be gone from within a statement for it to count as cut."""


class Rewording(StrEnum):
    """What was done to a statement."""

    CUT_SHORT = "cut short"
    SOFTENED = "softened"
    NEGATED = "turned into its opposite"
    OTHER = "put in other words"


_NEGATIONS = when_met(
    r"not|no|never|without|cannot|nor|neither|none|nothing|unable|(?:do|does|is|are|ca|wo|must|should)nt"
    r"|(?:avoid|fail|ignor|refus)(?:e?s|ing|e)?"
)
_OPPOSITE = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
_HEDGES = when_met(
    r"\b(?:be aware of|aware of|awareness of|familiar with|familiarity with|(?:an )?(?:overview|outline|introduction)"
    r"|introductory|basics?|(?:where|when|if|as far as|wherever) (?:possible|appropriate|practicable|applicable|needed)"
    r"|(?:try|attempt|help|begin|start|encouraged) to|limited|generally|usually|normally|sometimes|occasionally|broadly"
    r"|partly|partially|some|(?:under|with) (?:supervision|support|guidance|direction|help|assistance))\b"
)
_MUST = when_met(r"\b(?:must|shall|has to|have to|needs? to|required to|always|ensures?|ensuring)\b")
_WILL = when_met(r"\b(?:must|shall|will|has to|have to|needs? to|required to)\b")
_MAY = when_met(r"\b(?:may|might|could|can|should|would|ought to)\b")
_THROUGHOUT = when_met(
    r"\b(?:all|every|each|any|full|fully|complete|completely|critical|critically|independently|autonomously|detailed"
    r"|thorough|thoroughly|comprehensive|in depth|advanced|expert|specialist|complex|always|both)\b"
)
_DOES = when_met(
    r"\b(?:understand(?:s|ing)?|knows?|knowledge of|know how to|appl(?:y|ies|ying)|evaluat\w+|analy[sz]\w+|leads?"
    r"|leading|manag(?:es?|ing)|design\w*|develop\w*|deliver\w*|creat(?:es?|ing)|implement\w*|demonstrat\w+|perform\w*"
    r"|produc\w+|determin\w+|us(?:es?|ing)|maintain\w*|plan(?:s|ning)?|monitor\w*|undertak\w+|carr(?:y|ies|ying) out"
    r"|justif\w+|takes? responsibility|responsible|solv\w+|mak(?:es?|ing)|writ(?:es?|ing)|build\w*|operat\w+"
    r"|explain\w*)\b"
)
_ONLY = when_met(
    r"\b(?:aware\w*|familiar\w*|describ\w+|lists?|listing|outlin\w+|identif\w+|recogni[sz]\w+|appreciat\w+|consider\w*"
    r"|observ\w+|assist\w*|support\w*|helps?|helping|contribut\w+|discuss\w*|names?|states?|recalls?|notes?|watch\w*"
    r"|knows? about|knows? of|knows? that)\b"
)


def rewording_of(texts: TwoTexts) -> Rewording:
    """What was done to the published statement to make it what stands in the sheet."""
    changed = [segment for segment in texts.segments if not segment.same]
    alike = texts.shared >= LEAST_SHARED
    if alike and any(map(_negates, changed)):
        return Rewording.NEGATED
    if _is_part(texts):
        return Rewording.CUT_SHORT
    if alike and any(map(_softens, changed)):
        return Rewording.SOFTENED
    return Rewording.CUT_SHORT if _leaves_out(changed) else Rewording.OTHER


def _negates(segment: Segment) -> bool:
    """Whether one side says "not" more often than the other, or "unsafe" for "safe"."""
    ours, theirs = (
        sum(bool(_NEGATIONS().fullmatch(word)) for word in words) for words in (segment.found, segment.published)
    )
    pairs = [(one, other) for one in segment.found for other in segment.published]
    return ours != theirs or any(
        one == prefix + other or other == prefix + one for one, other in pairs for prefix in _OPPOSITE
    )


def _softens(segment: Segment) -> bool:
    """Whether the words in the sheet ask for less than those in their place."""
    ours, theirs = " ".join(segment.found), " ".join(segment.published)
    lost = any(strong().search(theirs) and not strong().search(ours) for strong in (_THROUGHOUT, _MUST))
    weaker = ((_WILL, _MAY), (_DOES, _ONLY))
    return (
        bool(_HEDGES().search(ours) and not _HEDGES().search(theirs))
        or lost
        or any(strong().search(theirs) and weak().search(ours) and not weak().search(theirs) for strong, weak in weaker)
    )


def _is_part(texts: TwoTexts) -> bool:
    """Whether the sheet has the beginning of the statement, or its end, and nothing else. A word may be cut in two."""
    found, published = texts.found, texts.published
    if found and found[-1] == "etc":
        found = found[:-1]
    if not 0 < len(found) <= len(published):
        return False
    *whole, last = found
    begins = published[: len(whole)] == tuple(whole) and published[len(whole)].startswith(last)
    return begins or (len(published) - len(found) >= LEAST_LEFT_OUT and published[-len(found) :] == found)


def _leaves_out(changed: list[Segment]) -> bool:
    """Whether several words of the statement are gone, and none have come in."""
    return not any(segment.found for segment in changed) and (
        sum(len(segment.published) for segment in changed) >= LEAST_LEFT_OUT
    )
