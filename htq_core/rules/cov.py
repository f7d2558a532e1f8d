"""What is claimed for each KSB?"""

import re
from collections.abc import Iterator, Sequence

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import COVERED, Application
from htq_core.model.coverage_words import coverage_near
from htq_core.model.extent import together
from htq_core.model.ksb import Coverage, Kind, kind_of
from htq_core.model.problem import ProblemKind
from htq_core.model.reasons import is_on_published_ground, says_no_more, takes_back
from htq_core.model.records import Claim
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Family, Flag, flag, listed
from htq_core.standards.wording import fold

COV = Family("COV", "What is claimed for each KSB?")

WORD = {Coverage.FULL: "Full", Coverage.PARTIAL: "Partial", Coverage.NOT_COVERED: "Not covered"}

LEAST_BEHAVIOURS, LEAST_ROWS = 3, 5
"""So few that a pattern in their units tells nothing."""

NO_COLUMN = "a column for reasons, which the sheet does not have yet"

STUB = re.compile(
    r"no|yes|ok|n/?a|none|nil|ditto|not applicable|same(?: as above)?|as (?:above|before|below)"
    r"|see (?:above|below|notes?.*|units?.*|other.*|separate.*|attached.*)"
    r"|various|other|partial(?:ly)?|partly|not covered|not met|workplace|employer|[^0-9a-z]*"
)


@COV.rule(
    "COV-01",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    requires=("READ-04",),
    message="No coverage is stated for {ksb}.",
    found="Nothing in {where}.",
    expected="Full, Partial or Not covered in every KSB row.",
    fix="Say in {where} how far the qualification covers {ksb}. Partial and Not covered need a reason as well.",
)
def every_row_states_its_coverage(application: Application) -> Iterator[Flag]:
    """Every KSB row states its coverage.

    The adviser compares what you claim with what the standard asks for. A blank cell claims nothing.
    """
    for claim in application.claims:
        if not claim.coverages and application.blank(claim, "coverage"):
            yield flag(claim.at("coverage"), shared=True, ksb=claim.ksb)


@COV.rule(
    "COV-02",
    Severity.FIX,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    message="The coverage of {ksb} cannot be understood.",
    found="“{value}” in {where}.",
    expected="Full, Partial or Not covered.",
    fix="Change {where} to Full, Partial or Not covered. {hint} The last two need a reason as well.",
    limits="Knows the usual words and letters for each. It may over-report a word of your own that is plain to people.",
)
def every_coverage_can_be_understood(application: Application) -> Iterator[Flag]:
    """Every coverage value can be read as full, partial or not covered.

    A word of your own may mean one thing to you and another to the adviser.
    """
    for problem in application.problems_of(ProblemKind.NOT_UNDERSTOOD):
        if problem.book is Book.MAPPING and problem.field == "coverage":
            near = coverage_near(problem.found)
            yield flag(
                *problem.where,
                ksb=problem.subject,
                value=problem.found,
                cause=fold(problem.found),
                hint=f"Did you mean {WORD[near]}?" if near else "Where some of it is left out, the word is Partial.",
            )


@COV.rule(
    "COV-03",
    Severity.FIX,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    message="More than one coverage is stated for {ksb} in the same row.",
    found="{stated} together at {where}.",
    expected="One coverage in each row.",
    fix="Keep the one that is true and clear the other. Partial and Not covered need a reason as well.",
    limits="May miss a second coverage that is put in words this check does not know.",
)
def every_row_states_one_coverage(application: Application) -> Iterator[Flag]:
    """Each row states one coverage.

    A KSB cannot be both fully and partly covered, so the row as it stands claims neither.
    """
    for claim in application.claims:
        if len(claim.coverages) > 1:
            stated = " and ".join(WORD[coverage] for coverage in claim.coverages)
            yield flag(claim.at("coverage"), shared=True, ksb=claim.ksb, stated=stated)


