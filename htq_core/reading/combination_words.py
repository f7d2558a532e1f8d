"""Rules of combination in words: "Choose 30 credits from Group A", "any two of the following"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from htq_core.patterns import when_met
from htq_core.reading import cells
from htq_core.reading.amounts import COUNT_WORDS, LEAST, MOST, OR_FEWER, OR_MORE, number_said

LONGEST_SENTENCE = 300
_COUNT = rf"\d{{1,3}}|{'|'.join(COUNT_WORDS)}"
_VERB = (
    r"(?:choose|choos(?:es|ing)|chosen|select(?:s|ed|ing)?|take(?:s|n)?|pick(?:s|ed)?|complete(?:s|d)?"
    r"|study|studied|opt for)"
)
_BOUND_AFTER = rf"{OR_MORE}|{OR_FEWER}| (?:{LEAST}|{MOST})(?=\)| from| out of|$)"
"""What bounds a number from behind: "two or more", "30 credits minimum"."""
_MEASURE = r"credit points?|cats credits?|credits?|cats(?: points?)?|units?|modules?|options?|electives?|courses?"
_GENERIC = (
    rf"(?:the )?(?:following(?: (?:{_COUNT})\b)?|list|options|electives|optional (?:units|modules|courses))"
    r"(?: (?:optional |elective )?(?:units|modules|options|list|below))?"
    r"|these(?: (?:units|modules|options))?|those below|(?:the )?(?:units|modules|options) below|below"
    r"|th(?:is|e) (?:group|list|set|section|block)(?: below)?"
)
_OF_SO_MANY = (
    rf"(?:{_COUNT}) (?:optional |elective |available )?(?:options|electives|units|modules)(?: below| listed)?\b"
)
_KIND = r"(?:option(?:al)?|elective)? ?(?:group|list|set|block|pool|category|bank|section)"
_NAME = r"(?-i:[A-Z0-9]{1,3}\b|[A-Z]\w*(?: [A-Z]\w*)*)"
_NAMED = (
    rf"{_KIND}s? ?[“\"'(]?(?P<name>{_NAME})[”\"')]?"
    r"|[“\"'](?P<quoted>[^”\"']{1,40})[”\"']|(?P<letter>(?-i:[A-Z]\d?|\d))(?!\w)"
)
_OF_WHAT = rf"{_OF_SO_MANY}|{_NAMED}|(?:{_GENERIC})\b"
_CLAUSE = when_met(
    rf"(?:(?P<how>{LEAST}|{MOST}|exactly|any|between) )?\b(?P<count>{_COUNT})\b"
    rf"(?: ?(?:-|–|to|and|or) ?(?P<most>{_COUNT})\b(?! (?:from|of)))?(?P<bound>{_BOUND_AFTER})?"
    rf"(?: (?:additional|further|other|more|optional|elective|of the optional|from the optional)\b)*"
    rf"(?: (?P<measure>{_MEASURE})\b)?(?P<bound_after>{_BOUND_AFTER})?"
    r"(?: (?:worth|of optional (?:units|modules)|in total))?"
    rf"(?: (?P<after>(?:must|should|are|is|to|may|can|will)? ?(?:be )?(?:to be )?(?:{_VERB}|required|needed)))?"
    rf"(?: (?P<link>from|of|in|out of|within|from among)(?: the)?(?: any)? (?:{_OF_WHAT}))?"
    rf"(?: ?(?:must be |should be |are |taken )?at (?:fheq |rqf )?level (?P<level>\d)"
    r"(?P<above> or (?:above|higher))?)?",
    re.IGNORECASE,
)
"""A number to choose, and what is said around it."""
_AT_LEAST = rf" ?(?:{LEAST}|{OR_MORE})"
_AT_MOST = rf" ?(?:{MOST}|{OR_FEWER})"
_SAID_AGAIN = when_met(
    rf"\b({_COUNT}) ?\((?:{_COUNT})\)"
    rf"|\b((?:{_COUNT})(?: (?:optional|elective|further))?(?: (?:{_MEASURE}))?)"
    r" ?\(\d{1,3} ?(?:credits?|cats)[^()]{0,12}\)(?= (?:from|of|in|within)\b)",
    re.IGNORECASE,
)
"""A number with the same in figures, or with its credits before the group: "two (2)", "two (30 credits) from"."""
_OF_HOW_MANY = when_met(
    rf"\b({_COUNT}) (?:(?:out )?of|from) (?:the )?({_COUNT})(?: (?:{_MEASURE}))?(?= (?:from|in|within)\b| ?[).,;:]|$)",
    re.IGNORECASE,
)
"""A number of a larger one: "two of 4". The larger is how many there are, and no group."""
_VERB_BEFORE = when_met(rf"\b{_VERB}\b", re.IGNORECASE)
_VERB_LAST = when_met(rf"\b{_VERB}(?: any)?$", re.IGNORECASE)
_NAME_BEFORE = when_met(
    r"\b(?:group|list|set|block|level|year|semester|stage|unit|module|option|pool|section)$", re.IGNORECASE
)
_CHOICE = when_met(
    r"\b(?:choos\w+|chose\w*|select\w*|pick\w*|option\w*|elective\w*|any|following|from)\b", re.IGNORECASE
)
"""What tells a choice from a plain total: "learners take 120 credits" leaves nothing to choose."""
_TOTAL = when_met(r" ?(?:in total|overall|in all)\b", re.IGNORECASE)
_OF_THE_CORE = when_met(r" ?(?:(?:from|of|in) )?(?:the )?(?:mandatory|core|compulsory)\b", re.IGNORECASE)
"""What tells that a clause is about the units that are taken anyway: "90 credits from mandatory units"."""
_CORE_BEFORE = when_met(r"\b(?:mandatory|core|compulsory)(?: units?| modules?)?$", re.IGNORECASE)
_SIZE = when_met(r"[ ,(–-]*(?:each )?(?:worth|of|at|is|are)?[ (]*", re.IGNORECASE)
"""What stands between a choice of units and their credits: "two options (30 credits)", "two, each worth 15 credits"."""
_NOT_PLAIN = when_met(
    r"\b(?:if|unless|except|never|cannot|can't|can not|(?:do|does|must|may|should|need) not|no (?:learner|student)s?"
    rf"|who {_VERB}|either(?! (?:{_COUNT}) or (?:{_COUNT}))|(?:per|each|every) (?:semester|term|year|stage))\b",
    re.IGNORECASE,
)
"""What makes more of a sentence than a number to choose: a condition, a ban, a number for each term."""
_SENTENCES = re.compile(r"[.;\n•]+(?=\s|$)")
_ASKS = re.compile(
    rf"\b(?:{_VERB}|required|{LEAST}|{MOST}|any (?:{_COUNT})"
    rf"|(?:{_COUNT})(?:{OR_MORE}|{OR_FEWER})? (?:(?:{_MEASURE}) )?(?:from|of))\b",
    re.IGNORECASE,
)
_GROUP_HEADING = when_met(rf"{_KIND} (?:[A-Z0-9]{{1,3}}|[\w ]{{1,30}}?)\b(?= ?(?:[:(–—-]|$))", re.IGNORECASE)
_GROUP_AFTER = when_met(rf"[-–—:,(] ?({_KIND} [A-Z0-9]{{1,3}})\b(?= ?(?:[:,()–—-]|$))", re.IGNORECASE)


class WordedRule(NamedTuple):
    """A rule as a sentence states it. ``group`` is empty where the units at hand are meant.

    ``most`` is ``None`` where nothing is said, and ``open_ended`` where there is none ("at least"). ``level`` is set
    where the rule is about the units at a level (``and_above``: or higher).
    """

    sentence: str
    least: float
    most: float | None
    measure: str | None
    group: str = ""
    open_ended: bool = False
    level: int | None = None
    and_above: bool = False


def worded_rules(text: str) -> tuple[WordedRule, ...]:
    """The rules that a text states; nothing where it states none, or cannot be understood whole."""
    return tuple(rule for sentence in _sentences_that_ask(text) for rule in _in_sentence(sentence))


def unclear_sentences(text: str) -> tuple[str, ...]:
    """The sentences that ask for a choice, and state no rule that can be read."""
    return tuple(each for each in _sentences_that_ask(text) if _CHOICE().search(each) and not _in_sentence(each))


def _sentences_that_ask(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(text):
        plain = cells.squeeze(sentence)
        if plain and len(plain) <= LONGEST_SENTENCE and _ASKS.search(plain):
            yield plain


def group_named(heading: str) -> str:
    """The group that a heading names: "Group A: choose two" is Group A; empty when it names none."""
    plain = cells.squeeze(heading)
    if named := _GROUP_HEADING().match(plain):
        return cells.squeeze(named[0])
    after = _GROUP_AFTER().search(plain)
    return after[1] if after else ""


def _in_sentence(sentence: str) -> list[WordedRule]:
    plain = _SAID_AGAIN().sub(lambda said: said[1] or said[2], sentence)
    plain = _OF_HOW_MANY().sub(_without_larger, plain)
    found: list[WordedRule] = []
    measure: str | None = None
    binding = False
    ended = 0
    for clause in () if _NOT_PLAIN().search(plain) else _CLAUSE().finditer(plain):
        own = _measure(clause["measure"])
        before = plain[: clause.start()].rstrip(" :(")
        verb = _VERB_LAST().search(before)
        said_of = clause["how"] or clause["after"] or clause["link"]
        choice = clause["link"] or clause["level"] or _CHOICE().search(plain)
        binding = binding or bool(said_of or _VERB_BEFORE().search(before))
        if not (binding and choice and (own or verb or said_of)) or _is_no_choice(plain, clause, before):
            continue
        size = own == "credits" and not said_of and _SIZE().fullmatch(plain, ended, clause.start())
        if size and found and found[-1].measure == "units":
            continue
        measure = own or measure or "units"
        rule = _rule(sentence, clause, measure)
        if found and found[-1].open_ended and not found[-1].group and rule.least == 0:
            rule = rule._replace(least=found.pop().least)
        found.append(rule)
        ended = clause.end()
    return found


def _without_larger(counts: re.Match[str]) -> str:
    if number_said(counts[1]) >= number_said(counts[2]):
        return counts[0]
    before = counts.string[: counts.start()].rstrip()
    return counts[1] if before and before[-1] not in "(:-–" else f"any {counts[1]}"


def _is_no_choice(plain: str, clause: re.Match[str], before: str) -> bool:
    """Whether a number belongs to a name, or is a total, or counts what everybody takes."""
    after = any(words().match(plain, clause.end()) for words in (_TOTAL, _OF_THE_CORE))
    return after or any(words().search(before) for words in (_NAME_BEFORE, _CORE_BEFORE))


def _rule(sentence: str, clause: re.Match[str], measure: str | None) -> WordedRule:
    bounds = [clause[name] or "" for name in ("how", "bound", "bound_after")]
    least, most = number_said(clause["count"]), None
    open_ended = any(re.fullmatch(_AT_LEAST, bound, re.IGNORECASE) for bound in bounds)
    if any(re.fullmatch(_AT_MOST, bound, re.IGNORECASE) for bound in bounds):
        least, most = 0.0, least
    if clause["most"]:
        most = number_said(clause["most"])
    group = clause["name"] or clause["quoted"] or clause["letter"] or ""
    return WordedRule(
        sentence=sentence,
        least=least,
        most=most,
        measure=measure,
        group=cells.squeeze(group).strip(),
        open_ended=open_ended and most is None,
        level=int(clause["level"]) if clause["level"] else None,
        and_above=bool(clause["above"]),
    )


def _measure(said: str | None) -> str | None:
    return None if not said else "credits" if said.casefold().startswith(("credit", "cats")) else "units"
