"""What is claimed for each KSB: the reasons for less than full coverage"""

import re
from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.ksb import Coverage
from htq_core.model.reasons import is_on_published_ground, says_no_more, says_nothing, takes_back
from htq_core.model.records import Claim
from htq_core.rules.cov import COV, any_with
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, Flag, flag
from htq_core.standards.wording import fold

NO_REASON_NEEDED = "Every KSB is marked fully covered, so no reason is needed."
NO_COLUMN = "a column for reasons (which the sheet does not have yet)"

STUB = re.compile(
    r"no|yes|ok|n/?a|none|nil|ditto|not applicable(?: (?:to|for|in) (?:this|our|the) \w+)?|as (?:above|before|below)"
    r"|(?:for )?(?:the )?same(?: reasons?)?(?: as (?:above|before|below|(?:for )?[ksb] ?\d+))?"
    r"|(?:please )?see (?:(?:the )?(?:\w+ )?(?:above|below)|notes?.*|units?.*|other.*|separate.*|attached.*)"
    r"|various|other|partial(?:ly)?|partly|not covered|not met|workplace|employer|[^0-9a-z]*"
)


def _needing_reason(application: Application) -> Iterator[Claim]:
    """Rows that claim less than full coverage."""
    return (claim for claim in application.claims if claim.coverage in (Coverage.PARTIAL, Coverage.NOT_COVERED))


def _any_needs_reason(application: Application) -> bool:
    return any(_needing_reason(application))


@COV.rule(
    "COV-06",
    Severity.FIX,
    inputs="M",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=lambda application: any_with(application, Coverage.PARTIAL),
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
    applies=lambda application: any_with(application, Coverage.NOT_COVERED),
    nothing_to_do="No KSB is marked not covered.",
    message="No reason is given for leaving {ksb} uncovered.",
    found="Not covered, and nothing in {place}.",
    expected="A reason beside every KSB that is not covered.",
    fix="Say in {place} why nothing covers {ksb}. Or name a unit, and change the coverage.",
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
    applies=_any_needs_reason,
    nothing_to_do=NO_REASON_NEEDED,
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
    applies=_any_needs_reason,
    nothing_to_do=NO_REASON_NEEDED,
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
        places = {claim.at("reason") for claim in claims}
        if len(places) >= application.settings.same_reason_rows:
            for claim in claims:
                yield flag(
                    claim.at("reason"),
                    ksb=claim.ksb,
                    cause=reason,
                    rows=len(places),
                    reason=claims[0].reason,
                    least=application.settings.same_reason_rows,
                )


@COV.rule(
    "COV-10",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    applies=_any_needs_reason,
    nothing_to_do=NO_REASON_NEEDED,
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
    applies=_any_needs_reason,
    nothing_to_do=NO_REASON_NEEDED,
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
    applies=lambda application: any_with(application, Coverage.FULL),
    nothing_to_do="No KSB is marked fully covered.",
    message="The note beside {ksb} says less than the full coverage that is claimed.",
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


def _without_reason(application: Application, coverage: Coverage) -> Iterator[Flag]:
    for claim in application.claims:
        if claim.coverage is coverage and application.blank(claim, "reason"):
            place = claim.at("reason").cell if claim.has("reason") else NO_COLUMN
            yield flag(claim.at("reason"), cause="no reason", ksb=claim.ksb, place=place)


def _is_stub(reason: str, least: int) -> bool:
    folded = fold(reason)
    return len(re.findall(r"\w+", folded)) < least or STUB.fullmatch(folded) is not None or says_nothing(reason)
