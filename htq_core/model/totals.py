"""Whether credits come to the stated total."""

from htq_core.model.application import Application
from htq_core.model.permitted import asked_of_groups, mandatory_credits, permitted, sums_without
from htq_core.pathways import Choices, open_on


def stated_total(application: Application) -> float:
    """The stated total credits; 0 where none is stated, or none that makes sense."""
    return max(application.qualification.number("total_credits") or 0.0, 0.0)


def named(what: str, pathway: str) -> str:
    """Something that holds on a pathway, with its name if it has one."""
    return f"{what} on {pathway}" if pathway else what


def off_the_total(application: Application) -> list[str]:
    """What learners' credits come to, in words, on each pathway where that cannot be the stated total.

    Pathways with credits missing, or with mandatory credits above the total, are left out. Where a rule of combination
    is missing or cannot be kept, only a total that no such rule could give is off.
    Raises ``TooManyCombinations`` when the sums cannot be worked out.
    """
    if all(choices.total for choices in application.permitted.choices):
        return []
    total = stated_total(application)
    held = {choices.pathway for choices in application.permitted.choices if choices.total}
    off = []
    for written, kept in zip(application.choices, permitted(application.choices, ()).choices, strict=True):
        known = all((unit.credits or 0) > 0 for unit in application.units if open_on(kept.pathway, unit))
        if kept.pathway not in held and known and mandatory_credits(kept) <= total:
            sums = _sums_off(application, written, kept, total)
            off += [named(_in_words(sums), kept.pathway)] if sums else []
    return off


def _sums_off(application: Application, written: Choices, kept: Choices, total: float) -> tuple[float, ...]:
    asked = asked_of_groups(written, application.groups, application.units)
    possible = {limit.group for limit in kept.limits}
    return sums_without(total, kept, [each for each in asked if each.limit.group not in possible])


def _in_words(sums: tuple[float, ...]) -> str:
    return " or ".join(f"{each:g}" for each in sums) if len(sums) <= 2 else f"{min(sums):g} to {max(sums):g}"
