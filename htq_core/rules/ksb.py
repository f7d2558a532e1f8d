"""Is the list of KSBs the standard's own?"""

from collections.abc import Iterator, Mapping

from htq_core.findings import Comparison, Piece, Severity
from htq_core.model.application import Application
from htq_core.model.duties import duties_named, duties_numbered
from htq_core.model.in_force import NAMING
from htq_core.model.kinds import out_of_place
from htq_core.model.ksb import code_order
from htq_core.model.origin import Origin
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, RECORD, Family, Flag, InFull, NotRun, flag, listed
from htq_core.standards.standard import Duty

KSB = Family("KSB", "Is the list of KSBs the standard's own?")

RIGHT_LIST = ("KSB-07", "KSB-08")
"""What must hold before a row is held against the list: that it is the right one."""


@KSB.rule(
    "KSB-01",
    Severity.FIX,
    inputs="MS",
    basis="P",
    needs=(CLAIMS, RECORD),
    requires=RIGHT_LIST,
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
    for code in application.codes_without_row:
        if code not in application.codes_meant and code not in application.kept_once:
            wording = Comparison(ksb=code, published=(Piece(text=application.published_anywhere[code].text),))
            yield flag(heading, ksb=code, shared=True, total=len(application.codes_to_list), compare=wording)


@KSB.rule(
    "KSB-02",
    Severity.FIX,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    requires=RIGHT_LIST,
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
            yield flag(
                claim.at("ksb"),
                ksb=claim.ksb,
                cause=claim.ksb,
                reference=f"{application.reference} version {application.version}",
                kinds=_kinds(application.published_anywhere),
                remedy=InFull(_remedy(application.meant_codes.get(claim.position, ()), bool(claim.statement))),
            )


def _remedy(meant: tuple[str, ...], by_wording: bool) -> str:
    """What to do about a strange code, given the codes that it may mean."""
    if not meant:
        return "Correct the code, or remove the row if it is not of this standard."
    code = " or ".join(meant[:3])
    if by_wording:
        return f"Its wording is that of {code}. Change the code to {code}."
    return f"Did you mean {code}? No row has that code yet. Correct the code, or remove the row."


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
    "KSB-07",
    Severity.FIX,
    inputs="MSC",
    basis="P",
    needs=(CLAIMS, RECORD),
    message="The mapping fits version {other} of {reference} better than version {version}.",
    found="{there} are those of version {other}, and {here}.",
    expected="A mapping to version {version}, which it is checked against.",
    fix="If you mean version {other}, choose it on the Standard page. Otherwise bring the mapping to {version}.",
    limits="Looks at the versions whose records are at hand. May miss one that differs only in rows you have reworded.",
)
def no_other_version_fits_better(application: Application) -> Iterator[Flag]:
    """The sheet does not match another version of the standard better.

    Codes and wording change from version to version, so right codes may stand beside statements of another version.
    """
    origin = application.origin
    if origin and origin.standard.reference == application.reference:
        version = application.mapping_details.at("version") or application.mapping_header("ksb")
        yield flag(
            version,
            *(claim.at("ksb" if origin.codes_only else "statement") for claim in origin.claims),
            cause=origin.standard.version,
            other=origin.standard.version,
            reference=application.reference,
            version=application.version,
            there=_fitting_there(origin),
            here=_fitting_here(origin, f"version {application.version}"),
        )
    elif origin is None and _fits_badly(application) and len(application.library.versions(application.reference)) < 2:
        raise NotRun(
            f"No other version of {application.reference} is at hand to compare with. Add its published record on the "
            "Standard page."
        )


@KSB.rule(
    "KSB-08",
    Severity.FIX,
    inputs="MSC",
    basis="J",
    needs=(CLAIMS, RECORD),
    message="The mapping fits another standard better: {other}.",
    found="{there} are those of {best}, and {here}.",
    expected="A mapping to {reference}, which it is checked against.",
    fix="If you mean {other}, choose it on the Standard page. Otherwise use a mapping sheet made for {reference}.",
    limits="Looks at the standards whose records are at hand. Without wording, it goes by the codes alone.",
)
def no_other_standard_fits_better(application: Application) -> Iterator[Flag]:
    """The sheet does not match another standard better.

    A mapping that was made for another occupation says nothing about this one, however well it is filled in.
    """
    origin = application.origin
    if origin and origin.standard.reference != application.reference:
        named = [f"{each.reference} version {each.version}" for each in (origin.standard, *origin.alike)]
        yield flag(
            next((cell for name in NAMING if (cell := application.mapping_details.at(name))), None),
            application.mapping_header("ksb" if origin.codes_only else "statement"),
            cause=origin.standard.reference,
            other=" or ".join(named[:3]),
            best=named[0],
            reference=application.reference,
            there=_fitting_there(origin),
            here=_fitting_here(origin, application.reference),
        )


def _fitting_there(origin: Origin) -> str:
    return f"{origin.there} of {origin.of} {'codes' if origin.codes_only else 'statements'}"


def _fitting_here(origin: Origin, here: str) -> str:
    """How many rows fit the list in force, and what it has that no row is for."""
    lacking = listed(origin.lacking, most=3)
    return f"{origin.here} are those of {here}" + (f", where no row is for {lacking}" if lacking else "")


def _fits_badly(application: Application) -> bool:
    """Whether rows differ from the published list in a way that another version might explain."""
    strange = any(claim.ksb not in application.published_anywhere for claim in application.claims)
    return strange or bool(application.reworded or application.slips or application.codes_without_row)


@KSB.rule(
    "KSB-10",
    Severity.NOTE,
    inputs="M",
    basis="J",
    needs=(CLAIMS,),
    message="The mapping has {ksb} {among}.",
    found="{ksb} in {where}, {among}.",
    expected="Codes of one kind together.",
    fix="Check the code first. If it is right, move {where} to the rows of its own kind.",
    limits="Without headings, looks only for single rows in a list that is in order of kinds.",
)
def each_code_sits_under_its_kind(application: Application) -> Iterator[Flag]:
    """Each code sits under the heading of its kind.

    A code under the wrong heading is easily read as another one, K3 as S3.
    """
    known = application.published_anywhere
    of_the_list = [claim for claim in application.claims if not known or claim.ksb in known]
    for claim, among in out_of_place(of_the_list):
        yield flag(claim.at("ksb"), ksb=claim.ksb, cause=f"{claim.ksb[0]} {among}", among=among)


@KSB.rule(
    "KSB-12",
    Severity.NOTE,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    requires=RIGHT_LIST,
    applies=lambda application: any(claim.duties for claim in application.claims) and bool(_duties(application)),
    nothing_to_do="The mapping names no duties, or the published record lists none.",
    message="{reference} has no duty {duty}.",
    found="Duty {duty} in {where}.",
    expected="Duties {span}, as the standard numbers them.",
    fix="Correct the number of the duty in {where}, or leave it out.",
    limits="Looks at duties that are given by number. Duties are counted in the order of the published record.",
)
def duties_that_are_named_exist(application: Application) -> Iterator[Flag]:
    """Duties that are named exist in the standard.

    A duty that is not there may come from another version, or be a slip.
    """
    numbered = duties_numbered(_duties(application))
    for claim in application.claims:
        for number in duties_named(claim.duties or ""):
            if number not in numbered:
                yield flag(
                    claim.at("duty"),
                    ksb=claim.ksb,
                    cause=f"duty {number}",
                    reference=application.reference,
                    duty=number,
                    span=f"1 to {max(numbered)}",
                )


def _duties(application: Application) -> tuple[Duty, ...]:
    return application.standard.duties if application.standard else ()


def _kinds(codes: Mapping[str, object]) -> str:
    """The codes of a standard in brief: K1 to K18, S1 to S21 and B1 to B6."""
    ordered = sorted(codes, key=code_order)
    spans = []
    for letter in "KSB":
        own = [code for code in ordered if code[0] == letter]
        if own:
            spans.append(own[0] if len(own) == 1 else f"{own[0]} to {own[-1]}")
    return listed(spans)
