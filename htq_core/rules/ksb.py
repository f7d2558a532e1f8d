"""Is the list of KSBs the standard's own?"""

from collections.abc import Iterator, Mapping

from htq_core.findings import Comparison, Piece, Severity
from htq_core.model.application import NAMING, Application
from htq_core.model.duties import duties_named, duties_numbered
from htq_core.model.kinds import out_of_place
from htq_core.model.ksb import code_order
from htq_core.model.origin import Origin
from htq_core.model.rewording import Rewording, rewording_of
from htq_core.model.slips import How, Slip, row_of
from htq_core.model.statements import TwoTexts, Wording
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, RECORD, Family, Flag, NotRun, flag, listed
from htq_core.standards.standard import Duty

KSB = Family("KSB", "Is the list of KSBs the standard's own?")

RIGHT_LIST = ("KSB-07", "KSB-08")
"""What must hold before a row is held against the list: that it is the right one."""


MANY = 8
"""So many rows in other words, and most of all rows, are one fault: the statements were rewritten throughout."""


def _has_statements(application: Application) -> bool:
    return any(claim.statement for claim in application.claims)


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
                remedy=_remedy(application.meant_codes.get(claim.position, ()), bool(claim.statement)),
            )


def _remedy(meant: tuple[str, ...], by_wording: bool) -> str:
    """What to do about a strange code, given the codes that it may mean."""
    if not meant:
        return "Correct the code, or remove the row if it is not of this standard."
    code = " or ".join(meant[:3])
    if by_wording:
        return f"Its wording is that of {code}. Change the code to {code}."
    return f"Did you mean {code}? It has no row yet. Correct the code, or remove the row."


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
    requires=RIGHT_LIST,
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
    reworded = [(w, texts, how) for w, texts, how in _reworded(application) if how is Rewording.OTHER]
    throughout = len(reworded) >= MANY and 2 * len(reworded) > len(application.wordings)
    for wording, texts, _ in reworded:
        theirs, published = texts.first_difference()
        yield flag(
            wording.claim.at("statement"),
            ksb=wording.claim.ksb,
            cause="throughout" if throughout else "",
            theirs=theirs,
            published=published,
            version=application.version,
            compare=texts.comparison(wording.claim.ksb),
        )


@KSB.rule(
    "KSB-06",
    Severity.FIX,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    requires=RIGHT_LIST,
    applies=_has_statements,
    nothing_to_do="The mapping gives codes only, without wording.",
    message="{what}.",
    found="In {where}, beside {ksb}: the published wording of {other}.",
    expected="Beside each code, its own wording.",
    fix="{remedy} Then check the claims beside {where}.",
    limits="Wording that the standard gives to two codes is accepted beside either.",
)
def wording_belongs_to_its_code(application: Application) -> Iterator[Flag]:
    """The wording does not belong to another code.

    When rows slip, every claim after the slip stands beside the wrong statement, and none of them can be relied on.
    """
    for slip in application.slips:
        first = slip.claims[0].ksb
        for claim, code in slip.pairs:
            texts = TwoTexts(claim.statement, application.published_anywhere[claim.ksb].text)
            yield flag(
                claim.at("statement"),
                ksb=claim.ksb,
                cause=f"{first} {slip.how} by {slip.shift}",
                what=_what_happened(slip),
                other=code,
                remedy=_how_to_mend(slip),
                compare=texts.comparison(claim.ksb),
            )


def _what_happened(slip: Slip) -> str:
    codes = listed((claim.ksb for claim in slip.claims), most=4)
    match slip.how:
        case How.SHIFTED:
            rows = f"Rows {row_of(slip.claims[0])} to {row_of(slip.claims[-1])}"
            return f"{rows} hold the statements of {_rows_away(slip.shift)}"
        case How.SWAPPED:
            return f"The statements of {codes} have changed places"
        case How.FILLED:
            return f"The statement of {slip.belong_to[0]} stands beside {codes} too"
        case How.PRINTED:
            return f"The statements beside {codes} have these codes printed in them"
        case How.SCATTERED:
            return f"The statements beside {codes} belong to other codes"
        case How.ALONE:
            return f"The wording beside {codes} belongs to {slip.belong_to[0]}"


