"""Standards among the records kept on this machine, found by a word or by what a mapping says; and how that is said."""

from htq_core import UnreadableWorkbook
from htq_core.rules.rule import listed
from htq_core.standards.fitting import StandardFit
from htq_core.standards.reference import version_order
from htq_core.standards.shelf import Kept, Places, Shelf
from htq_core.standards.shelf_place import shelf_at_hand
from pages.parts import wording

LEVELS = (4, 5, None)
"""The levels of a higher technical qualification. A record that does not give its level may be of one of them."""
MOST_LISTED = 20


def found_by(words: str) -> tuple[dict[Kept, Places], int]:
    """The standards that hold these words, the best first, each in its newest version that does; and how many more.

    None where the file that keeps them cannot be used, which the page says.
    """
    try:
        return _found_on(shelf, words) if (shelf := shelf_at_hand()) else ({}, 0)
    except UnreadableWorkbook:
        return {}, 0


def _found_on(shelf: Shelf, words: str) -> tuple[dict[Kept, Places], int]:
    newest: dict[str, Kept] = {}
    for kept in shelf.search(words):
        if kept.level in LEVELS:
            before = newest.setdefault(kept.reference, kept)
            newest[kept.reference] = max(before, kept, key=lambda each: version_order(each.version))
    shown = list(newest.values())[:MOST_LISTED]
    return {kept: shelf.places(kept, words) for kept in shown}, len(newest) - len(shown)


def where(places: Places) -> str:
    """Where the words were found, to stand behind the name of a standard; empty if it was found by its reference."""
    jobs = [f"“{job}”" for job in places.job_titles]
    jobs[:1] = [f"job title {job}" for job in jobs[:1]]
    found = ["its title"] * places.title + jobs + list(places.codes)
    return f"found in {listed(found, most=4)}" if found else ""


def how_well(fit: StandardFit) -> str:
    """How many of a mapping's statements a standard has."""
    best = fit.best
    are = "is" if best.same == 1 else "are"
    statements = wording.plural(best.of, "statement")
    return f"{best.same} of the {statements} in your mapping {are} in version {best.kept.version}, word for word."


def what_lacks(fit: StandardFit) -> str:
    """Which KSBs of a standard a mapping does not have."""
    size = fit.best.kept.size
    if not fit.lacking:
        return f"Your mapping has all of its {size} KSBs."
    return f"Of its {size} KSBs, your mapping lacks or rewords {len(fit.lacking)}: {listed(fit.lacking)}."


def beside(fit: StandardFit) -> str:
    """The level and status of a standard, and how well its other versions fit."""
    kept = fit.best.kept
    others = listed(f"version {other.kept.version} has {other.same}" for other in fit.others)
    facts = (f"Level {kept.level or 'not given'}", kept.status, others and f"Of the statements, {others}")
    return " ".join(f"{fact}." for fact in facts if fact)
