"""What is claimed for each KSB?"""

import re
from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.location import Book
from htq_core.model.application import COVERED, Application
from htq_core.model.ksb import Coverage
from htq_core.model.problem import ProblemKind
from htq_core.model.records import Claim
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, Family, Flag, flag
from htq_core.standards.wording import fold

COV = Family("COV", "What is claimed for each KSB?")

WORD = {Coverage.FULL: "Full", Coverage.PARTIAL: "Partial", Coverage.NOT_COVERED: "Not covered"}

REASON_PLACE = "the column for reasons"
NO_COLUMN = "a column for reasons, which the sheet does not have yet"

STUB = re.compile(
    r"no|yes|ok|n/?a|none|nil|ditto|not applicable|same(?: as above)?|as (?:above|before|below)"
    r"|see (?:above|below|notes?.*|units?.*|other.*|separate.*|attached.*)"
    r"|various|other|partial(?:ly)?|partly|not covered|not met|workplace|employer|[^0-9a-z]*"
)
SOFTENED = re.compile(
    r"\b(?:part(?:ly|ially)|in part|partial coverage|limited (?:coverage|to)"
    r"|only (?:some|part|partly|covers?|touch\w*)|some (?:aspects?|elements?|parts?|coverage)"
    r"|not (?:fully|all|completely|entirely)|not (?:assessed|covered|taught|delivered|met)"
    r"|does not cover|is(?:n't| not) covered)\b"
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
    fix="Say in {where} how far the qualification covers {ksb}.",
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
    fix="Change {where} to Full, Partial or Not covered.",
    limits="Knows the usual words and letters for each. It may over-report a word of your own that is plain to people.",
)
def every_coverage_can_be_understood(application: Application) -> Iterator[Flag]:
    """Every coverage value can be read as full, partial or not covered.

    A word of your own may mean one thing to you and another to the adviser.
    """
    for problem in application.problems_of(ProblemKind.NOT_UNDERSTOOD):
        if problem.book is Book.MAPPING and problem.field == "coverage":
            yield flag(*problem.where, ksb=problem.subject, value=problem.found, cause=fold(problem.found))


@COV.rule(
    "COV-03",
    Severity.FIX,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    message="More than one coverage is stated for {ksb} in the same row.",
    found="{stated} together at {where}.",
    expected="One coverage in each row.",
    fix="Keep the one that is true and clear the other.",
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
    message="{ksb} is marked not covered, with a reason.",
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
    message="{ksb} is marked partly covered, with a reason.",
    found="Partial in {where}. The reason given: “{reason}”",
    expected="Full coverage, or a reason that the adviser can accept.",
    fix="Be ready to say what is left out of {ksb}, and why that is better learned in the workplace.",
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
        if claim.coverage is Coverage.FULL and claim.reason and SOFTENED.search(claim.reason.casefold()):
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
            yield flag(
                claim.at("reason"),
                shared=True,
                ksb=claim.ksb,
                place=REASON_PLACE if claim.has("reason") else NO_COLUMN,
            )


def _is_stub(reason: str, least: int) -> bool:
    folded = fold(reason)
    return len(re.findall(r"\w+", folded)) < least or STUB.fullmatch(folded) is not None