def _rows_away(shift: int) -> str:
    side = "below" if shift > 0 else "above"
    return f"the row {side}" if abs(shift) == 1 else f"the row {abs(shift)} rows {side}"


def _how_to_mend(slip: Slip) -> str:
    """What to do about statements that stand beside the wrong codes."""
    match slip.how:
        case How.SHIFTED:
            rows = "one row" if abs(slip.shift) == 1 else f"{abs(slip.shift)} rows"
            return f"Move these statements {rows} {'down' if slip.shift > 0 else 'up'}, each to its own code."
        case How.SWAPPED:
            return "Let the two statements change places again."
        case How.PRINTED:
            return "Ask the adviser whether codes go by what is printed, or by their order."
        case How.FILLED | How.SCATTERED | How.ALONE:
            return "Check whether rows have slipped, and put the right wording beside each code."


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
    "KSB-09",
    Severity.DISCUSS,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    requires=RIGHT_LIST,
    applies=_has_statements,
    nothing_to_do="The mapping gives codes only, without wording.",
    message="The statement of {ksb} was {how}.",
    found="“{theirs}” in {where}.",
    expected="“{published}”, as published in version {version}.",
    fix="Copy the published wording into {where}. Then check that the claim holds for all that it asks.",
    limits="May miss a weaker word that it does not know, and may point out a change that you do not find weaker.",
)
def no_statement_was_weakened(application: Application) -> Iterator[Flag]:
    """No statement was cut short, softened or negated.

    A claim against a weaker statement leaves part of the standard uncovered, without saying so.
    """
    for wording, texts, how in _reworded(application):
        if how is not Rewording.OTHER:
            theirs, published = texts.first_difference()
            yield flag(
                wording.claim.at("statement"),
                ksb=wording.claim.ksb,
                how=how.value,
                theirs=theirs,
                published=published,
                version=application.version,
                compare=texts.comparison(wording.claim.ksb),
            )


def _reworded(application: Application) -> Iterator[tuple[Wording, TwoTexts, Rewording]]:
    """Each row whose wording is not the published one, with both texts and what was done."""
    for wording in application.reworded:
        texts = TwoTexts(wording.claim.statement, application.published_anywhere[wording.claim.ksb].text)
        yield wording, texts, rewording_of(texts)


@KSB.rule(
    "KSB-10",
    Severity.NOTE,
    inputs="M",
    basis="J",
    needs=(CLAIMS,),
    message="{ksb} stands {among}.",
    found="{ksb} in {where}, {among}.",
    expected="Codes of one kind together.",
    fix="Check the code first. If it is right, move {where} to the rows of its own kind.",
    limits="Without headings, looks only for single rows in a list that is in order of kinds.",
)
def each_code_sits_under_its_kind(application: Application) -> Iterator[Flag]:
    """Each code sits under the heading of its kind.

    A code under the wrong heading is easily read as another one, K3 as S3.
    """
    for claim, among in out_of_place(application.claims):
        yield flag(claim.at("ksb"), ksb=claim.ksb, cause=f"{claim.ksb[0]} {among}", among=among)


@KSB.rule(
    "KSB-11",
    Severity.NOTE,
    inputs="MS",
    basis="J",
    needs=(CLAIMS, RECORD),
    requires=RIGHT_LIST,
    applies=lambda application: any(application.wording.said_twice),
    nothing_to_do="The standard says nothing twice.",
    message="The standard says the same in {kept} and {ksb}, and {ksb} has no row.",
    found="A row for {kept}, and none for {ksb}.",
    expected="A row for each, as the standard has both.",
    fix="Add a row for {ksb} with the same wording. It may name the same units.",
    limits="May miss statements that the standard repeats in slightly different words.",
)
def both_rows_of_a_repeated_statement_are_kept(application: Application) -> Iterator[Flag]:
    """Where the standard itself repeats a statement, both rows are kept.

    The adviser counts KSBs by code, so one that is left out looks as if it had been overlooked.
    """
    heading = application.mapping_header("ksb") or application.mapping_header("statement")
    for code, kept in application.kept_once.items():
        yield flag(heading, application.claims_of[kept][0].at("ksb"), ksb=code, kept=kept)


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
