"""Two faults at once: both are reported, and nothing that is neither's. ``python -m tests.pairs --most 2000 --seed 1``

A rule that did not run, with the reason that something else has to be put right first, counts as having said so.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations

from htq_core import Book, Report, Status
from htq_core.standards.standard import Standard
from tests.making.applications import Place
from tests.making.clean import clean_application
from tests.making.defects import DEFECTS, Defect, Seeded
from tests.making.defects.defect import as_they_are
from tests.making.layouts import LAYOUTS
from tests.making.seeding import STANDARDS, Run, check_made, option_of, seed
from tests.making.writing import Made

LAYOUT = "template"
CANNOT_BE_MADE = (StopIteration, AssertionError, LookupError, ValueError, TypeError)
"""What a defect raises where the other has taken away what it would change."""
ON_ANOTHER_STANDARD = {
    "record_is_not_loaded", "standard_is_unknown", "standard_is_only_potential", "reference_is_never_at_this_level",
    "no_standard_is_named",
}  # fmt: skip
"""Defects that leave no record of a standard to check against."""
ON_ITS_RECORD = {
    "standard_is_at_level_6", "standard_is_withdrawn", "option_is_not_named", "option_does_not_exist",
    "version_has_an_end", "mapping_is_to_another_version", "mapping_is_to_another_standard",
}  # fmt: skip
COVERAGE_IS_GONE = {
    "coverage_is_a_colour", "coverage_is_an_unstored_formula", "coverage_is_not_stated", "two_coverages_in_one_row",
    "coverage_cannot_be_understood",
}  # fmt: skip
ON_MANY_ROWS = {
    "rows_contradict_each_other", "one_reason_on_many_rows", "skills_are_hardly_covered",
    "one_unit_carries_half_the_ksbs",
}  # fmt: skip
ON_UNITS_OF_A_ROW = {
    "ksb_is_spread_over_all_units", "a_ksb_rests_on_every_option", "an_option_serves_neither_occupation",
    "units_are_merged", "one_option_covers_less_than_another",
}  # fmt: skip
ON_OUTCOMES = {"outcomes_are_missing", "outcome_does_not_exist"}
ON_A_COVERED_ROW = {
    "outcomes_are_missing", "ksb_rests_on_one_unit", "ksb_rests_on_a_lower_unit",
    "ksbs_rest_on_a_unit_without_assessment", "note_contradicts_full_coverage", "page_is_missing",
}  # fmt: skip
CLASHES: tuple[tuple[set[str], set[str], str], ...] = (
    (ON_ANOTHER_STANDARD, ON_ITS_RECORD, "The fault is in a record, which the other does not load."),
    (
        {"unit_title_means_two_units"},
        {"unit_code_is_repeated"},
        "Together they make the second unit the first one over again, so its title means nothing else.",
    ),
    (
        {"mapping_is_not_filled_in"},
        {"column_is_hidden"},
        "What is hidden holds nothing that would be missed.",
    ),
    (
        {"row_is_repeated"},
        {"most_ksbs_are_not_covered"},
        "Rows that contradict each other are no mere repetition.",
    ),
    (
        {"every_row_names_the_same_units"},
        {"most_ksbs_are_not_covered", "skills_are_hardly_covered", "mapping_is_not_filled_in"},
        "A row that is not covered, or not filled in, has no units to name.",
    ),
    (
        {"mapping_is_not_filled_in"},
        {"ksb_rests_on_a_lower_unit"},
        "In a mapping that is not filled in, nothing rests on a unit.",
    ),
    (
        {"unit_code_is_repeated"},
        {"units_are_a_range"},
        "The range ends with a unit that has lost its code.",
    ),
    (
        {"option_is_not_named", "option_does_not_exist"},
        {"mapping_has_a_row_of_another_option"},
        "Which rows are another option's is known only once the option is.",
    ),
    ({"full_coverage_names_no_unit"}, ON_OUTCOMES, "A row that names no unit claims no outcomes of one."),
    (
        {"mapping_is_not_filled_in"},
        ON_MANY_ROWS,
        "Rows without coverage contradict nothing, and what else is written in them is something filled in.",
    ),
    (
        {"one_unit_carries_half_the_ksbs"},
        {"ksb_rests_on_a_lower_unit", "most_ksbs_are_not_covered"},
        "A row that names the large unit does not rest on another alone, and one that is not covered rests on none.",
    ),
    ({"status_differs"}, ON_UNITS_OF_A_ROW, "The row whose status differs then names other units."),
    (
        {"every_row_names_the_same_units", "ksbs_rest_on_a_unit_without_assessment"},
        {"a_pathway_misses_a_ksb"},
        "Both change the units of the same row.",
    ),
    (
        {"an_optional_unit_supports_nothing"},
        {"a_ksb_rests_on_every_option"},
        "A KSB that rests on every option gives each of them something to support.",
    ),
    (
        {"an_optional_unit_supports_nothing", "mandatory_unit_supports_nothing", "credits_support_nothing"},
        {"ksb_is_spread_over_all_units"},
        "A KSB that is spread over all units gives each of them something to support.",
    ),
    ({"record_is_not_loaded"}, {"another_standard_was_chosen"}, "The record of the one that was chosen is loaded."),
    (COVERAGE_IS_GONE, ON_A_COVERED_ROW, "A row whose coverage cannot be told claims nothing."),
    ({"coverage_is_not_stated"}, {"coverage_is_a_colour"}, "The blank cell is coloured then, which says a coverage."),
    (
        {"files_are_swapped"},
        {"another_standard_was_chosen", "number_has_a_digit_too_few"},
        "Nothing can be read in files that stand in each other's place.",
    ),
    (
        {"an_option_serves_neither_occupation"},
        {"an_optional_unit_supports_nothing", "mandatory_unit_supports_nothing", "credits_support_nothing"},
        "The mapping to the other occupation says otherwise.",
    ),
    (
        {"one_unit_carries_half_the_ksbs"},
        {"mandatory_credits_exceed_the_total", "full_coverage_names_no_unit"},
        "Against so small a total the unit is large; and every row names it.",
    ),
    ({"page_is_missing"}, {"mapping_is_not_filled_in"}, "A mapping that is not filled in has no pages."),
    (
        {"unit_code_is_repeated"},
        {"mandatory_units_exclude_each_other"},
        "The unit that is barred has lost the code by which it is named.",
    ),
)
"""Defects that cannot both be there, and why."""
OF_BOTH: tuple[tuple[set[str], set[str], str, str], ...] = (
    (
        {"mapping_is_to_another_standard"},
        {"unit_has_no_assessment"},
        "ASM-01",
        "In the rows of another standard, a KSB rests on the unit without assessment alone.",
    ),
    (
        {"not_covered_without_a_reason", "not_covered_with_a_reason"},
        {"every_row_names_the_same_units"},
        "COV-14",
        "The row that is not covered names the units as well.",
    ),
    (
        {"credits_column_is_missing"},
        {"mandatory_credits_exceed_the_total"},
        "STR-08",
        "Without credits, only the hours tell that the total is too small.",
    ),
    (
        {"mandatory_unit_supports_nothing"},
        {"behaviours_rest_on_one_unit"},
        "REF-11",
        "The unit that takes over all of these KSBs carries more than its size bears.",
    ),
)
"""What a rule rightly says of two defects together that it says of neither alone, and why."""
FEW = 3
"""A fault in more cells than these may lose some of them to the other fault, which stands there too."""
_IN_ORDER = tuple(sorted(DEFECTS, key=lambda defect: defect.files is not as_they_are))
"""Faults of the files themselves come second, as they are made in what was saved."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two defects in one application: where each stands, what each gives alone, and what they give together."""

    first: Run
    second: Run
    places: tuple[tuple[Place, ...], tuple[Place, ...]]
    made: Made
    report: Report

    @property
    def name(self) -> str:
        """What it is known by."""
        return f"{self.first.defect.name} + {self.second.defect.name}"

    def faults(self) -> Iterator[str]:
        """What is wrong with the report: a defect that is lost, or something that is said of neither."""
        for run, places in zip((self.first, self.second), self.places, strict=True):
            yield from self._lost(run.defect, places)
        either = self.first.fired | self.second.fired | self.first.fired_when_clean
        either |= said_of_both(self.first.defect, self.second.defect)
        more = {finding.rule for finding in self.report.findings} - either
        yield from (f"{rule} speaks of neither" for rule in sorted(more))

    def _lost(self, defect: Defect, places: tuple[Place, ...]) -> Iterator[str]:
        (outcome,) = (outcome for outcome in self.report.outcomes if outcome.rule == defect.rule)
        if outcome.status is Status.NOT_RUN:
            return
        found = [finding for finding in self.report.findings if finding.rule == defect.rule]
        if not found:
            yield f"{defect.rule} is lost ({outcome.status})"
        where = {place for finding in found for place in finding.where}
        astray = [place for place in places if self.made.cells[place] not in where]
        if found and astray and (len(places) <= FEW or len(astray) == len(places)):
            yield f"{defect.rule} is not found at {' '.join(astray[0])}"


