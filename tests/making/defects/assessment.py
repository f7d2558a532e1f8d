"""ASM: how KSBs are assessed, and content beyond the standard."""

from dataclasses import replace

from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication
from tests.making.defects.defect import Seeded, defect, with_full_claim


@defect(
    "ASM-01",
    also={
        "STR-14": "The unit has no assessment at all, whichever KSB rests on it.",
    },
)
def ksbs_rest_on_a_unit_without_assessment(application: MadeApplication, standard: Standard) -> Seeded:
    """The only unit that claims some KSBs has no assessment."""
    row = with_full_claim(application)
    ksb, code = row.ksb, row.units[0]
    places = (("unit", code, "assessment"), ("claim", ksb, "units"))
    return Seeded(application.with_unit(code, assessment=None), places, standard)


@defect("ASM-02")
def skill_rests_on_an_exam(application: MadeApplication, standard: Standard) -> Seeded:
    """A skill is assessed by a written exam and nothing else."""
    ksb = next(row.ksb for row in application.claims if row.ksb[0] == "S" and row.coverage == "Full")
    return Seeded(application.with_claim(ksb, assessment="Written exam"), (("claim", ksb, "assessment"),), standard)


@defect("ASM-03")
def unit_is_assessed_formatively(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit has a formative assessment and no other."""
    code = str(application.units[2].code)
    changed = application.with_unit(code, assessment="Formative presentation")
    return Seeded(changed, (("unit", code, "assessment"),), standard)


@defect(
    "ASM-04",
    also={
        "ASM-05": "Its credits are the share that supports no KSB.",
    },
)
def mandatory_unit_supports_nothing(application: MadeApplication, standard: Standard) -> Seeded:
    """No row names the last mandatory unit; those that did name the first."""
    first, last = (str(application.mandatory[number].code) for number in (0, -1))
    rows = tuple(
        replace(row, units=tuple(dict.fromkeys(first if code == last else code for code in row.units)))
        for row in application.claims
    )
    return Seeded(replace(application, claims=rows), (("unit", last, "code"),), standard)


@defect(
    "ASM-05",
    also={
        "ASM-04": "Everybody takes the unit whose credits these are.",
    },
)
def credits_support_nothing(application: MadeApplication, standard: Standard) -> Seeded:
    """The credits of a unit that no row names."""
    seeded = mandatory_unit_supports_nothing(application, standard)
    _, last, _ = seeded.places[0]
    return replace(seeded, places=(("unit", last, "credits"),))
