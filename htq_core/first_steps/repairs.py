"""Edits that make each of the smallest repairs the proofs found, for a KSB that some pathway misses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from htq_core.findings import Change, Finding
from htq_core.first_steps.edits import Edit, Suggest, filled, listed, with_claims
from htq_core.first_steps.edits import with_units as with_
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways import Kind, folded


def _repaired(application: Application, finding: Finding) -> Iterator[Edit]:
    """Each of the smallest repairs that the proofs found, for every KSB that the same units claim."""
    claimed = application.claimed.get(finding.subject.ksb or "")
    codes = [code for code in application.repairs if application.claimed[code] == claimed]
    for repair in finding.repairs:
        text = " and ".join(_repair_words(change, listed(codes)) for change in repair)

        def make(now: Application, repair: tuple[Change, ...] = repair) -> Application:
            for change in repair:
                now = _REPAIRS[change.kind](now, change, codes)
            return now

        places = _repair_places(application, repair, codes)
        shared = not any(change.ksb for change in repair)
        yield Edit(f"{text[:1].upper()}{text[1:]}.", places or finding.where, make, shared)


def _repair_words(change: Change, codes: str) -> str:
    if change.kind == Kind.MAP:
        return f"map {codes} to {change.unit[:40]} as well, if that is covered there"
    if change.kind == Kind.DROP:
        return f"take {change.unit[:40]} out of {change.group or 'its group'}"
    less = f", and let {change.group} ask for that much less" if change.group else ""
    return f"make {change.unit[:40]} mandatory{less}"


def _repair_places(application: Application, repair: tuple[Change, ...], codes: list[str]) -> tuple[Location, ...]:
    units = {change.unit for change in repair if change.kind != Kind.MAP}
    cells = [unit.at("status") for unit in application.units if unit.key in units]
    if any(change.kind == Kind.MAP for change in repair):
        cells += [claim.at("units") for code in codes for claim in application.claiming(code)[:1]]
    return tuple(cells)


def _mapped(now: Application, change: Change, codes: list[str]) -> Application:
    rows = [row for code in codes for row in now.claiming(code)[:1] if not row.by_unit]
    texts = {row.position: f"{row.units_text}; {change.unit}" for row in rows}
    wider = {row.position: filled(row, "units", texts[row.position], units_text=texts[row.position]) for row in rows}
    return with_claims(now, (wider.get(claim.position, claim) for claim in now.claims))


def _dropped(now: Application, change: Change, codes: list[str]) -> Application:
    return with_(now, (unit for unit in now.units if unit.key != change.unit))


def _made_mandatory(now: Application, change: Change, codes: list[str]) -> Application:
    """The unit mandatory, and its group asking for that much less; a group that then asks for nothing goes with it."""
    unit = next(each for each in now.units if each.key == change.unit)
    group = folded(unit.group or "")
    groups = [_less(row, unit) if folded(row.name) == group else row for row in now.groups]
    gone = {folded(row.name) for row in groups if not row.minimum and not row.maximum and folded(row.name) == group}
    new = filled(filled(unit, "group", "", group=None), "status", "Mandatory", mandatory=True)
    units = (new if each.key == unit.key else each for each in now.units)
    kept = (each for each in units if each.mandatory or folded(each.group or "") not in gone)
    return with_(now, kept, (row for row in groups if folded(row.name) not in gone))


def _less(row: OptionGroup, unit: Unit) -> OptionGroup:
    weight = 1.0 if row.choose == "units" else unit.credits or 0.0
    numbers = {
        name: None if (asked := getattr(row, name)) is None else max(asked - weight, 0.0)
        for name in ("minimum", "maximum")
    }
    return replace(row, **numbers)  # type: ignore[arg-type]


_REPAIRS: Mapping[str, Callable[[Application, Change, list[str]], Application]] = {
    Kind.MAP: _mapped,
    Kind.DROP: _dropped,
    Kind.MANDATORY: _made_mandatory,
}

EDITS: Mapping[str, Suggest] = {"PTH-01": _repaired}
