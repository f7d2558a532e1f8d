"""The structure: its option groups, their rules of combination, and its pathways"""

from collections.abc import Iterator
from difflib import get_close_matches

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.pathway_names import pathways_of, pathways_said, same_pathway
from htq_core.model.permitted import rows_on
from htq_core.model.records import OptionGroup, Unit
from htq_core.model.shortfalls import shortfalls
from htq_core.pathways import folded, open_on
from htq_core.rules.rule import CLAIMS, UNITS, Flag, InFull, flag, listed
from htq_core.rules.str_ import STR, missing_cells

ALIKE = 0.6


@STR.rule(
    "STR-05",
    Severity.FIX,
    inputs="Q",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: bool(application.groups),
    nothing_to_do="There is no table of option groups.",
    message="Option group “{group}” {trouble}.",
    found="{asks} in {where}, and {holds} in the group.",
    expected="A minimum that the group can meet, and that is not above its maximum.",
    fix="{change}.",
    limits="May miss a group that cannot be met only because its units require or bar others.",
)
def no_group_asks_for_more_than_it_holds(application: Application) -> Iterator[Flag]:
    """No option group asks for more than it holds.

    A learner could not do what the group asks, and so could not complete the qualification.
    """
    for short in shortfalls(application.choices, application.groups, application.units):
        trouble = "has a minimum above its maximum" if short.contradicts_itself else "asks for more than it holds"
        on, lower = listed(short.pathways), f"Lower the minimum in {short.row.at('minimum').cell}"
        yield flag(
            short.row.at("minimum"),
            cause=f"{folded(short.row.name)} on {short.row.pathway}",
            group=short.row.name,
            trouble=f"{trouble} on {on}" if on else trouble,
            asks=short.asks,
            holds=short.holds,
            change=InFull(
                f"Say in {short.row.at('pathway').cell} which pathways it is for, or add its units for {on}"
                if short.for_everyone
                else f"{lower}, or add the units that are missing from the group"
            ),
        )


@STR.rule(
    "STR-11",
    Severity.FIX,
    inputs="Q",
    basis="P",
    needs=(UNITS,),
    applies=lambda application: any(unit.mandatory is False for unit in application.units),
    nothing_to_do="No unit is optional.",
    message="No option group is given for {unit}.",
    found="{found}",
    expected="An option group for each optional unit.",
    fix="Give the option group of {unit} {place}, and say how many to choose from it.",
)
def each_optional_unit_belongs_to_a_group(application: Application) -> Iterator[Flag]:
    """Each optional unit belongs to an option group.

    Approval covers every permitted combination. Without a group nobody can tell which combinations those are.
    """
    missing = [unit for unit in application.units if unit.mandatory is False and application.blank(unit, "group")]
    yield from missing_cells(application, missing, "group", "option groups")


@STR.rule(
    "STR-12",
    Severity.FIX,
    inputs="QA",
    basis="P",
    needs=(UNITS,),
    applies=lambda application: bool(application.groups) or any(_grouped(application)),
    nothing_to_do="There are no option groups.",
    message="It is not said how many to choose from option group “{group}”.",
    found="{found}",
    expected="For each option group: units or credits, and how many.",
    fix="Say in the table of option groups how many units or credits to choose from “{group}”.",
)
def each_group_has_a_rule_of_combination(application: Application) -> Iterator[Flag]:
    """Each option group has a rule of combination.

    Approval covers every permitted combination, and the rule is what permits them.
    """
    ruled = listed(list(dict.fromkeys(row.name for row in application.groups)))
    table = f"The table of option groups has {ruled} only." if ruled else "There is no row in a table of option groups."
    for unit in _grouped(application):
        group = unit.group or ""
        pathways = [choices.pathway for choices in application.choices if open_on(choices.pathway, unit)]
        if not all(rows_on(pathway, application.groups, group) for pathway in pathways):
            yield flag(unit.at("group"), cause=folded(group), group=group, found=table)
    for row in application.groups:
        blanks = [name for name in ("choose", "minimum") if application.blank(row, name)]
        if blanks:
            where = (row.at(name) for name in blanks)
            cause = f"row {folded(row.name)} {row.pathway}"
            yield flag(*where, cause=cause, group=row.name, found="Its row of the table is not complete.")


def _grouped(application: Application) -> Iterator[Unit]:
    return (unit for unit in application.units if unit.mandatory is False and unit.group)


@STR.rule(
    "STR-13",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS),
    applies=lambda application: any(claim.pathway for claim in application.claims),
    nothing_to_do="The mapping names no pathway.",
    message="The structure has no pathway called “{name}”.",
    found="“{name}” in {where}. {theirs}",
    expected="The same names for pathways in both files.",
    fix="Write the pathway in both files in the same way. {hint}",
    limits="Looks at pathways that the mapping names. One that only the structure names may hold for no KSB alone.",
)
def pathways_have_the_same_names(application: Application) -> Iterator[Flag]:
    """Pathways have the same names in both files.

    The adviser follows a pathway from one file to the other by its name.
    """
    known = pathways_of([*application.units, *application.groups])
    theirs = f"The structure names {listed(known.values())}." if known else "The structure names no pathway."
    written: dict[str, str] = {}
    for claim in application.claims:
        for name in pathways_said(claim.pathway or "", known):
            if claim.at("pathway") not in application.reported and same_pathway(name) not in known:
                name = written.setdefault(same_pathway(name), name)
                near = get_close_matches(same_pathway(name), known, n=1, cutoff=ALIKE)
                yield flag(
                    claim.at("pathway"),
                    cause=same_pathway(name),
                    name=name[:60],
                    theirs=theirs,
                    hint=f"Did you mean “{known[near[0]][:55]}”?" if near else "Or leave the cell blank for all.",
                )


@STR.rule(
    "STR-17",
    Severity.DISCUSS,
    inputs="QA",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: any(row.words for row in application.groups),
    nothing_to_do="Every rule of combination is given in figures, so nothing was assumed.",
    message="{how_many} read out of words, and {answer}.",
    found="{read}.",
    expected="Rules of combination in figures, or your word that they were read as you mean them.",
    fix="Say on the Reading page whether each is right. Or give the figures in {where}.",
    limits="Knows the usual ways to put a rule in words. It may over-report one that is plain to everybody.",
)
def assumed_rules_are_confirmed(application: Application) -> Iterator[Flag]:
    """A rule of combination that was read out of words is confirmed by you.

    What learners may take is worked out from these rules, so one that was misread could hide a gap.
    """
    assumed = [row for row in application.groups if row.words]
    if application.answers.rules_confirmed:
        return
    one = len(assumed) == 1
    yield flag(
        *(row.at("minimum") for row in assumed),
        cause="assumed",
        how_many="One rule of combination was" if one else f"{len(assumed)} rules of combination were",
        answer=f"{'is' if one else 'are'} not confirmed yet"
        if application.answers.rules_confirmed is None
        else f"you say that {'it is' if one else 'they are'} not right",
        read=listed(_as_read(row) for row in assumed),
    )


def _as_read(row: OptionGroup) -> str:
    """A rule of combination in words, as it was read."""
    if row.minimum is None:
        return f"{row.name[:40]}: how many is not known"
    most = f" to {row.maximum:g}" if row.maximum is not None and row.maximum != row.minimum else ""
    what = (row.choose or "").removesuffix("s" if row.minimum == 1 and not most else "")
    return f"{row.name[:40]}: {row.minimum:g}{most} {what}".rstrip()
