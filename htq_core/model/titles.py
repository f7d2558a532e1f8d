"""Titles of qualifications: whether two are the same, or plainly of two qualifications."""

import re
from collections.abc import Iterator
from itertools import combinations

from htq_core.model.application import Application
from htq_core.model.award import awards_in, begins_with_an_award, without_awards
from htq_core.model.records import Entry
from htq_core.standards.wording import fold

LEVELS = (4.0, 5.0)
LIKE_LETTERS = 4
_JOINING = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"})
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        """advanced award awards btec certificate city course degree diploma edexcel extended fheq guilds higher hons
        honours htq level national ncfe pearson professional programme qcf qualification rqf technical vocational
        l4 l5 4 5""",
    )
)
_LEVEL = re.compile(r"\b(?:level ?|l)([1-8])\b")
_HTQ = re.compile(r"\b(?:htqs?|higher technical qualifications?)\b")
_BETWEEN = re.compile(r"\s*(?:[\n;|/+]|,(?=\s)|\band\b|&)\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:btec|pearson|edexcel|ncfe|city and guilds|level ?[1-8]|l[1-8]|rqf|extended|professional|advanced|technical) "
)
_KIND = re.compile(r"\b(diploma|certificate|degree|award)\b")
_PLAIN_AWARD = re.compile(r"(?:higher )?(?:diploma|certificate|degree|award)(?: in\b| of\b|$)")
_ON_THE_WAY = re.compile(r"\b(?:exit|interim|embedded|fallback|nested)\b")


def said_level(title: str) -> int | None:
    """The level that a title says, if it says just one."""
    levels = set(_LEVEL.findall(fold(title)))
    return int(levels.pop()) if len(levels) == 1 else None


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same: case, punctuation, order, joining words and how an award is written aside."""
    return _words(one) == _words(other)


def of_two_qualifications(one: str, other: str) -> bool:
    """Whether two titles are plainly of different qualifications: no subject in common, or awards of two levels."""
    mine, theirs = awards_in(one), awards_in(other)
    if len(mine) == len(theirs) == 1 and mine[0].level != theirs[0].level:
        return True
    subjects, others = _subject(one), _subject(other)
    if not subjects or not others or _initials(one) & set(others) or _initials(other) & set(subjects):
        return False
    return not any(_like(word, another) for word in subjects for another in others)


def qualifications_in(text: str) -> tuple[str, ...]:
    """The titles in a text that names several qualifications; empty where it is one title, however long."""
    titles: list[str] = []
    for part in filter(None, _BETWEEN.split(text)):
        if _begins_a_title(part):
            titles.append(part)
        elif titles:
            titles[-1] = f"{titles[-1]} {part}"
    return tuple(title for title in titles if any(_unlike(title, other) for other in titles))


def titles_given(application: Application) -> tuple[Entry, ...]:
    """Every title that is given of the qualification, in either file; several where a file gives it again."""
    again = (application.mapping_details, application.qualification)
    return (*application.given("title"), *(entry for details in again for entry in details.further.get("title", ())))


def titles_of_others(application: Application) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of titles that are plainly of different qualifications."""
    for one, other in combinations(titles_given(application), 2):
        if of_two_qualifications(one.text, other.text):
            yield one, other


def titles_that_differ(application: Application) -> tuple[Entry, ...]:
    """The cells that give the title, if they do not all give the same one."""
    entries = titles_given(application)
    return entries if len({_words(entry.text) for entry in entries}) > 1 else ()


def levels_said(application: Application) -> tuple[tuple[Entry, float], ...]:
    """Every cell that says the level of the qualification, in its own right or within the title.

    A level that no qualification of the kind has is left out: it is wrong whatever the others say.
    """
    own = [(entry, level) for entry in application.given("level") if (level := float(entry.text)) in LEVELS]
    in_titles = ((entry, said_level(entry.text)) for entry in titles_given(application))
    return (*own, *((entry, float(level)) for entry, level in in_titles if level))


def levels_that_differ(application: Application) -> tuple[Entry, ...]:
    """The cells that say the level, if they do not all say the same."""
    said = levels_said(application)
    return tuple(entry for entry, _ in said) if len({level for _, level in said}) > 1 else ()


def _unlike(one: str, other: str) -> bool:
    """Whether two parts of one text name two qualifications: other awards, levels or subjects."""
    if (_kind(one), said_level(one)) != (_kind(other), said_level(other)):
        return True
    subjects, others = _subject(one), _subject(other)
    return bool(subjects) and bool(others) and set(subjects) != set(others)


def _kind(part: str) -> str:
    """The kind of award that a part names."""
    match = _KIND.search(fold(part))
    return " ".join(award.name for award in awards_in(part)) or (match[1] if match else "")


def _begins_a_title(part: str) -> bool:
    """Whether a part begins with an award: "Level 4 Diploma in …" or "HNC …", but not "Training" or "Award winning"."""
    folded = fold(part)
    if _ON_THE_WAY.search(folded):
        return False
    while match := _OPENING.match(folded):
        folded = folded[match.end() :]
    return begins_with_an_award(folded) or bool(_PLAIN_AWARD.match(folded))


def _words(title: str) -> tuple[str, ...]:
    """The words that tell a title, in the order of the alphabet; awards in one form, HTQ left to its own rule."""
    folded = _HTQ.sub(" ", fold(title))
    levels = [f"level {level}" for level in _LEVEL.findall(folded)]
    rest = without_awards(_LEVEL.sub(" ", folded)).split()
    awards = [award.name for award in awards_in(title)]
    return tuple(sorted([*levels, *awards, *(word for word in rest if word not in _JOINING)]))


def _subject(title: str) -> list[str]:
    return [word for word in without_awards(fold(title)).split() if word not in _JOINING and word not in _GENERAL]


def _initials(title: str) -> set[str]:
    """The subject's initials, with and without joining words: "Health and Social Care" gives hsc and hasc."""
    words = [word for word in without_awards(fold(title)).split() if word not in _GENERAL]
    return {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _JOINING),
    }


def _like(one: str, other: str) -> bool:
    """Whether two words may be forms of one: equal, of one beginning, or shortened."""
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) >= LIKE_LETTERS and short[:LIKE_LETTERS] == long[:LIKE_LETTERS]):
        return True
    letters = iter(long)
    shortened = len(short) > 1 and (long.startswith(short) or not set(short) & set("aeiou"))
    return shortened and short[0] == long[0] and all(letter in letters for letter in short)
