"""How KSBs are assessed: by written tests, or by something a learner does."""

import re
from collections.abc import Iterable

from htq_core.model.application import Application
from htq_core.model.records import Claim, Unit

_TEST = re.compile(
    r"\b(?:exam(?:s|ination|inations)?|tests?|quiz(?:z?es)?|mcqs?|multiple[- ]choice"
    r"|(?:unseen|timed|written) papers?)\b"
)
_DONE = re.compile(
    r"\b(?:practicals?|skills?|observ\w*|osces?|viva(?:s| voce)?|oral|simulat\w*|demonstrat\w*|perform\w*|workplace"
    r"|portfolio\w*|project\w*|presentation\w*|discussion\w*|reflect\w*|report\w*|assignment\w*|logbook\w*"
    r"|role[- ]?play"
    r"|professional|laborator\w*|lab|driving|product|artefact)\b"
)
_FORMATIVE = re.compile(r"\bformative(?:ly)?\b|\bnot (?:formally )?assessed\b|\bunassessed\b")
_COUNTS = re.compile(r"\bsummative(?:ly)?\b")
_ITEMS = re.compile(r"[;\n,+&/|]|\band\b", re.IGNORECASE)


def is_written_test(name: str) -> bool:
    """Whether an assessment is a written test and nothing else."""
    plain = name.casefold()
    return bool(_TEST.search(plain)) and not _DONE.search(plain)


def is_formative(name: str) -> bool:
    """Whether an assessment does not count towards the result."""
    plain = name.casefold()
    return bool(_FORMATIVE.search(plain)) and not _COUNTS.search(plain)


def only_formative(unit: Unit) -> bool:
    """Whether a unit has assessments, and none that counts."""
    return bool(unit.assessment) and all(is_formative(item.name) for item in unit.assessment)


def tested_only(claim: Claim, units: Iterable[Unit]) -> bool:
    """Whether a claim rests on a written test alone: by what the row says, else by its units' assessments."""
    if claim.assessment:
        items = [part.strip() for part in _ITEMS.split(claim.assessment) if re.search(r"\w", part)]
    else:
        units = list(units)
        items = [item.name for unit in units for item in unit.assessment] if all(u.assessment for u in units) else []
    return bool(items) and all(map(is_written_test, items))


def units_of(application: Application, claim: Claim) -> list[Unit] | None:
    """The units that a row means; ``None`` where it names none, or some that cannot be told."""
    if claim.at("units") in application.reported:
        return None
    references = application.references_of(claim)
    keys = [reference.key for reference in references if reference.key]
    named = [unit for key in dict.fromkeys(keys) for unit in application.rows_of_unit[key]]
    return named if keys and len(keys) == len(references) else None


def not_assessed(application: Application) -> dict[str, list[Unit]]:
    """The KSBs to be covered that rest only on units for which no assessment is given, and those units."""
    bare = [unit for unit in application.units_by_key.values() if application.blank(unit, "assessment")]
    found: dict[str, list[Unit]] = {}
    for code in application.codes:
        keys = application.covering_units.get(code, frozenset())
        own = [unit for unit in bare if unit.key in keys]
        if keys and len(own) == len(keys) and code not in application.uncertain_ksbs:
            found[code] = own
    return found