def pairs() -> list[tuple[Defect, Defect]]:
    """Every two defects."""
    return list(combinations(_IN_ORDER, 2))


def clash(first: Defect, second: Defect) -> str:
    """Why two defects cannot both be there; empty where they can."""
    names = {first.name, second.name}
    return next((why for some, others, why in CLASHES if names & some and names & others - some), "")


def said_of_both(first: Defect, second: Defect) -> set[str]:
    """The rules that rightly speak of two defects together, though of neither alone."""
    names = {first.name, second.name}
    return {rule for some, others, rule, _ in OF_BOTH if names & some and names & others - some}


def pair_of(first: Defect, second: Defect) -> Pair | None:
    """Two defects in the first standard that both can be made for; ``None`` where they cannot stand side by side."""
    for standard in STANDARDS:
        runs = seed(first, LAYOUT, standard), seed(second, LAYOUT, standard)
        if runs[0] and runs[1]:
            return _together(runs[0], runs[1], standard) or _together(runs[1], runs[0], standard)
    return None


def _together(one: Run, other: Run, standard: Standard) -> Pair | None:
    """The second put into the application that has the first; ``None`` if it undoes the first, or cannot be made."""
    if one.defect.files is not as_they_are and other.defect.files is not as_they_are:
        return None
    clean = clean_application(standard, option_of(standard))
    try:
        both = other.defect.change(one.seeded.application, one.seeded.standard or standard)
    except CANNOT_BE_MADE:
        return None
    if both is None or set(both.places) & set(one.seeded.places):
        return None
    undone = both.application == other.seeded.application and one.seeded.application != clean
    if undone or (both.application == one.seeded.application and other.seeded.application != clean):
        return None
    seeded = _merged(one.seeded, both, standard)
    made = LAYOUTS[LAYOUT](seeded.application, seeded.standard)
    files = one.defect.files if one.defect.files is not as_they_are else other.defect.files
    if not {*one.seeded.places, *both.places} <= set(made.cells):
        return None
    try:
        mapping, structure = files(made)
        given = {book for book, data in ((Book.MAPPING, mapping), (Book.STRUCTURE, structure)) if data}
        if not {made.cells[place].book for place in (*one.seeded.places, *both.places)} <= given:
            return None
        report = check_made((mapping, structure), seeded, LAYOUT)
    except CANNOT_BE_MADE:
        return None
    return Pair(one, other, (one.seeded.places, both.places), made, report)


def _merged(one: Seeded, both: Seeded, standard: Standard) -> Seeded:
    """What the first says besides its application, where the second says nothing of its own."""
    unsaid = Seeded(both.application, both.places, both.standard)
    own = [field.name for field in fields(Seeded) if field.name not in ("application", "places", "standard")]
    kept = {name: getattr(one, name) for name in own if getattr(both, name) == getattr(unsaid, name)}
    return replace(both, **kept, standard=None if one.standard is None else both.standard)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try pairs, and list those whose report is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.pairs", description=__doc__.split("\n")[0])
    parser.add_argument("--most", type=int, default=2000, help="how many pairs, taken at random")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    every = pairs()
    random.Random(given.seed).shuffle(every)
    tried, apart, wrong = 0, 0, Counter[str]()
    for first, second in every:
        if tried == given.most:
            break
        pair = None if clash(first, second) else pair_of(first, second)
        if pair is None:
            apart += 1
            continue
        tried += 1
        for fault in pair.faults():
            wrong[fault] += 1
            print(f"{pair.name}: {fault}", flush=True)
    print(f"{tried} of {len(every)} pairs tried, {apart} cannot stand side by side, {sum(wrong.values())} faults.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
