"""Hours against hours, and hours against credits."""

from htq_core.model.application import Application
from htq_core.model.records import Unit

HOURS_PER_CREDIT = 10


def guided_above_total(units: tuple[Unit, ...]) -> list[Unit]:
    """The units with more guided learning hours than hours in all."""
    return [unit for unit in units if is_above(unit.glh, unit.tqt)]


def is_above(guided: float | None, total: float | None) -> bool:
    """Whether guided hours are more than all hours; hours that are missing, or not above zero, are left out."""
    return (guided or 0) > (total or 0) > 0


def is_far_off(hours: float | None, credits: float | None, tolerance: float) -> bool:
    """Whether total hours are further than ``tolerance`` per cent from ten a credit."""
    if not hours or not credits or hours < 0 or credits < 0:
        return False
    expected = HOURS_PER_CREDIT * credits
    return abs(hours - expected) * 100 > tolerance * expected


def per_credit(hours: float, credits: float) -> float:
    """Hours a credit, to one decimal."""
    return round(hours / credits, 1)


def units_far_off(application: Application) -> list[Unit]:
    """The units whose total hours are far from ten a credit."""
    tolerance = application.settings.hours_per_credit_tolerance
    return [unit for unit in application.units if is_far_off(unit.tqt, unit.credits, tolerance)]
