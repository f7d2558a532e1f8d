"""Pairs of defects that cannot both be there, and what is rightly said of two together."""

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
        {"standard_has_a_notice"},
        {"record_is_not_loaded", "version_has_an_end"},
        "There is a notice on one standard only, and the other is about another.",
    ),
    (
        {"record_is_not_loaded", "standard_is_only_potential"},
        {"qualification_is_above_the_standard"},
        "The other standard is at the level of the qualification.",
    ),
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
        {"ksb_rests_on_a_lower_unit", "ksbs_rest_on_a_unit_without_assessment", "most_ksbs_are_not_covered"},
        "A row that names the large unit does not rest on another alone, and one that is not covered rests on none.",
    ),
    (
        {"units_are_merged"},
        {"most_ksbs_are_not_covered"},
        "The merged cell is empty then, as its first row is not covered.",
    ),
    (
        {"coverage_column_is_missing"},
        {"mapping_is_not_filled_in"},
        "A column that is not known may hold all that was filled in.",
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
        {"mandatory_unit_supports_nothing", "credits_support_nothing"},
        {"ksb_is_spread_over_all_units"},
        "A KSB that is spread over all units gives each of them something to support.",
    ),
    ({"record_is_not_loaded"}, {"another_standard_was_chosen"}, "The record of the one that was chosen is loaded."),
    (COVERAGE_IS_GONE, ON_A_COVERED_ROW, "A row whose coverage cannot be told claims nothing."),
    ({"coverage_is_not_stated"}, {"coverage_is_a_colour"}, "The blank cell is coloured then, which says a coverage."),
    (
        {"files_are_swapped"},
        {"another_standard_was_chosen", "number_has_a_digit_too_few", "route_has_no_standards"},
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
    (
        {"standard_is_unknown"},
        {"second_occupation_has_no_mapping"},
        "STD-01",
        "The structure names the first standard again, and the mapping the unknown one.",
    ),
)
"""What a rule rightly says of two defects together that it says of neither alone, and why."""