@COV.rule(
    "COV-04",
    Severity.DISCUSS,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.NOT_COVERED),
    nothing_to_do="No KSB is marked not covered.",
    message="Not covered, with a reason: {ksb}.",
    found="Not covered in {where}. The reason given: “{reason}”",
    expected="Every KSB of the standard covered.",
    fix="Be ready to explain the reason, or find where {ksb} could be covered.",
)
def uncovered_ksbs_are_listed(application: Application) -> Iterator[Flag]:
    """KSBs that are not covered, with a reason, are listed.

    All KSBs of the standard are expected to be covered. Whether the reason is good enough is for people to judge.
    """
    yield from _with_reason(application, Coverage.NOT_COVERED)


@COV.rule(
    "COV-05",
    Severity.DISCUSS,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.PARTIAL),
    nothing_to_do="No KSB is marked partly covered.",
    message="Partly covered, with a reason: {ksb}.",
    found="Partial in {where}. The reason given: “{reason}”",
    expected="Full coverage, or a reason that the adviser can accept.",
    fix="Be ready to say what is left out of {ksb}. Say too why that is better learned in the workplace.",
)
def partly_covered_ksbs_are_listed(application: Application) -> Iterator[Flag]:
    """KSBs that are partly covered, with a reason, are listed.

    Partial coverage may be accepted for some KSBs, above all where the rest is safer to learn in the workplace.
    """
    yield from _with_reason(application, Coverage.PARTIAL)


@COV.rule(
    "COV-06",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.PARTIAL),
    nothing_to_do="No KSB is marked partly covered.",
    message="No reason is given for the partial coverage of {ksb}.",
    found="Partial coverage, and nothing in {place}.",
    expected="A reason beside every KSB that is partly covered.",
    fix="Say in {place} why full coverage of {ksb} is not possible, and what is left to the workplace.",
)
def partial_coverage_has_a_reason(application: Application) -> Iterator[Flag]:
    """Every KSB that is partly covered has a reason.

    Partial coverage may be accepted for some KSBs, but nobody can accept it unseen.
    """
    yield from _without_reason(application, Coverage.PARTIAL)


@COV.rule(
    "COV-07",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.NOT_COVERED),
    nothing_to_do="No KSB is marked not covered.",
    message="No reason is given for leaving {ksb} uncovered.",
    found="Not covered, and nothing in {place}.",
    expected="A reason beside every KSB that is not covered.",
    fix="Say in {place} why {ksb} is not covered, or cover it and name the unit.",
)
def no_coverage_has_a_reason(application: Application) -> Iterator[Flag]:
    """Every KSB that is not covered has a reason.

    All KSBs are expected to be covered. A gap without a reason cannot be considered at all.
    """
    yield from _without_reason(application, Coverage.NOT_COVERED)


@COV.rule(
    "COV-08",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.PARTIAL, Coverage.NOT_COVERED),
    nothing_to_do="Every KSB is marked fully covered, so no reason is needed.",
    message="The reason for {ksb} says too little to be considered.",
    found="“{reason}” in {where}.",
    expected="At least {least} words that say why, and what happens instead.",
    fix="Write in {where} what is not covered of {ksb}, why, and where a learner would meet it.",
    limits="Counts words; it cannot tell a good reason from a poor one. A short good reason is pointed out too.",
)
def a_reason_is_more_than_a_stub(application: Application) -> Iterator[Flag]:
    """A reason is more than a stub.

    “See above” or “n/a” gives the adviser nothing to weigh, and the question comes back to you.
    """
    for claim in _needing_reason(application):
        if claim.reason and _is_stub(claim.reason, application.settings.reason_min_words):
            yield flag(
                claim.at("reason"),
                shared=True,
                ksb=claim.ksb,
                reason=claim.reason,
                least=application.settings.reason_min_words,
            )


