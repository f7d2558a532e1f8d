"""A clean application for any standard: every KSB claimed, on every pathway, by units that add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from htq_core.standards.standard import Ksb, Standard
from tests.making.applications import ClaimRow, GroupRow, MadeApplication, UnitRow, Value

TITLES = (
    "Professional Practice", "Working Safely", "Communication at Work", "Using Evidence",
    "Planning and Organising Work", "Improving Quality", "Law and Regulation",
    "Working in Teams", "Digital Tools", "Serving the Client", "Ethics",
    "Applied Project", "Managing Resources", "Solving Problems", "Leading Others", "Sustainability", "Data Handling",
    "Risk", "Research Methods", "Equality in Practice", "Reflective Practice", "Innovation", "Commercial Awareness",
    "Records and Reporting", "Workplace Study", "Systems", "Materials", "Specialist Techniques", "Human Factors",
    "Technical Drawing", "Advising Customers", "Planning Change", "Measurement", "Standards of Service", "Field Work",
    "Presenting Work", "Supervising", "Procurement", "Current Issues", "Professional Portfolio",
)  # fmt: skip
ASSESSMENTS = (
    (("Practical observation", 60), ("Written report", 40)),
    (("Portfolio", 100),),
    (("Project", 70), ("Presentation", 30)),
    (("Case study", 50), ("Professional discussion", 50)),
    (("Skills test", 40), ("Reflective account", 60)),
)
VERBS = ("Explain the principles of", "Apply methods of", "Carry out tasks in", "Evaluate own work in")
REASONS = (
    "Learners rehearse this by simulation in {unit}. Doing it live is left to the employer, where it is safer.",
    "{unit} teaches and assesses the method. The site-specific part depends on equipment that only the workplace has.",
    "The law limits who may do this. Learners observe it in {unit} and complete it under supervision at work.",
    "{unit} covers planning in full. Handling real cases is more reliable to learn with a mentor at work.",
)
AWARDS = {4: ("CertHE", "Certificate of Higher Education"), 5: ("Foundation degree", "Foundation Degree")}
TOTALS = {4: 120, 5: 240}


@dataclass(frozen=True, slots=True)
class Shape:
    """How many units: mandatory for all; optional, of which some are chosen; mandatory on each named pathway only.

    Where pathways are named, each has optional units of its own. ``codes`` is what unit codes begin with:
    ``U`` gives U1, U2; anything longer gives a university's, such as HLT401. ``partial`` KSBs are claimed in part.
    """

    mandatory: int = 6
    optional: int = 3
    choose: int = 2
    pathways: tuple[str, ...] = ()
    codes: str = "U"
    partial: int = 2


def clean_application(
    standard: Standard, option: str = "", *, seed: int = 0, level: int | None = None, shape: Shape | None = None
) -> MadeApplication:
    """An application with nothing to fix. The same arguments always give the same one; ``seed`` varies it.

    ``level`` is the qualification's, by default the standard's. Partly covered KSBs give their reasons.
    """
    shape = shape or Shape()
    level = level or (standard.level if standard.level in TOTALS else 4)
    units = _units(shape, level, seed)
    mapping, structure = _details(standard, option, level, seed)
    return MadeApplication(
        mapping_details=MappingProxyType(mapping),
        structure_details=MappingProxyType(structure),
        claims=tuple(_claims(standard.ksbs_for(option), units, shape, seed)),
        units=tuple(units),
        groups=tuple(
            GroupRow(_group_of(pathway), pathway, "units", shape.choose)
            for pathway in (shape.pathways or (None,))
            if shape.optional
        ),
    )


def _details(standard: Standard, option: str, level: int, seed: int) -> tuple[dict[str, Value], dict[str, Value]]:
    award, award_in_full = AWARDS[level]
    title = f"{award_in_full} in {standard.title}"
    total = TOTALS[level]
    named: dict[str, Value] = {
        "standard": standard.reference, "version": standard.version, "option": option, "route": standard.route,
    }  # fmt: skip
    mapping = {**named, "standard_title": standard.title, "title": title, "level": level}
    structure: dict[str, Value] = {
        "title": title, "level": level, "award_type": award, "awarding_body": "Example College",
        "regulator": "Office for Students",
        "number": None, "total_credits": total, "glh": total * 5, "tqt": total * 10, "holder": "Example College",
        "permission": "Not needed", "first_teaching": f"September {2027 + seed % 3}", **named,
    }  # fmt: skip
    return mapping, structure


def _group_of(pathway: str | None) -> str:
    return f"{pathway} options" if pathway else "Options"


def _units(shape: Shape, level: int, seed: int) -> list[UnitRow]:
    """Mandatory units, then each pathway's own unit and options. Every pathway adds up to the total."""
    specialist = 1 if shape.pathways else 0
    chosen = shape.choose if shape.optional else 0
    size = TOTALS[level] // (shape.mandatory + specialist + chosen) // 5 * 5
    fives_left = (TOTALS[level] - size * (shape.mandatory + specialist + chosen)) // 5
    units: list[UnitRow] = []

    def add(credits: int, **rest: Value) -> None:
        number = len(units) + 1
        title = TITLES[(seed * 7 + number - 1) % len(TITLES)]
        code = f"U{number}" if shape.codes == "U" else f"{shape.codes}{level}{number:02d}"
        assessment = "; ".join(f"{name} {weight}%" for name, weight in ASSESSMENTS[(seed + number) % len(ASSESSMENTS)])
        outcomes = "; ".join(f"LO{n} {verb} {title.lower()}" for n, verb in enumerate(VERBS, start=1))
        units.append(
            UnitRow(code, title, level, credits, credits * 5, assessment=assessment, outcomes=outcomes, **rest)  # type: ignore[arg-type]
        )

    for index in range(shape.mandatory):
        add(size + 5 * (fives_left // shape.mandatory + (index < fives_left % shape.mandatory)))
    for pathway in shape.pathways or (None,):
        if pathway:
            add(size, pathway=pathway)
        for _ in range(shape.optional):
            add(size, status="Optional", pathway=pathway, group=_group_of(pathway))
    return units


def _claims(ksbs: Sequence[Ksb], units: Sequence[UnitRow], shape: Shape, seed: int) -> list[ClaimRow]:
    """Each KSB rests on a unit that everybody takes; every other one also on one that only some take."""
    everybody, some = units[: shape.mandatory], units[shape.mandatory :]
    partial = set(range(1, len(ksbs), max(2, len(ksbs) // max(shape.partial, 1)))[: shape.partial])
    rows = []
    for index, ksb in enumerate(ksbs):
        covering = [everybody[(index + seed) % len(everybody)]]
        if index % 2 == 0 and some:
            covering.append(some[index // 2 % len(some)])
        first = covering[0]
        reason = REASONS[index % len(REASONS)].format(unit=first.title) if index in partial else None
        rows.append(
            ClaimRow(
                ksb.code,
                ksb.text,
                "Partial" if index in partial else "Full",
                tuple(str(unit.code) for unit in covering),
                f"LO{1 + index % 2}, LO{3 + index % 2}",
                str(first.assessment).split(";")[0].rsplit(" ", 1)[0],
                reason,
            )
        )
    return rows
