"""Option groups by name: "Group A" in a rule of combination is the group that the units call "A"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from htq_core.model.records import OptionGroup, Unit

_ANY_GROUP = re.compile(r"\b(?:optional|option|elective)s?\b")
_KIND = re.compile(r"\b(group|list|set|block|pool|category|bank|section)s?\b")


def group_key(name: str) -> str:
    """A group's name for comparison: "Group A", "Option group A" and "A" are the same."""
    plain = " ".join(name.split()).casefold()
    return _KIND.sub("", _ANY_GROUP.sub("", plain)).replace(" ", "") or plain.replace(" ", "")


def under_one_name(units: Sequence[Unit], groups: Sequence[OptionGroup]) -> tuple[list[Unit], list[OptionGroup]]:
    """The units and the rules, with one name for each group: that of the first unit that is in it."""
    names = _names([unit.group for unit in units if unit.group] + [group.name for group in groups])
    return (
        [replace(unit, group=names.get(unit.group or "", unit.group)) for unit in units],
        [replace(group, name=names.get(group.name, group.name)) for group in groups],
    )


def _names(written: Sequence[str]) -> Mapping[str, str]:
    """The first way in which each group is written, by every way. "Set 1" beside "Group 1" is another group."""
    ways: dict[str, list[str]] = {}
    for name in dict.fromkeys(written):
        ways.setdefault(group_key(name), []).append(name)
    one_group = (names for names in ways.values() if len({kind for name in names if (kind := _kind(name))}) <= 1)
    return {name: names[0] for names in one_group for name in names}


def _kind(name: str) -> str:
    kind = _KIND.search(name.casefold())
    return kind[1] if kind else ""
