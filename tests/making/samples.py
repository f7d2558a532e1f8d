"""Writes the folders of ``sample_data``: run ``python -m tests.making.samples``. The same bytes on every run.

Each sample is a folder with ``mapping.xlsx`` and ``structure.xlsx``, and beside them ``report.json``, the report they
must give. Read what changed in the reports before you commit them: they are what the tests hold the program to.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from htq_core import Answers, Choice, Source, check_several
from htq_core.answers_file import FILE_NAME, answers_from, to_file
from htq_core.standards.library import ILLUSTRATIVE_FOLDER, builtin_library
from htq_core.standards.record import read_record
from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication
from tests.making.clean import Shape, clean_application
from tests.making.defects import DEFECTS, standard_of
from tests.making.defects.defect import A_DAY, Files, as_they_are
from tests.making.flawed import flawed_application
from tests.making.layouts import LAYOUTS

FOLDER = Path(__file__).parents[2] / "sample_data"
RECORD = "record.json"
"""A published record beside the workbooks of a sample is the one to check it against."""
LEVEL_4, LEVEL_5, WITH_OPTIONS = "ST9001", "ST9002", "ST9003"


@dataclass(frozen=True, slots=True)
class Variant:
    """A clean application with the named defects, for faults that cannot stand in ``flawed`` beside the others.

    ``version`` is the standard's, by default the newest; ``today`` is the day of the check. Where the record of
    the standard does not tell options apart, it is put beside the workbooks.
    """

    folder: str
    defects: tuple[str, ...]
    reference: str = LEVEL_4
    layout: str = "template"
    version: str = ""
    today: date = A_DAY
    tells_options_apart: bool = True


MORE_FLAWS = (
    Variant("no_structure", ("structure_is_missing",)),
    Variant("swapped", ("files_are_swapped",)),
    Variant("no_coverage_column", ("coverage_column_is_missing",), layout="statement_first"),
    Variant("no_credits_column", ("credits_column_is_missing",), layout="university"),
    Variant("not_filled_in", ("mapping_is_not_filled_in",)),
    Variant(
        "hard_to_see",
        (
            "row_is_hidden",
            "coverage_is_a_colour",
            "units_are_merged",
            "comment_says_more",
            "sheet_is_not_read",
            "cell_holds_an_address",
            "formula_points_elsewhere",
        ),
    ),
    Variant("no_standard", ("no_standard_is_named",)),
    Variant("unknown_standard", ("standard_is_unknown",)),
    Variant("not_level_4_or_5", ("reference_is_never_at_this_level",)),
    Variant("not_approved", ("standard_is_only_potential",), LEVEL_5),
    Variant("record_not_loaded", ("record_is_not_loaded",), layout="university"),
    Variant("retired_version", (), version="1.0"),
    Variant("notice", ("standard_has_a_notice",), "ST9004"),
    Variant("hair_and_beauty", ("route_has_no_standards",)),
    Variant("no_option", ("option_is_not_named",), WITH_OPTIONS),
    Variant("strange_option", ("option_does_not_exist",), WITH_OPTIONS),
    Variant(
        "options_not_told_apart",
        ("record_does_not_tell_options_apart",),
        WITH_OPTIONS,
        "university",
        tells_options_apart=False,
    ),
    Variant("row_of_another_option", ("mapping_has_a_row_of_another_option",), WITH_OPTIONS),
    Variant("old_catalogue", ("catalogue_is_old",), today=date(2027, 7, 1)),
    Variant("two_qualifications", ("files_are_of_two_qualifications",), layout="university"),
    Variant("occupation_without_mapping", ("second_occupation_has_no_mapping",)),
    Variant("award_type", ("award_type_is_of_another_level", "holder_has_given_no_permission")),
    Variant("twice_the_size", ("credits_are_twice_the_usual",), LEVEL_5),
    Variant("level_6", ("qualification_is_at_level_6",)),
    Variant("level_5_for_4", ("qualification_is_above_the_standard",)),
    Variant("level_4_for_5", ("qualification_is_below_the_standard",), LEVEL_5),
    Variant("another_version", ("mapping_is_to_another_version",)),
    Variant("another_standard", ("mapping_is_to_another_standard",), layout="statement_first"),
    Variant("repeated_statement", ("row_of_a_repeated_statement_is_left_out",), LEVEL_5),
    Variant("code_among_another_kind", ("code_stands_among_another_kind",), layout="university"),
    Variant("duty", ("duty_does_not_exist",)),
    Variant("under_half", ("most_ksbs_are_not_covered",)),
    Variant("no_skills", ("skills_are_hardly_covered",)),
    Variant("behaviours_in_one_unit", ("behaviours_rest_on_one_unit",), layout="university"),
    Variant("the_same_units", ("every_row_names_the_same_units",)),
    Variant("sums", ("total_is_not_the_sum",), layout="university"),
    Variant("too_much_mandatory", ("mandatory_credits_exceed_the_total",)),
    Variant("impossible_choice", ("group_asks_for_more_than_it_holds",), layout="statement_first"),
    Variant("loose_ends", ("optional_unit_has_no_group", "unit_required_first_does_not_exist"), layout="university"),
    Variant("no_rule", ("group_has_no_rule",)),
    Variant("levels", ("most_credits_are_at_another_level",), LEVEL_5),
    Variant("rule_in_words", ("rule_is_in_words",), layout="university"),
    Variant(
        "units_named",
        (
            "code_and_title_differ",
            "units_are_a_range",
            "ksb_is_spread_over_all_units",
            "outcome_does_not_exist",
            "status_differs",
            "page_is_missing",
        ),
    ),
    Variant("other_pathway", ("unit_is_on_another_pathway",), LEVEL_5, layout="university"),
    Variant("lower_unit", ("ksb_rests_on_a_lower_unit",), LEVEL_5),
    Variant("one_unit_carries_much", ("one_unit_carries_half_the_ksbs",)),
    Variant(
        "assessment",
        ("ksbs_rest_on_a_unit_without_assessment", "skill_rests_on_an_exam", "unit_is_assessed_formatively"),
        layout="statement_first",
    ),
    Variant("more_than_the_standard", ("mandatory_unit_supports_nothing",)),
    Variant(
        "getting_ready",
        (
            "session_is_not_arranged",
            "people_will_be_missing",
            "one_form_for_two",
            "terms_are_not_read",
            "confidential_documents_are_not_flagged",
            "evidence_is_not_dated",
            "a_document_is_missing",
        ),
    ),
    Variant("no_pathway", ("mandatory_units_exclude_each_other",)),
    Variant(
        "options",
        ("one_option_covers_less_than_another", "a_ksb_rests_on_every_option", "an_optional_unit_supports_nothing"),
        layout="university",
    ),
    Variant("two_occupations", ("an_option_serves_neither_occupation",)),
)


def main() -> None:
    """Write every sample and its report."""
    write_samples(FOLDER)
    for folder in sorted({path.parent for path in FOLDER.rglob("*.xlsx")}):
        text = json.dumps(golden_report(folder), indent=1, ensure_ascii=False) + "\n"
        (folder / "report.json").write_text(text, encoding="utf-8", newline="\n")


def write_samples(folder: Path) -> None:
    """Write the workbooks of every sample into a folder."""
    standard, with_pathways = _standard(LEVEL_4), _standard(LEVEL_5)
    write(folder / "clean", clean_application(standard, shape=Shape(partial=0)), standard)
    write(folder / "flawed", flawed_application(standard), standard)
    write(folder / "two_pathways", two_pathways(with_pathways), with_pathways, "university")
    for variant in MORE_FLAWS:
        _write_variant(folder / "more_flaws" / variant.folder, variant)


def golden_report(folder: Path) -> dict[str, Any]:
    """The report on a sample, without the time it was made."""

    def source(name: str) -> Source | None:
        path = folder / name
        return Source(name, path.read_bytes()) if path.exists() else None

    mappings = [source(path.name) for path in sorted(folder.glob("mapping*.xlsx"))] or [None]
    given = source(FILE_NAME)
    answers = answers_from(given.data, given.name) if given else Answers()
    record = folder / RECORD
    library = builtin_library()
    if record.exists():
        library = library.with_record(read_record(record.read_bytes(), RECORD))
    today = next((variant.today for variant in MORE_FLAWS if variant.folder == folder.name), A_DAY)
    mapped = [(mapping, Choice()) for mapping in mappings]
    report = check_several(mapped, source("structure.xlsx"), library=library, answers=answers, today=today)
    return report.model_dump(mode="json", exclude={"checked_at"})


def record_without_options(standard: Standard) -> bytes:
    """The published record of a standard that comes with the program, without what tells its options apart."""
    path = ILLUSTRATIVE_FOLDER / f"{standard.reference}_v{standard.version}.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    for duty in record["duties"]:
        duty["mappedOptions"] = []
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()


def two_pathways(standard: Standard) -> MadeApplication:
    """Two pathways. One KSB is claimed on each by a unit of its own; another is missed by the second pathway."""
    application = clean_application(standard, seed=1, shape=Shape(pathways=("Community", "Hospital"), codes="HLT"))
    community, hospital = (unit for unit in application.units if unit.status == "Mandatory" and unit.pathway)
    safe, missed = [row.ksb for row in application.claims if row.ksb[0] == "S"][:2]
    return application.with_claim(safe, units=(str(community.code), str(hospital.code))).with_claim(
        missed, coverage="Full", units=(str(community.code),), reason=None
    )


def write(
    folder: Path,
    application: MadeApplication,
    standard: Standard,
    layout: str = "template",
    files: Files | None = None,
    answers: Answers = Answers(),
) -> None:
    """Write one sample. ``files`` are its bytes where they are not what the layout gives."""
    mapping, structure = files or as_they_are(LAYOUTS[layout](application, standard))
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (("mapping.xlsx", mapping), ("structure.xlsx", structure)):
        if data is not None:
            (folder / name).write_bytes(data)
    if answers != Answers():
        (folder / FILE_NAME).write_bytes(to_file(answers))


def _write_variant(folder: Path, variant: Variant) -> None:
    standard = _standard(variant.reference, variant.version)
    application = clean_application(
        standard, standard.options[0].title if standard.options else "", shape=Shape(partial=0)
    )
    beside: MadeApplication | None = None
    chosen = [defect for name in variant.defects for defect in DEFECTS if defect.name == name]
    answers = Answers()
    for defect in chosen:
        seeded = defect.change(application, standard)
        if seeded is None:
            raise ValueError(f"{defect.name} cannot be made for {standard.reference}")
        application, beside = seeded.application, seeded.beside or beside
        answers = _both(answers, seeded.answers)
    made = LAYOUTS[variant.layout](application, standard)
    files = as_they_are(made)
    for defect in chosen:
        files = defect.files(replace(made, mapping=files[0] or b"", structure=files[1] or b""))
    write(folder, application, standard, variant.layout, files, answers)
    if beside:
        second = LAYOUTS[variant.layout](beside, standard_of(beside)).mapping
        (folder / "mapping 2.xlsx").write_bytes(second)
    if not variant.tells_options_apart:
        (folder / RECORD).write_bytes(record_without_options(standard))


def _both(first: Answers, second: Answers) -> Answers:
    """Two sets of answers as one; the second counts where both answer."""
    return first.model_copy(update={name: getattr(second, name) for name in second.model_fields_set})


def _standard(reference: str, version: str = "") -> Standard:
    standard = builtin_library().get(reference, version)
    if standard is None:
        raise LookupError(f"{reference} is not among the illustrative standards")
    return standard


if __name__ == "__main__":
    main()
