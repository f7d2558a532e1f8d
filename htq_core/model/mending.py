"""A repair of the pathways in words, and as changes that a report can carry."""

from collections.abc import Iterable

from htq_core.findings import Change as Told
from htq_core.model.application import Application
from htq_core.model.permitted import rows_on
from htq_core.pathways import Change, Kind, Repair

LONGEST_NAME = 40
NO_SMALL_CHANGE = "No small change mends this. Look again at the units and at the rules of combination"


def in_words(application: Application, ksb: str, repairs: Iterable[Repair]) -> str:
    """Repairs as sentences, the first as advice and the others as alternatives; without the last full stop."""
    sentences = [" and ".join(_words(application, ksb, change) for change in repair) for repair in repairs]
    if not sentences:
        return NO_SMALL_CHANGE
    first, *others = sentences
    return ". ".join((first[:1].upper() + first[1:], *(f"Or {other}" for other in others)))


def told(application: Application, ksb: str, repairs: Iterable[Repair]) -> tuple[tuple[Told, ...], ...]:
    """Repairs as a report carries them."""
    return tuple(tuple(_told(application, ksb, change) for change in repair) for repair in repairs)


def _words(application: Application, ksb: str, change: Change) -> str:
    unit, group = change.unit[:LONGEST_NAME], _group(application, change.unit)
    if change.kind is Kind.MAP:
        return f"map {ksb} to {unit}, if {unit} covers it"
    if change.kind is Kind.DROP:
        return f"take {unit} out of {group or 'its option group'}"
    return f"make {unit} mandatory{_status(application, change.unit)}{_less(application, change.unit)}"


def _status(application: Application, key: str) -> str:
    """Where it is said whether a unit is mandatory."""
    unit = application.units_by_key[key]
    return f" in {unit.at('status')}" if unit.has("status") else ""


def _less(application: Application, key: str) -> str:
    """What its group asks for from then on, so that the rules can still be met."""
    limits = ((each.pathway, limit) for each in application.judged.choices for limit in each.limits)
    pathway, limit = next(((name, limit) for name, limit in limits if key in limit.weights), ("", None))
    if limit is None:
        return ""
    row = next(iter(rows_on(pathway, application.groups, limit.group)), None)
    where = f" in {row.at('minimum')}" if row and row.has("minimum") else ""
    return f", and let {limit.group[:LONGEST_NAME]} ask for {limit.in_words(limit.weights[key])} less{where}"


def _group(application: Application, key: str) -> str:
    return (application.units_by_key[key].group or "")[:LONGEST_NAME]


def _told(application: Application, ksb: str, change: Change) -> Told:
    mapped = change.kind is Kind.MAP
    return Told(
        kind=change.kind.value,
        unit=change.unit,
        ksb=ksb if mapped else None,
        group=None if mapped else _group(application, change.unit) or None,
    )
