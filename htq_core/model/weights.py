"""How many KSBs each unit carries, and on how few or many units each KSB rests."""

from typing import NamedTuple

from htq_core.model.application import Application
from htq_core.model.records import Unit


class Overload(NamedTuple):
    """A unit with many KSBs for its size; shares in per cent."""

    unit: Unit
    ksbs: tuple[str, ...]
    ksb_share: float
    credit_share: float


def overloads(application: Application, total: float) -> list[Overload]:
    """Units that carry far more KSBs than their share of the credits bears."""
    settings, codes = application.settings, application.codes
    carried: dict[str, list[str]] = {}
    for code in codes:
        for key in application.covering_units.get(code, ()):
            carried.setdefault(key, []).append(code)
    found = []
    for key, unit in application.units_by_key.items():
        own = tuple(carried.get(key, ()))
        ksb_share, credit_share = 100 * len(own) / max(len(codes), 1), 100 * (unit.credits or 0) / total
        heavy = len(own) > 1 and ksb_share >= settings.overload_ksb_share
        if heavy and unit.credits and credit_share < settings.overload_credit_share:
            found.append(Overload(unit, own, ksb_share, credit_share))
    return found


def on_one_unit(application: Application) -> dict[str, str]:
    """The KSBs that rest on a single unit, with that unit."""
    return {code: next(iter(units)) for code, units in application.claimed.items() if len(units) == 1}


def spread_widely(application: Application) -> dict[str, int]:
    """The KSBs spread over nearly all units, with how many; empty where there are few units."""
    all_units = len(application.units_by_key)
    settings = application.settings
    if all_units < settings.spread_units:
        return {}
    sizes = {code: len(application.covering_units.get(code, ())) for code in application.codes}
    return {code: size for code, size in sizes.items() if 100 * size >= settings.spread_share * all_units}


def below_level(application: Application, level: int) -> dict[str, list[Unit]]:
    """The KSBs that rest only on units below a level, with those units."""
    found = {}
    for code, keys in application.claimed.items():
        levels = [application.units_by_key[key].level for key in keys]
        if all(each is not None and each < level for each in levels):
            found[code] = [unit for unit in application.units if unit.key in keys]
    return found
