"""Do the two sheets agree? What rests on each unit, and on how many a KSB rests"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.totals import stated_total
from htq_core.model.weights import below_level, on_one_unit, overloads, spread_widely
from htq_core.rules.ref import REF
from htq_core.rules.rule import (
    CLAIMS,
    COVERAGE_COLUMN,
    STANDARD_LEVEL,
    UNITS,
    UNITS_COLUMN,
    Flag,
    InFull,
    Need,
    flag,
    listed,
)

TOTAL = Need(
    lambda a: stated_total(a) > 0,
    "No total number of credits is stated. State it in the structure, beside “Total credits”.",
)


@REF.rule(
    "REF-10",
    Severity.DISCUSS,
    inputs="MQS",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS, STANDARD_LEVEL),
    requires=("STD-03", "QUA-01", "QUA-03"),
    message="{how_many} only on units below level {level}.",
    found="{ksbs}.",
    expected="At least one unit at the level of the standard for each KSB.",
    fix="Name a unit at level {level} where one covers the KSB. Or be ready to explain why the level is enough.",
    limits="May over-report a KSB that is the same at every level, such as working safely.",
)
def a_ksb_does_not_rest_only_on_lower_units(application: Application) -> Iterator[Flag]:
    """A KSB does not rest only on units below the standard's level.

    The standard describes an occupation at its level, and a lower unit may not reach as far.
    """
    level = application.standard_level or 0
    below = below_level(application, level)
    if below:
        units = {unit.key: unit for found in below.values() for unit in found}
        yield flag(
            *_claiming_cells(application, below),
            *(unit.at("level") for unit in units.values()),
            ksb=next(iter(below)) if len(below) == 1 else None,
            cause="below",
            how_many="1 KSB rests" if len(below) == 1 else f"{len(below)} KSBs rest",
            level=level,
            ksbs=InFull(_with_units({code: [unit.key for unit in found] for code, found in below.items()})),
        )


@REF.rule(
    "REF-11",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS, TOTAL),
    requires=("COV-18",),
    message="{unit} carries {ksb_share}% of the KSBs on {credit_share}% of the credits.",
    found="{ksbs} are mapped to {unit}, which has {credits} credits.",
    expected="Under {most}% of the KSBs on a unit with under {least}% of the credits.",
    fix="Check which of these KSBs {unit} really teaches and assesses. Name other units where they do more.",
    limits="May over-report a project or a portfolio that draws together what other units teach.",
)
def no_unit_carries_far_more_than_its_size_bears(application: Application) -> Iterator[Flag]:
    """No unit carries far more KSBs than its size bears.

    The adviser will ask how so much can be taught and assessed in so little time.
    """
    for heavy in overloads(application, stated_total(application)):
        yield flag(
            heavy.unit.at("credits"),
            *_claiming_cells(application, heavy.ksbs),
            unit=heavy.unit.key,
            ksb_share=f"{heavy.ksb_share:.3g}",
            credit_share=f"{heavy.credit_share:.3g}",
            ksbs=listed(heavy.ksbs),
            credits=heavy.unit.credits,
            most=application.settings.overload_ksb_share,
            least=application.settings.overload_credit_share,
        )


@REF.rule(
    "REF-12",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    message="Some KSBs rest on a single unit.",
    found="{ksbs}",
    expected="Nothing more, as one unit may be enough.",
    fix="Look at what would be lost if one of these units changed, or was no longer offered.",
    limits="A KSB is left out while the units named for it cannot all be told.",
)
def ksbs_that_rest_on_one_unit_are_listed(application: Application) -> Iterator[Flag]:
    """KSBs that rest on a single unit are listed.

    If such a unit is dropped or rewritten after approval, its KSBs go with it.
    """
    alone = on_one_unit(application)
    by_unit: dict[str, list[str]] = {}
    for code in application.codes:
        if code in alone:
            by_unit.setdefault(alone[code], []).append(code)
    if by_unit:
        ksbs = " ".join(f"On {key[:40]}: {listed(codes, most=8)}." for key, codes in by_unit.items())
        yield _in_full(flag(*_claiming_cells(application, alone), cause="one unit"), ksbs=ksbs)


@REF.rule(
    "REF-13",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    requires=("COV-18",),
    applies=lambda application: len(application.units) >= application.settings.spread_units,
    nothing_to_do="There are too few units for a KSB to be spread over many.",
    message="{how_many} spread over nearly all units.",
    found="{ksbs}.",
    expected="The units in which a KSB is taught and assessed most, rather than all that touch it.",
    fix="Name for each of these KSBs the units in which a learner is really assessed in it.",
    limits="May over-report a behaviour that is truly assessed everywhere.",
)
def no_ksb_is_spread_over_nearly_all_units(application: Application) -> Iterator[Flag]:
    """No KSB is spread over nearly all units.

    The adviser has to look in each of them, and cannot see where the KSB is assessed for certain.
    """
    spread = spread_widely(application)
    if spread:
        counts = [f"{code} over {count} of {len(application.units)} units" for code, count in spread.items()]
        yield flag(
            *_claiming_cells(application, spread),
            ksb=next(iter(spread)) if len(spread) == 1 else None,
            cause="spread",
            how_many="1 KSB is" if len(spread) == 1 else f"{len(spread)} KSBs are",
            ksbs=listed(counts, most=4),
        )


def _claiming_cells(application: Application, codes: Iterable[str]) -> list[Location]:
    """The units cells of the rows that claim these KSBs."""
    return [claim.at("units") for code in codes for claim in application.claiming(code)]


def _with_units(ksbs: Mapping[str, list[str]]) -> str:
    return listed([f"{code} on {listed(key[:40] for key in keys)}" for code, keys in ksbs.items()], most=4)


def _in_full(flagged: Flag, **facts: str) -> Flag:
    """A flag with facts that are not cut short: a list of all KSBs."""
    return replace(flagged, facts={**flagged.facts, **facts})
