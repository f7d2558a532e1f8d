"""Is the list of KSBs the standard's own? Its wording"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.rewording import Rewording, rewording_of
from htq_core.model.slips import How, Slip, row_of
from htq_core.model.statements import TwoTexts, Wording
from htq_core.rules.ksb import KSB, RIGHT_LIST
from htq_core.rules.rule import CLAIMS, RECORD, Flag, flag, listed

MANY = 8
"""So many rows in other words, and most of all rows, are one fault: the statements were rewritten throughout."""


def _has_statements(application: Application) -> bool:
    return any(claim.statement for claim in application.claims)


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