@COV.rule(
    "COV-09",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.PARTIAL, Coverage.NOT_COVERED),
    nothing_to_do="Every KSB is marked fully covered, so no reason is needed.",
    message="One reason stands on {rows} rows.",
    found="“{reason}” in {where}, for {ksb}.",
    expected="A reason of its own for each KSB. From {least} rows on, the same one is pointed out.",
    fix="Say for each KSB what is left out of it, and why. Where one cause holds for all, say how it touches each.",
    limits="Compares words. May miss one reason that is worded in several ways.",
)
def one_reason_is_not_pasted_on_many_rows(application: Application) -> Iterator[Flag]:
    """One reason is not pasted on many rows.

    Partial coverage is weighed KSB by KSB, and a reason for everything shows that nothing was weighed.
    """
    least = application.settings.reason_min_words
    rows: dict[str, list[Claim]] = {}
    for claim in _needing_reason(application):
        if claim.reason and not _is_stub(claim.reason, least):
            rows.setdefault(fold(claim.reason), []).append(claim)
    for reason, claims in rows.items():
        if len({claim.at("reason") for claim in claims}) >= application.settings.same_reason_rows:
            for claim in claims:
                yield flag(
                    claim.at("reason"),
                    ksb=claim.ksb,
                    cause=reason,
                    rows=len({claim.at("reason") for claim in claims}),
                    reason=claims[0].reason,
                    least=application.settings.same_reason_rows,
                )


@COV.rule(
    "COV-10",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.PARTIAL, Coverage.NOT_COVERED),
    nothing_to_do="Every KSB is marked fully covered, so no reason is needed.",
    message="The reason for {ksb} only repeats the KSB.",
    found="“{reason}” in {where}.",
    expected="What is left out of the KSB, why, and where a learner would meet it.",
    fix="Say in {where} why {ksb} is not covered in full. The KSB itself stands beside it already.",
    limits="Compares words. May miss a statement that was put in other words.",
)
def a_reason_says_more_than_the_ksb(application: Application) -> Iterator[Flag]:
    """A reason says more than the KSB itself does.

    A statement in place of a reason leaves the adviser with the question still to ask.
    """
    for claim in _needing_reason(application):
        published = application.published_anywhere.get(claim.ksb)
        statements = (claim.statement, published.text if published else "")
        reason = claim.reason or ""
        stub = _is_stub(reason, application.settings.reason_min_words)
        if not stub and any(says_no_more(reason, statement) for statement in statements):
            yield flag(claim.at("reason"), ksb=claim.ksb, reason=reason)


@COV.rule(
    "COV-11",
    Severity.NOTE,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.PARTIAL, Coverage.NOT_COVERED),
    nothing_to_do="Every KSB is marked fully covered, so no reason is needed.",
    message="The reason for {ksb} is that the workplace is safer or more reliable.",
    found="“{reason}” in {where}.",
    expected="This is the ground that the guidance names for partial coverage.",
    fix="Nothing to change. Be ready to say what makes the workplace safer or more reliable for {ksb}.",
    limits="Looks for words such as workplace, safe and reliable. It may miss the same ground put another way.",
)
def reasons_on_the_published_ground_are_marked(application: Application) -> Iterator[Flag]:
    """Reasons on the published ground, that the workplace is safer or more reliable, are marked for the official.

    Partial coverage is accepted most readily on this ground, so it helps to know which rows rest on it.
    """
    for claim in _needing_reason(application):
        if claim.reason and is_on_published_ground(claim.reason):
            yield flag(claim.at("reason"), ksb=claim.ksb, cause="the published ground", reason=claim.reason)


@COV.rule(
    "COV-12",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: _any_with(application, Coverage.FULL),
    nothing_to_do="No KSB is marked fully covered.",
    message="{ksb} is marked fully covered, but its own note says less.",
    found="Full coverage, and “{note}” in {where}.",
    expected="A note that agrees with full coverage, or no note.",
    fix="Decide which is right: change the coverage of {ksb} to Partial, or reword the note.",
    limits="Looks for words such as partly, limited or not assessed. It may miss a doubt put another way.",
)
def full_coverage_is_not_contradicted(application: Application) -> Iterator[Flag]:
    """A row marked full is not contradicted by its own note.

    The adviser reads the note beside the claim, and will ask which of the two holds.
    """
    for claim in application.claims:
        if claim.coverage is Coverage.FULL and claim.reason and takes_back(claim.reason):
            yield flag(claim.at("reason"), shared=True, ksb=claim.ksb, note=claim.reason)


