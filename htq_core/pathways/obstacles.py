"""Why nothing is permitted on a pathway, in words."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from htq_core.pathways.choices import Choices, Limit, Link, folded
from htq_core.pathways.diagram import Diagram


class Cause(StrEnum):
    """Which kind of rule leaves nothing permitted."""

    GROUP = "group"
    LINKS = "links"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing is permitted on a pathway, in a sentence; ``group`` and ``units`` are those concerned."""

    pathway: str
    cause: Cause
    reason: str
    group: str | None = None
    units: tuple[str, ...] = ()


def obstacles_on(choices: Choices) -> Iterator[Obstacle]:
    """The obstacles on a pathway where nothing is permitted: groups by themselves, else links, else the total."""

    def possible(limits: Sequence[Limit], links: Sequence[Link]) -> bool:
        return not Diagram(choices, limits, links).empty

    of_group: dict[str, list[Limit]] = {}
    for limit in choices.limits:
        of_group.setdefault(folded(limit.group), []).append(limit)
    too_much = [limits for limits in of_group.values() if not possible(limits, ())]
    for limits in too_much:
        yield Obstacle(choices.pathway, Cause.GROUP, _group_reason(limits), limits[0].group, tuple(limits[0].weights))
    if too_much:
        return
    if choices.total and possible(choices.limits, choices.links):
        sums = Diagram(choices, choices.limits, choices.links).sums(choices.credits)
        yield Obstacle(choices.pathway, Cause.TOTAL, _total_reason(choices.total, sums))
        return
    clash = choices.links
    for link in choices.links:
        fewer = tuple(other for other in clash if other != link)
        if not possible(choices.limits, fewer):
            clash = fewer
    units = tuple(dict.fromkeys(key for link in clash for key in (link.unit, link.other)))
    yield Obstacle(choices.pathway, Cause.LINKS, _links_reason(choices, clash), units=units)


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
    """Names as a person would list them."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
