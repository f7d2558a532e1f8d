"""Why nothing is permitted on a pathway, in words."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from enum import StrEnum
from typing import NamedTuple

from htq_core.pathways.choices import Choices, Limit, Link, folded
from htq_core.pathways.diagram import MOST_STATES, Diagram, TooManyCombinations

STATES_OF_A_TRY = 1000
"""What it costs to try links without some of them, besides the states met, so that it cannot be done too often."""

MOST_NAMES = 6


class Cause(StrEnum):
    """Which kind of rule leaves nothing permitted."""

    GROUP = "group"
    LINKS = "links"
    TOTAL = "total"


class Obstacle(NamedTuple):
    """Why nothing is permitted on a pathway, in a sentence; ``group`` and ``units`` are those concerned."""

    pathway: str
    cause: Cause
    reason: str
    group: str | None = None
    units: tuple[str, ...] = ()


def obstacles_on(choices: Choices) -> Iterator[Obstacle]:
    """The obstacles on a pathway where nothing is permitted: groups by themselves, else links, else the total."""
    of_group: dict[str, list[Limit]] = {}
    for limit in choices.limits:
        of_group.setdefault(folded(limit.group), []).append(limit)
    too_much = [limits for limits in of_group.values() if Diagram(choices, limits, ()).empty]
    for limits in too_much:
        yield Obstacle(choices.pathway, Cause.GROUP, _group_reason(limits), limits[0].group, tuple(limits[0].weights))
    if too_much:
        return
    by_links = Diagram(choices, choices.limits, choices.links)
    if choices.total and not by_links.empty:
        reason = _total_reason(choices.total, by_links.sums(choices.credits))
        yield Obstacle(choices.pathway, Cause.TOTAL, reason)
        return
    for clash in _clashes(choices):
        yield Obstacle(choices.pathway, Cause.LINKS, _links_reason(choices, clash), units=_linked(clash))


def _linked(links: Iterable[Link]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for link in links for key in (link.unit, link.other)))


def _clashes(choices: Choices) -> Iterator[tuple[Link, ...]]:
    """Links that contradict each other, and then others among units that are not in a clash yet."""
    states_left = MOST_STATES

    def possible(links: Sequence[Link]) -> bool:
        """Whether some pathway keeps to these links; taken to be so when too much was tried to tell."""
        nonlocal states_left
        states_left -= STATES_OF_A_TRY
        if states_left < 0:
            return True
        try:
            diagram = Diagram(choices, choices.limits, links, states_left)
        except TooManyCombinations:
            return True
        states_left -= diagram.size
        return not diagram.empty

    links, clash = choices.links, _fewest(choices.links, possible)
    while clash:
        yield clash
        units = {*_linked(clash)}
        links = tuple(link for link in links if not {link.unit, link.other} <= units)
        clash = () if possible(links) else _fewest(links, possible)


def _fewest(links: tuple[Link, ...], possible: Callable[[Sequence[Link]], bool]) -> tuple[Link, ...]:
    """The links without those that can be spared, large shares first: what is left is still not possible."""
    share = len(links)
    while share > 1:
        share = (share + 1) // 2
        start = 0
        while start < len(links):
            fewer = links[:start] + links[start + share :]
            if possible(fewer):
                start += share
            else:
                links = fewer
    return links


def _group_reason(limits: Sequence[Limit]) -> str:
    first = limits[0]
    asks = f"Option group {first.group} asks for {' and for '.join(limit.asks for limit in limits)}"
    held = sum(first.weights.values())
    if len(limits) > 1:
        return f"{asks}, which cannot be met together."
    if not first.weights:
        return f"{asks}, but none of its units can be taken on this pathway."
    if first.least > held:
        return f"{asks}, but all its units together come to {first.in_words(held)}."
    return f"{asks}, and no choice of its units comes to that."


def _links_reason(choices: Choices, clash: Sequence[Link]) -> str:
    missing = dict.fromkeys(link.other for link in clash if link.other not in choices.units)
    cannot = f" {_listed(missing)} cannot be taken on this pathway." if missing else ""
    return f"The units that must be taken or chosen cannot meet all of these: {_listed(map(str, clash))}.{cannot}"


def _total_reason(total: Limit, sums: Set[int]) -> str:
    below = max((each for each in sums if each < total.least), default=None)
    above = min((each for each in sums if each > total.most), default=None)
    if above is None or below is None:
        ends = f"at most {total.in_words(below or 0)}" if above is None else f"at least {total.in_words(above)}"
    else:
        ends = f"{total.in_words(below)} or {total.in_words(above)}, but not to the total"
    return f"The stated total is {total.asks}. What learners may take comes to {ends}."


def _listed(names: Iterable[str]) -> str:
    """Names as a person would list them, the first few of many."""
    names = list(names)
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