@COV.rule(
    "COV-13",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN),
    requires=("READ-04",),
    applies=lambda application: _any_with(application, *COVERED),
    nothing_to_do="No KSB is marked fully or partly covered.",
    message="No unit is named for {ksb}.",
    found="Coverage is claimed, and nothing stands in {where}.",
    expected="At least one unit for every KSB that is covered.",
    fix="Name in {where} the unit or units that cover {ksb}.",
)
def coverage_names_a_unit(application: Application) -> Iterator[Flag]:
    """Full or partial coverage names at least one unit.

    Without a unit nobody can look up where the KSB is taught and assessed.
    """
    for claim in application.claims:
        if claim.coverage in COVERED and application.blank(claim, "units"):
            yield flag(claim.at("units"), shared=True, ksb=claim.ksb)


@COV.rule(
    "COV-14",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN),
    applies=lambda application: _any_with(application, Coverage.NOT_COVERED),
    nothing_to_do="No KSB is marked not covered.",
    message="{ksb} is marked not covered, yet a unit is named for it.",
    found="Not covered, and “{units}” in {where}.",
    expected="No unit beside a KSB that is not covered.",
    fix="Clear {where} if {ksb} is not covered. If the unit covers some of it, change the coverage to Partial.",
    limits="May over-report a unit that is named only to say that it does not cover the KSB.",
)
def no_coverage_names_no_unit(application: Application) -> Iterator[Flag]:
    """A row marked not covered names no unit.

    One of the two is a slip, and only you can say which.
    """
    for claim in application.claims:
        if claim.coverage is Coverage.NOT_COVERED and claim.units_text:
            yield flag(claim.at("units"), shared=True, ksb=claim.ksb, units=claim.units_text)


@COV.rule(
    "COV-15",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    requires=("READ-04", "KSB-07", "KSB-08"),
    message="Under half of the KSBs are covered.",
    found="{covered} of the {total} KSBs that {whose} lists are marked full or partial.",
    expected="At least half of them covered, and all of them as far as can be expected.",
    fix="Find where more KSBs are covered. If they are not, ask the adviser whether this standard is the right one.",
    limits="Rows without a coverage count as covered here until they say. KSBs without a row count as not covered.",
)
def at_least_half_of_the_ksbs_are_covered(application: Application) -> Iterator[Flag]:
    """At least half of the KSBs are covered.

    A qualification that covers fewer selectively covers the standard, which is another category and no alignment.
    """
    all_kinds = together(application.extents.values())
    in_doubt = all_kinds.unsure + min(all_kinds.unlisted, len(_unread_rows(application)))
    if 2 * (all_kinds.covered + in_doubt) < all_kinds.total:
        yield flag(
            application.mapping_header("coverage"),
            *(claim.at("coverage") for claim in application.claims if claim.coverage is Coverage.NOT_COVERED),
            cause="under half",
            covered=all_kinds.covered,
            total=all_kinds.total,
            whose="the standard" if application.standard else "the mapping",
        )


def _unread_rows(application: Application) -> list[Location]:
    """The rows whose KSB could not be read."""
    problems = (problem for problem in application.problems if problem.book is Book.MAPPING and problem.field == "ksb")
    return [place for problem in problems for place in problem.where]


@COV.rule(
    "COV-16",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    requires=("READ-04", "KSB-07", "KSB-08"),
    applies=lambda application: len(application.extents) > 1,
    nothing_to_do="The KSBs are all of one kind.",
    message="{low_is} covered far less than {high}.",
    found="{low_share}% of the {low} covered, and {high_share}% of the {high}.",
    expected="Kinds covered alike: less than {gap} percentage points between them.",
    fix="Look for units that cover more of the {low}. Be ready to explain the difference if it stays.",
    limits="Counts KSBs, not how much each asks. Where a kind has few KSBs, one of them makes a wide gap.",
)
def kinds_are_covered_alike(application: Application) -> Iterator[Flag]:
    """Knowledge, skills and behaviours are covered alike.

    A qualification that teaches about an occupation without its skills, or the reverse, does not lead to competence.
    """
    extents = application.extents
    high = max(extents, key=lambda kind: extents[kind].least)
    for low, extent in extents.items():
        if low is not high and extents[high].least - extent.most >= application.settings.kind_gap:
            yield flag(
                application.mapping_header("coverage"),
                *_uncovered_of(application, low),
                cause=f"{low} below {high}",
                low=low.value,
                low_is="Knowledge is" if low is Kind.KNOWLEDGE else f"{low.capitalize()} are",
                high=high.value,
                low_share=round(extent.most),
                high_share=round(extents[high].least),
                gap=application.settings.kind_gap,
            )


