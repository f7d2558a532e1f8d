"""The occupational standard: its options"""

import re
from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.in_force import NAMING
from htq_core.model.naming import has_options, is_an_option, option_near, options_named
from htq_core.rules.rule import MAPPING, RECORD, REFERENCE, Flag, flag
from htq_core.rules.std import STD
from htq_core.standards.wording import fold

NO_OPTION = re.compile(r"(?:none|nil|no options?|n/?a|not applicable)\b.*", re.IGNORECASE | re.DOTALL)


@STD.rule(
    "STD-11",
    Severity.FIX,
    inputs="MAS",
    basis="P",
    needs=(REFERENCE,),
    applies=has_options,
    nothing_to_do="The standard has no options that we know of.",
    message="The option of {reference} is not named.",
    found="A standard with options, and none of them named.",
    expected="One of the options: {options}.",
    fix="Write the option in the mapping, as the standard names it, or choose it on the Standard page.",
    limits="May miss options that neither the record nor our catalogue shows.",
)
def the_option_is_named(application: Application) -> Iterator[Flag]:
    """For a standard with a core and options, the option is named.

    Each option is an occupation of its own: its KSBs are the core ones and its own.
    """
    cell = application.answer_cell("option")
    said = [application.option, *(option for option, _ in options_named(application))]
    named = any(option and not NO_OPTION.fullmatch(option) for option in said)
    if not named and cell not in application.reported:
        yield flag(
            cell or application.answer_cell(*NAMING),
            cause=application.reference,
            reference=application.reference,
            options=application.option_titles or "see the published standard",
        )


@STD.rule(
    "STD-12",
    Severity.FIX,
    inputs="MAS",
    basis="P",
    needs=(REFERENCE, RECORD),
    applies=lambda application: bool(options_named(application)),
    nothing_to_do="No option is named.",
    message="{standard} {trouble}.",
    found="“{option}”, {place}.",
    expected="{wanted}: {options}.",
    fix="{remedy}.",
    limits="Compares titles word by word. It may over-report an option that is named in words of your own.",
)
def the_option_exists(application: Application) -> Iterator[Flag]:
    """The option that is named exists in this version of the standard.

    The option decides which KSBs are to be covered, so one that does not exist leaves them open.
    """
    titles = application.option_titles
    for option, cell in options_named(application):
        if is_an_option(application, option) or NO_OPTION.fullmatch(option):
            continue
        yield flag(
            cell,
            cause=fold(option),
            standard=f"{application.reference} version {application.version}",
            trouble="has no option of this name" if titles else "has no options, but one is named",
            option=option,
            place=f"in {cell.cell}" if cell else "as chosen",
            wanted="One of the options" if titles else "The option",
            options=titles or "left blank",
            remedy=_remedy(application, option),
        )


def _remedy(application: Application, option: str) -> str:
    if not application.option_titles:
        return "Clear it, or check that this is the standard and version you mean"
    near = option_near(application, option)
    return f"If you mean “{near[:50]}”, write that" if near else "Change it to one of them"


@STD.rule(
    "STD-13",
    Severity.NOTE,
    inputs="S",
    basis="J",
    needs=(REFERENCE, RECORD),
    requires=("STD-11", "STD-12"),
    applies=lambda application: has_options(application),
    nothing_to_do="The standard has no options.",
    message="Which KSBs belong to the option “{option}” is not known.",
    found="The published record does not say. All {count} KSBs of {reference} were tested.",
    expected="A record that says which KSBs each option asks for.",
    fix="Ask at your support session which KSBs the option asks for. Give every KSB a row until you know.",
    limits="Goes by the record that is loaded, which may leave out what the published page says of each option.",
)
def the_ksbs_of_the_option_are_known(application: Application) -> Iterator[Flag]:
    """Which KSBs belong to the option is known.

    Each option asks for the core KSBs and its own. Where that is not published, none can be left out.
    """
    standard = application.standard
    option = standard.option_called(application.option) if standard else None
    if standard and option and (option.codes is None or standard.core_codes is None):
        yield flag(
            application.answer_cell("option"),
            cause=fold(application.option),
            option=application.option,
            count=len(standard.ksbs),
            reference=application.reference,
        )


@STD.rule(
    "STD-14",
    Severity.NOTE,
    inputs="MS",
    basis="J",
    needs=(REFERENCE, MAPPING, RECORD),
    applies=lambda application: bool(application.of_other_options),
    nothing_to_do="The standard has no KSBs of other options.",
    message="The mapping has rows for other options of {reference}: {codes}.",
    found="{ksb} {belongs} only to {options}. No other rule looks at {them}.",
    expected="Rows for the core KSBs and those of “{option}”.",
    fix="Take these rows out, or leave them if you want them read. If the option is wrong, correct the option.",
    limits="Goes by the record that is loaded. It may over-report a KSB that you cover beyond your option on purpose.",
)
def rows_of_other_options_are_pointed_out(application: Application) -> Iterator[Flag]:
    """KSBs of the standard’s other options in the mapping are pointed out.

    They count neither for nor against the option that is named, and a reader may take them for required.
    """
    claims = application.claims_of_other_options
    codes = tuple(dict.fromkeys(claim.ksb for claim in claims))
    titles = tuple(dict.fromkeys(title for code in codes for title in application.of_other_options[code]))
    for claim in claims:
        yield flag(
            claim.at("ksb"),
            ksb=claim.ksb,
            cause="other options",
            reference=application.reference,
            codes=codes,
            belongs="belongs" if len(codes) == 1 else "belong",
            them="it" if len(codes) == 1 else "them",
            options=titles,
            option=application.option,
        )
