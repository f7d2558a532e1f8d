"""Is the list of KSBs the standard's own?"""

from collections.abc import Iterator, Mapping

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.ksb import code_order
from htq_core.model.statements import first_difference
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, RECORD, Family, Flag, flag, listed

KSB = Family("KSB", "Is the list of KSBs the standard's own?")


def _has_statements(application: Application) -> bool:
    return any(claim.statement for claim in application.claims)


@KSB.rule(
    "KSB-01",
    Severity.FIX,
    inputs="MS",
    basis="P",
    needs=(CLAIMS, RECORD),
    message="The mapping has no row for {ksb} of the standard.",
    found="No row for {ksb} under the heading in {where}.",
    expected="A row for each of the {total} KSBs to be covered.",
    fix="Add a row for {ksb}, with the published wording, and say how far it is covered.",
)
def every_ksb_has_a_row(application: Application) -> Iterator[Flag]:
    """Every KSB of the standard, core and chosen option, has a row.

    All KSBs are expected to be covered. One that is not listed looks as if it had been overlooked.
    """
    heading = application.mapping_header("ksb") or application.mapping_header("statement")
    meant = {application.meant_code(claim) for claim in application.claims}
    for code in application.codes_to_list:
        if code not in application.claims_of and code not in meant:
            yield flag(heading, ksb=code, shared=True, total=len(application.codes_to_list))


@KSB.rule(
    "KSB-02",
    Severity.FIX,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    message="{ksb} is not a KSB of {reference}.",
    found="{ksb} in {where}. The standard has {kinds}.",
    expected="Only codes that the standard has.",
    fix="{remedy}",
    limits="Goes by the record that is loaded. It may over-report a code that belongs to another version.",
)
def every_code_belongs_to_the_standard(application: Application) -> Iterator[Flag]:
    """Every row's code belongs to the standard.

    A code that the standard does not have may come from another version or another standard, or be a slip.
    """
    for claim in application.claims:
        if claim.ksb not in application.published_anywhere:
            meant = application.meant_code(claim)
            yield flag(
                claim.at("ksb"),
                ksb=claim.ksb,
                cause=claim.ksb,
                reference=f"{application.reference} version {application.version}",
                kinds=_kinds(application.published_anywhere),
                remedy=f"Its wording is that of {meant}. Change the code to {meant}."
                if meant
                else "Correct the code, or remove the row if it is not of this standard.",
            )


@KSB.rule(
    "KSB-03",
    Severity.FIX,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN),
    message="The rows for {ksb} contradict each other.",
    found="{stated}.",
    expected="One answer for each KSB.",
    fix="Decide how far {ksb} is covered, and keep one row that says so.",
    limits="Compares the coverage of the rows. It may miss rows that differ in their units or reasons alone.",
)
def rows_of_a_ksb_agree(application: Application) -> Iterator[Flag]:
    """No KSB has rows that contradict each other.

    With two answers for one KSB, the adviser cannot tell which you claim.
    """
    for code, claims in application.claims_of.items():
        stated = [claim for claim in claims if claim.coverage]
        if len({claim.coverage for claim in stated}) > 1:
            yield flag(
                *(claim.at("coverage") for claim in stated),
                ksb=code,
                stated=listed(f"“{claim.said('coverage')}” in {claim.at('coverage').cell}" for claim in stated),
            )


@KSB.rule(
    "KSB-04",
    Severity.NOTE,
    inputs="M",
    basis="J",
    needs=(CLAIMS,),
    message="{ksb} has more than one row.",
    found="{ksb} again in {where}; its first row is at {first}.",
    expected="One row for each KSB.",
    fix="Bring the units together in one row for {ksb}, and remove the others.",
    limits="May over-report where you split a KSB over several rows on purpose, one for each unit.",
)
def no_ksb_row_is_repeated(application: Application) -> Iterator[Flag]:
    """No KSB row is repeated.

    A second row is easily missed when the first is changed later.
    """
    for code, claims in application.claims_of.items():
        if len(claims) > 1 and len({claim.coverage for claim in claims if claim.coverage}) < 2:
            first, *others = claims
            yield flag(*(claim.at("ksb") for claim in others), ksb=code, first=first.at("ksb").cell)


@KSB.rule(
    "KSB-05",
    Severity.DISCUSS,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    applies=_has_statements,
    nothing_to_do="The mapping gives codes only, without wording.",
    message="The wording of {ksb} is not the published wording.",
    found="“{theirs}” in {where}.",
    expected="“{published}”, as published in version {version}.",
    fix="Copy the published wording into {where}, and check that the claim still holds for it.",
    limits="Spacing, capitals and punctuation are set aside. Any other difference is shown, however small.",
)
def wording_is_the_published_wording(application: Application) -> Iterator[Flag]:
    """The wording is the published wording for that code, spacing and punctuation aside.

    Other wording can mean that the mapping was made to an older version of the standard.
    """
    for wording in application.wordings:
        if not wording.same and not wording.belongs_to:
            claim, published = wording.claim, application.published_anywhere[wording.claim.ksb]
            ours, theirs = first_difference(claim.statement, published.text)
            yield flag(claim.at("statement"), ksb=claim.ksb, theirs=ours, published=theirs, version=application.version)


@KSB.rule(
    "KSB-06",
    Severity.FIX,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    applies=_has_statements,
    nothing_to_do="The mapping gives codes only, without wording.",
    message="The wording beside {ksb} belongs to {other}.",
    found="The published wording of {other} in {where}, beside {ksb}.",
    expected="Beside each code, its own wording.",
    fix="Check whether rows have slipped. Put the right wording in {where}, then check the claims beside it.",
    limits="Wording that the standard gives to two codes is accepted beside either.",
)
def wording_belongs_to_its_code(application: Application) -> Iterator[Flag]:
    """The wording does not belong to another code.

    When rows slip, every claim after the slip stands beside the wrong statement, and none of them can be relied on.
    """
    places = {code: place for place, code in enumerate(sorted(application.published_anywhere, key=code_order))}
    cause, before = "", (-2, 0)
    for wording in application.wordings:
        if wording.belongs_to:
            claim = wording.claim
            shift = places[wording.belongs_to] - places[claim.ksb]
            if before != (claim.position - 1, shift):
                cause = f"{claim.ksb} shifted by {shift}"
            before = (claim.position, shift)
            yield flag(claim.at("statement"), ksb=claim.ksb, other=wording.belongs_to, cause=cause)


def _kinds(codes: Mapping[str, object]) -> str:
    """The codes of a standard in brief: K1 to K18, S1 to S21 and B1 to B6."""
    ordered = sorted(codes, key=code_order)
    spans = []
    for letter in "KSB":
        own = [code for code in ordered if code[0] == letter]
        if own:
            spans.append(own[0] if len(own) == 1 else f"{own[0]} to {own[-1]}")
    return listed(spans)