def _uncovered_of(application: Application, kind: Kind) -> Iterator[Location]:
    for claim in application.claims:
        if kind_of(claim.ksb) is kind and claim.coverage is Coverage.NOT_COVERED:
            yield claim.at("coverage")


@COV.rule(
    "COV-17",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    requires=("COV-18",),
    applies=lambda application: len(application.units) > 1,
    nothing_to_do="The structure has one unit only.",
    message="All behaviours rest on one unit, {unit}.",
    found="{unit} alone in {where}, for {ksb}.",
    expected="Behaviours shown in several units.",
    fix="Name the other units where learners show these behaviours. If there are none, be ready to explain why.",
    limits="Looks where three behaviours or more are covered, and their units are all found in the structure.",
)
def behaviours_do_not_all_rest_on_one_unit(application: Application) -> Iterator[Flag]:
    """Behaviours do not all rest on one unit.

    A behaviour is a way of working in everything one does, and is hard to show in a single unit.
    """
    claims = [claim for claim in application.claims if kind_of(claim.ksb) is Kind.BEHAVIOURS]
    units = _units_of_all(application, claims, LEAST_BEHAVIOURS)
    if units and len(units) == 1:
        (unit,) = units
        for claim in claims:
            if claim.coverage in COVERED:
                yield flag(claim.at("units"), ksb=claim.ksb, unit=unit, cause=f"all behaviours on {unit}")


@COV.rule(
    "COV-18",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: len(application.units) > 1,
    nothing_to_do="The structure has one unit only.",
    message="Every row names the same units.",
    found="{units} in each of {rows} rows.",
    expected="For each KSB, the units that cover it.",
    fix="Go through the KSBs, and name for each only the units where it is taught and assessed.",
    limits="Looks where five KSBs or more are covered, and their units are all found in the structure.",
)
def rows_differ_in_their_units(application: Application) -> Iterator[Flag]:
    """Rows differ: not every row names the same units.

    The same units on every row look filled down, and do not show where a KSB is met.
    """
    units = _units_of_all(application, application.claims, LEAST_ROWS)
    covered = [claim for claim in application.claims if claim.coverage in COVERED]
    for claim in covered if units else ():
        yield flag(
            claim.at("units"),
            ksb=claim.ksb,
            cause="the same units",
            units=listed(unit.key for unit in application.units if unit.key in (units or ())),
            rows=len(covered),
        )


def _units_of_all(application: Application, claims: Sequence[Claim], least: int) -> frozenset[str] | None:
    """The units that each of these KSBs is claimed by, where they are the same for all and nothing is in doubt."""
    codes = {claim.ksb for claim in claims if claim.coverage in COVERED}
    units = {application.covering_units[code] for code in codes}
    certain = not codes & application.uncertain_ksbs
    return units.pop() if certain and len(codes) >= least and len(units) == 1 else None


def _any_with(application: Application, *coverages: Coverage) -> bool:
    return any(claim.coverage in coverages for claim in application.claims)


def _needing_reason(application: Application) -> Iterator[Claim]:
    """Rows that claim less than full coverage."""
    return (claim for claim in application.claims if claim.coverage in (Coverage.PARTIAL, Coverage.NOT_COVERED))


def _with_reason(application: Application, coverage: Coverage) -> Iterator[Flag]:
    for claim in application.claims:
        if claim.coverage is coverage and claim.reason:
            yield flag(claim.at("coverage"), shared=True, ksb=claim.ksb, reason=claim.reason)


def _without_reason(application: Application, coverage: Coverage) -> Iterator[Flag]:
    for claim in application.claims:
        if claim.coverage is coverage and application.blank(claim, "reason"):
            place = claim.at("reason").cell if claim.has("reason") else NO_COLUMN
            yield flag(claim.at("reason"), cause="no reason", ksb=claim.ksb, place=place)


def _is_stub(reason: str, least: int) -> bool:
    folded = fold(reason)
    return len(re.findall(r"\w+", folded)) < least or STUB.fullmatch(folded) is not None
