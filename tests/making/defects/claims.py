"""KSB, COV and REF: the rows of the mapping, and the units that they name."""

from dataclasses import replace

from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.applications import ClaimRow, MadeApplication, swapped
from tests.making.clean import Shape, clean_application
from tests.making.defects.defect import Seeded, changed_claim, defect, different_neighbours, with_full_claim

GOOD_REASON = "The equipment is found only on large sites, so learners use it there with their employer."


@defect("KSB-01")
def row_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """One KSB has no row. The cell to change is the header of the KSB column."""
    gone = with_full_claim(application, 1)
    rows = tuple(row for row in application.claims if row is not gone)
    return Seeded(replace(application, claims=rows), (("claim", "header", "ksb"),), standard)


@defect("KSB-02")
def code_is_not_the_standards(application: MadeApplication, standard: Standard) -> Seeded:
    """A row has a code that the standard does not have."""
    statement = "Local arrangements that the college added for its own use"
    extra = replace(with_full_claim(application), ksb="K199", statement=statement)
    return Seeded(replace(application, claims=(*application.claims, extra)), (("claim", "K199", "ksb"),), standard)


@defect(
    "KSB-03",
    also={
        "COV-05": "The second row is partly covered, which is to be discussed if it is the one to keep.",
    },
)
def rows_contradict_each_other(application: MadeApplication, standard: Standard) -> Seeded:
    """A KSB has two rows, one full and one partial."""
    row = with_full_claim(application)
    second = replace(row, coverage="Partial", reason=GOOD_REASON)
    rows = tuple(r for old in application.claims for r in ((old, second) if old is row else (old,)))
    places = (("claim", row.ksb, "coverage"), ("claim", f"{row.ksb}#2", "coverage"))
    return Seeded(replace(application, claims=rows), places, standard)


@defect("KSB-04")
def row_is_repeated(application: MadeApplication, standard: Standard) -> Seeded:
    """A row stands there twice."""
    row = with_full_claim(application)
    rows = tuple(r for old in application.claims for r in ((old, replace(row)) if old is row else (old,)))
    return Seeded(replace(application, claims=rows), (("claim", f"{row.ksb}#2", "ksb"),), standard)


@defect("KSB-05")
def wording_was_changed(application: MadeApplication, standard: Standard) -> Seeded:
    """Somebody added words to a statement."""
    longer = f"{with_full_claim(application).statement} in line with the policies of the college"
    return changed_claim(application, standard, "statement", statement=longer)


@defect("KSB-06")
def statements_changed_places(application: MadeApplication, standard: Standard) -> Seeded | None:
    """Two statements stand in each other's rows."""
    pair = different_neighbours(application, standard)
    if pair is None:
        return None
    first, second = pair
    rows = swapped(application.claims, first, replace(first, statement=second.statement))
    rows = swapped(rows, second, replace(second, statement=first.statement))
    places = tuple(("claim", row.ksb, "statement") for row in pair)
    return Seeded(replace(application, claims=rows), places, standard)


