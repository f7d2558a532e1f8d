"""What is claimed for each KSB?"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.coverage_words import coverage_near
from htq_core.model.extent import together
from htq_core.model.ksb import Coverage, Kind, kind_of
from htq_core.model.problem import ProblemKind
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, Family, Flag, flag
from htq_core.standards.wording import fold

COV = Family("COV", "What is claimed for each KSB?")

WORD = {Coverage.FULL: "Full", Coverage.PARTIAL: "Partial", Coverage.NOT_COVERED: "Not covered"}


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
    fix="Change {where} to Full, Partial or Not covered. The last two need a reason as well. {hint}",
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
    applies=lambda application: any_with(application, Coverage.NOT_COVERED),
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
    applies=lambda application: any_with(application, Coverage.PARTIAL),
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


def any_with(application: Application, *coverages: Coverage) -> bool:
    """Whether some row states one of these coverages."""
    return any(claim.coverage in coverages for claim in application.claims)


def _with_reason(application: Application, coverage: Coverage) -> Iterator[Flag]:
    for claim in application.claims:
        if claim.coverage is coverage and claim.reason:
            yield flag(claim.at("coverage"), shared=True, ksb=claim.ksb, reason=claim.reason)
