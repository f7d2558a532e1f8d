"""Writes the folders of ``sample_data``: run ``python -m tests.making.samples``. The same bytes on every run.

Each sample is a folder with ``mapping.xlsx`` and ``structure.xlsx``. The report they must give belongs beside them, as
``report.json``; it is written elsewhere and left alone here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication
from tests.making.clean import Shape, clean_application
from tests.making.defects import DEFECTS
from tests.making.defects.defect import Files, as_they_are
from tests.making.flawed import flawed_application
from tests.making.layouts import LAYOUTS

FOLDER = Path(__file__).parents[2] / "sample_data"
LEVEL_4, LEVEL_5, WITH_OPTIONS = "ST9001", "ST9002", "ST9003"


@dataclass(frozen=True, slots=True)
class Variant:
    """A clean application with the named defects, for faults that cannot stand in ``flawed`` beside the others."""

    folder: str
    defects: tuple[str, ...]
    reference: str = LEVEL_4
    layout: str = "template"


MORE_FLAWS = (
    Variant("no_structure", ("structure_is_missing",)),
    Variant("swapped", ("files_are_swapped",)),
    Variant("no_coverage_column", ("coverage_column_is_missing",), layout="statement_first"),
    Variant("no_credits_column", ("credits_column_is_missing",), layout="university"),
    Variant("not_filled_in", ("mapping_is_not_filled_in",)),
    Variant("no_standard", ("no_standard_is_named",)),
    Variant("unknown_standard", ("standard_is_unknown",)),
    Variant("record_not_loaded", ("record_is_not_loaded",), layout="university"),
    Variant("hair_and_beauty", ("route_has_no_standards",)),
    Variant("no_option", ("option_is_not_named",), WITH_OPTIONS),
    Variant("strange_option", ("option_does_not_exist",), WITH_OPTIONS),
    Variant("level_6", ("qualification_is_at_level_6",)),
    Variant("level_5_for_4", ("qualification_is_above_the_standard",)),
    Variant("level_4_for_5", ("qualification_is_below_the_standard",), LEVEL_5),
    Variant("sums", ("total_is_not_the_sum",), layout="university"),
    Variant("too_much_mandatory", ("mandatory_credits_exceed_the_total",)),
    Variant("impossible_choice", ("group_asks_for_more_than_it_holds",), layout="statement_first"),
    Variant("no_pathway", ("mandatory_units_exclude_each_other",)),
)


def main() -> None:
    """Write every sample."""
    standard, with_pathways = _standard(LEVEL_4), _standard(LEVEL_5)
    write("clean", clean_application(standard, shape=Shape(partial=0)), standard)
    write("flawed", flawed_application(standard), standard)
    write("two_pathways", two_pathways(with_pathways), with_pathways, "university")
    for variant in MORE_FLAWS:
        _write_variant(variant)


def two_pathways(standard: Standard) -> MadeApplication:
    """Two pathways. One KSB is claimed on each by a unit of its own; another is missed by the second pathway."""
    application = clean_application(standard, seed=1, shape=Shape(pathways=("Community", "Hospital"), codes="HLT"))
    community, hospital = (unit for unit in application.units if unit.status == "Mandatory" and unit.pathway)
    safe, missed = [row.ksb for row in application.claims if row.ksb[0] == "S"][:2]
    return application.with_claim(safe, units=(str(community.code), str(hospital.code))).with_claim(
        missed, coverage="Full", units=(str(community.code),), reason=None
    )


def write(
    folder: str, application: MadeApplication, standard: Standard, layout: str = "template", files: Files | None = None
) -> None:
    """Write one sample. ``files`` are its bytes where they are not what the layout gives."""
    mapping, structure = files or as_they_are(LAYOUTS[layout](application, standard))
    (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    for name, data in (("mapping.xlsx", mapping), ("structure.xlsx", structure)):
        if data is not None:
            (FOLDER / folder / name).write_bytes(data)


def _write_variant(variant: Variant) -> None:
    standard = _standard(variant.reference)
    application = clean_application(
        standard, standard.options[0].title if standard.options else "", shape=Shape(partial=0)
    )
    chosen = [defect for name in variant.defects for defect in DEFECTS if defect.name == name]
    for defect in chosen:
        seeded = defect.change(application, standard)
        if seeded is None:
            raise ValueError(f"{defect.name} cannot be made for {standard.reference}")
        application = seeded.application
    files = chosen[-1].files(LAYOUTS[variant.layout](application, standard))
    write(f"more_flaws/{variant.folder}", application, standard, variant.layout, files)


def _standard(reference: str) -> Standard:
    standard = builtin_library().get(reference)
    if standard is None:
        raise LookupError(f"{reference} is not among the illustrative standards")
    return standard


def samples() -> Sequence[Path]:
    """The folder of every sample that is there."""
    return sorted({path.parent for path in FOLDER.rglob("*.xlsx")})


if __name__ == "__main__":
    main()