@defect(
    "KSB-07",
    also={
        "COV-11": "Other rows than before are partly covered on the published ground.",
    },
)
def mapping_is_to_another_version(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The details name one version, and the rows are those of another."""
    library = builtin_library()
    other = next((v for v in library.versions(standard.reference) if v != standard.version), None)
    rows = _rows_of(library.get(standard.reference, other), application) if other else None
    if rows is None:
        return None
    return Seeded(replace(application, claims=rows), (("mapping details", "", "version"),), standard)


@defect("KSB-08")
def mapping_is_to_another_standard(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The details name one standard, and the rows are those of another."""
    other = next(other for other in builtin_library().standards if other.reference != standard.reference)
    rows = _rows_of(other, application)
    if rows is None or standard.illustrative != other.illustrative:
        return None
    return Seeded(replace(application, claims=rows), (("mapping details", "", "standard"),), standard)


def _rows_of(standard: Standard | None, application: MadeApplication) -> tuple[ClaimRow, ...] | None:
    """The rows of a clean application to another list, by the units of this one."""
    if standard is None:
        return None
    rows = clean_application(standard).claims
    codes = [str(unit.code) for unit in application.mandatory]
    return tuple(replace(row, units=(codes[at % len(codes)],)) for at, row in enumerate(rows))


@defect("KSB-09")
def statement_was_cut_short(application: MadeApplication, standard: Standard) -> Seeded:
    """Only the first half of a statement was kept."""
    words = str(with_full_claim(application).statement).split()
    return changed_claim(application, standard, "statement", statement=" ".join(words[: (len(words) + 1) // 2]))


@defect("KSB-10")
def code_stands_among_another_kind(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A knowledge row stands among the skills."""
    knowledge = [row for row in application.claims if row.ksb[0] == "K"]
    skills = [row for row in application.claims if row.ksb[0] == "S"]
    if len(knowledge) < 2 or len(skills) < 3:
        return None
    gone = knowledge[1]
    rows = [row for row in application.claims if row is not gone]
    rows.insert(rows.index(skills[2]), gone)
    return Seeded(replace(application, claims=tuple(rows)), (("claim", gone.ksb, "ksb"),), standard)


@defect("KSB-11")
def row_of_a_repeated_statement_is_left_out(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The standard says one thing twice, and only the first has a row."""
    asked = {row.ksb for row in application.claims}
    said: dict[str, str] = {}
    for ksb in standard.ksbs:
        if ksb.code in asked and said.setdefault(ksb.folded, ksb.code) != ksb.code:
            rows = tuple(row for row in application.claims if row.ksb != ksb.code)
            places = (("claim", "header", "ksb"), ("claim", said[ksb.folded], "ksb"))
            return Seeded(replace(application, claims=rows), places, standard)
    return None


@defect("KSB-12")
def duty_does_not_exist(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A row names a duty that the standard does not have."""
    return changed_claim(application, standard, "duty", duty="Duty 97") if standard.duties else None


@defect("COV-01")
def coverage_is_not_stated(application: MadeApplication, standard: Standard) -> Seeded:
    """A row has no coverage."""
    return changed_claim(application, standard, "coverage", coverage=None)


@defect("COV-02")
def coverage_cannot_be_understood(application: MadeApplication, standard: Standard) -> Seeded:
    """A coverage is "Mostly"."""
    return changed_claim(application, standard, "coverage", coverage="Mostly")


@defect("COV-03")
def two_coverages_in_one_row(application: MadeApplication, standard: Standard) -> Seeded:
    """A coverage is "Full / Partial"."""
    return changed_claim(application, standard, "coverage", coverage="Full / Partial")


@defect("COV-04")
def not_covered_with_a_reason(application: MadeApplication, standard: Standard) -> Seeded:
    """A KSB is not covered, and the row says why."""
    return changed_claim(
        application,
        standard,
        "coverage",
        coverage="Not covered",
        units=(),
        outcomes=None,
        assessment=None,
        reason=GOOD_REASON,
    )


@defect("COV-05")
def partly_covered_with_a_reason(application: MadeApplication, standard: Standard) -> Seeded:
    """A KSB is partly covered, and the row says why."""
    return changed_claim(application, standard, "coverage", coverage="Partial", reason=GOOD_REASON)


@defect("COV-06")
def partly_covered_without_a_reason(application: MadeApplication, standard: Standard) -> Seeded:
    """A KSB is partly covered, and nothing says why."""
    return changed_claim(application, standard, "reason", coverage="Partial", reason=None)


@defect("COV-07")
def not_covered_without_a_reason(application: MadeApplication, standard: Standard) -> Seeded:
    """A KSB is not covered, and nothing says why."""
    return changed_claim(
        application, standard, "reason", coverage="Not covered", units=(), outcomes=None, assessment=None, reason=None
    )


@defect(
    "COV-08",
    also={
        "COV-05": "Partial coverage is to be discussed, however good its reason.",
    },
)
def reason_is_a_stub(application: MadeApplication, standard: Standard) -> Seeded:
    """The reason for partial coverage is "See above"."""
    return changed_claim(application, standard, "reason", coverage="Partial", reason="See above")


@defect(
    "COV-09",
    also={
        "COV-05": "Partial coverage is to be discussed, however good its reason.",
        "COV-11": "One of the two rows that give the published ground now gives the pasted reason.",
    },
)
def one_reason_on_many_rows(application: MadeApplication, standard: Standard) -> Seeded:
    """Six rows are partly covered for the same reason."""
    reason = "Nobody at the college has had the time to write material for it."
    rows = tuple(replace(row, coverage="Partial", reason=reason) for row in application.claims[:6])
    changed = replace(application, claims=(*rows, *application.claims[6:]))
    return Seeded(changed, tuple(("claim", row.ksb, "reason") for row in rows), standard)


@defect(
    "COV-10",
    also={
        "COV-05": "Partial coverage is to be discussed, however good its reason.",
    },
)
def reason_repeats_the_ksb(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The reason for partial coverage is the statement."""
    row = with_full_claim(application)
    if len(str(row.statement).split()) < 5:
        return None
    reason = f"Learners partly cover: {row.statement}"
    return changed_claim(application, standard, "reason", coverage="Partial", reason=reason)


@defect(
    "COV-11",
    also={
        "COV-05": "Partial coverage is to be discussed, however good its reason.",
    },
)
def reason_is_the_published_ground(application: MadeApplication, standard: Standard) -> Seeded:
    """The reason for partial coverage is that the workplace is safer."""
    reason = "The live part is left to the workplace, where it is safer to learn."
    return changed_claim(application, standard, "reason", coverage="Partial", reason=reason)


@defect("COV-12")
def note_contradicts_full_coverage(application: MadeApplication, standard: Standard) -> Seeded:
    """A row says full, and its note says partly."""
    note = "Only partly assessed, because time on the equipment is limited."
    return changed_claim(application, standard, "reason", coverage="Full", reason=note)


@defect("COV-13")
def full_coverage_names_no_unit(application: MadeApplication, standard: Standard) -> Seeded:
    """A row says full and names no unit."""
    return changed_claim(application, standard, "units", units=())


@defect(
    "COV-14",
    also={
        "COV-04": "A KSB that is not covered is to be discussed, whatever else its row says.",
    },
)
def not_covered_names_a_unit(application: MadeApplication, standard: Standard) -> Seeded:
    """A row says not covered, yet names units."""
    return changed_claim(application, standard, "units", coverage="Not covered", reason=GOOD_REASON)


@defect(
    "COV-15",
    also={
        "COV-04": "A KSB that is not covered is to be discussed, whatever else its row says.",
    },
)
def most_ksbs_are_not_covered(application: MadeApplication, standard: Standard) -> Seeded:
    """Two of three KSBs are not covered, each with a reason of its own."""
    rows = tuple(_uncovered(row, row.ksb) if at % 3 else row for at, row in enumerate(application.claims))
    places = tuple(("claim", row.ksb, "coverage") for row in rows if row.coverage == "Not covered")
    return Seeded(replace(application, claims=rows), places, standard)


@defect(
    "COV-16",
    also={
        "COV-04": "A KSB that is not covered is to be discussed, whatever else its row says.",
        "COV-11": "One of the two rows that give the published ground is now not covered.",
    },
)
def skills_are_hardly_covered(application: MadeApplication, standard: Standard) -> Seeded:
    """No skill is covered, and the rest is."""
    rows = tuple(_uncovered(row, row.ksb) if row.ksb[0] == "S" else row for row in application.claims)
    places = tuple(("claim", row.ksb, "coverage") for row in rows if row.ksb[0] == "S")
    return Seeded(replace(application, claims=rows), places, standard)


def _uncovered(row: ClaimRow, which: str) -> ClaimRow:
    """A row that is not covered, with a reason that no other row has."""
    reason = f"Number {which} waits for the new campus, as the present one has no room for it."
    return replace(row, coverage="Not covered", units=(), outcomes=None, assessment=None, reason=reason)


@defect("COV-17")
def behaviours_rest_on_one_unit(application: MadeApplication, standard: Standard) -> Seeded | None:
    """Every behaviour names the first unit alone."""
    code = str(application.mandatory[0].code)
    behaviours = [row.ksb for row in application.claims if row.ksb[0] == "B"]
    if len(behaviours) < 3:
        return None
    rows = tuple(replace(row, units=(code,)) if row.ksb[0] == "B" else row for row in application.claims)
    places = tuple(("claim", ksb, "units") for ksb in behaviours)
    return Seeded(replace(application, claims=rows), places, standard)


@defect("COV-18")
def every_row_names_the_same_units(application: MadeApplication, standard: Standard) -> Seeded:
    """Every row names the first two units."""
    codes = tuple(str(unit.code) for unit in application.mandatory[:2])
    rows = tuple(replace(row, units=codes) for row in application.claims)
    return Seeded(replace(application, claims=rows), tuple(("claim", row.ksb, "units") for row in rows), standard)


@defect("REF-01")
def unit_is_not_in_the_structure(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names a unit that the structure does not have."""
    return changed_claim(application, standard, "units", units=("ZQ977",))


@defect(
    "REF-02",
    also={
        "STR-02": "Two units of one title are a fault of the structure by itself.",
    },
)
def unit_title_means_two_units(application: MadeApplication, standard: Standard) -> Seeded:
    """Two units have one title, and a row names a unit by that title."""
    first, second = application.mandatory[:2]
    named = changed_claim(application, standard, "units", units=(str(first.title),))
    return replace(named, application=named.application.with_unit(second.code, title=first.title))


@defect("REF-03")
def code_and_title_differ(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names one unit by its code, with the title of another."""
    code = with_full_claim(application).units[0]
    title = next(unit.title for unit in application.mandatory if unit.code != code)
    return changed_claim(application, standard, "units", units=(f"{code}: {title}",))


@defect("REF-04")
def units_are_vague(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names "All units"."""
    return changed_claim(application, standard, "units", units=("All units",))


@defect("REF-05")
def units_are_a_range(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names a range of units."""
    first, last = application.mandatory[0], application.mandatory[2]
    return changed_claim(application, standard, "units", units=(f"{first.code} to {last.code}",))


@defect("REF-06")
def outcomes_are_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names no learning outcome."""
    return changed_claim(application, standard, "outcomes", outcomes=None)


@defect("REF-07")
def outcome_does_not_exist(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names a ninth outcome of a unit that has four."""
    return changed_claim(application, standard, "outcomes", outcomes="LO1, LO9")


@defect("REF-08")
def status_differs(application: MadeApplication, standard: Standard) -> Seeded:
    """A row calls a mandatory unit optional."""
    return changed_claim(application, standard, "status", status="Optional")


@defect("REF-09")
def unit_is_on_another_pathway(application: MadeApplication, standard: Standard) -> Seeded:
    """A row is for a pathway that its unit is not on."""
    option = str(application.mapping_details.get("option") or "")
    split = clean_application(standard, option, shape=Shape(pathways=("North", "South")))
    specialist = next(unit for unit in split.units if unit.pathway == "North" and unit.status == "Mandatory")
    ksb = with_full_claim(split).ksb
    units = (str(split.mandatory[0].code), str(specialist.code))
    return Seeded(split.with_claim(ksb, units=units, pathway="South"), (("claim", ksb, "pathway"),), standard)


@defect("REF-10")
def ksb_rests_on_a_lower_unit(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The only unit that claims some KSBs is at level 4, for a standard at level 5."""
    if standard.level != 5:
        return None
    row = with_full_claim(application)
    lower = application.with_unit(row.units[0], level=4)
    return Seeded(lower, (("claim", row.ksb, "units"), ("unit", row.units[0], "level")), standard)


@defect("REF-11")
def one_unit_carries_half_the_ksbs(application: MadeApplication, standard: Standard) -> Seeded:
    """Every other KSB is claimed by the first unit as well."""
    code = str(application.mandatory[0].code)
    rows = tuple(
        replace(row, units=tuple(dict.fromkeys((*row.units, code)))) if number % 2 else row
        for number, row in enumerate(application.claims)
    )
    return Seeded(replace(application, claims=rows), (("unit", code, "credits"),), standard)


@defect("REF-12")
def ksb_rests_on_one_unit(application: MadeApplication, standard: Standard) -> Seeded:
    """One KSB more is claimed by a single unit: a note that nearly every application gets."""
    row = next(row for row in application.claims if len(row.units) > 1)
    return Seeded(application.with_claim(row.ksb, units=row.units[:1]), (("claim", row.ksb, "units"),), standard)


@defect("REF-13")
def ksb_is_spread_over_all_units(application: MadeApplication, standard: Standard) -> Seeded:
    """A row names every unit there is."""
    return changed_claim(application, standard, "units", units=tuple(str(unit.code) for unit in application.units))


@defect("REF-14")
def page_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """There is a column for pages, and one row leaves it blank."""
    ksb = with_full_claim(application).ksb
    rows = tuple(replace(row, page=None if row.ksb == ksb else "12") for row in application.claims)
    return Seeded(replace(application, claims=rows), (("claim", ksb, "page"),), standard)
