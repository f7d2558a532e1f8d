"""A defect put into a clean application, written in a layout and checked: once, for every test that looks at it."""

from dataclasses import dataclass
from functools import cache

from htq_core import Answers, Checked, Choice, Finding, Report, Source, checked
from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.clean import Shape, clean_application
from tests.making.defects import DEFECTS, Defect, Seeded, standard_of
from tests.making.defects.defect import A_DAY, Files
from tests.making.layouts import LAYOUTS
from tests.making.writing import Made

STANDARDS = builtin_library().standards
TURN = {"template": "ST9001", "university": "ST9002", "statement_first": "ST9003"}
"""The standard that each layout tries first."""


@dataclass(frozen=True, slots=True)
class Run:
    """A defect as it was seeded, and the report on it."""

    defect: Defect
    layout: str
    standard: Standard
    seeded: Seeded
    made: Made
    report: Report

    @property
    def findings(self) -> list[Finding]:
        """What the defect's own rule found."""
        return [finding for finding in self.report.findings if finding.rule == self.defect.rule]

    @property
    def fired(self) -> set[str]:
        """The rules that say something that they do not say of the clean application, and the defect's own."""
        sound = {(finding.rule, finding.message) for finding in clean_report(self.standard, self.layout).findings}
        others = {finding.rule for finding in self.report.findings if (finding.rule, finding.message) not in sound}
        return others | {finding.rule for finding in self.findings}

    @property
    def fired_when_clean(self) -> set[str]:
        """The rules that say something of the clean application."""
        return {finding.rule for finding in clean_report(self.standard, self.layout).findings}


def option_of(standard: Standard) -> str:
    """The standard's first option, if it has any."""
    return standard.options[0].title if standard.options else ""


@cache
def clean(standard: Standard, layout: str, shape: Shape = Shape()) -> Made:
    """A clean application for this standard in this layout."""
    return LAYOUTS[layout](clean_application(standard, option_of(standard), shape=shape), standard)


@cache
def clean_report(standard: Standard, layout: str) -> Report:
    """The report on the clean application."""
    made = clean(standard, layout)
    return report_on(made.mapping, made.structure)


@cache
def seed(defect: Defect, layout: str, standard: Standard) -> Run | None:
    """The defect in a clean application for this standard, checked; ``None`` where it cannot be made."""
    seeded = defect.change(clean_application(standard, option_of(standard)), standard)
    if seeded is None:
        return None
    made = LAYOUTS[layout](seeded.application, seeded.standard)
    return Run(defect, layout, standard, seeded, made, check_made(defect.files(made), seeded, layout))


def first_run(defect: Defect, layout: str = "template") -> Run:
    """The defect in the first standard that it can be made for, beginning with the one whose turn it is."""
    tried = sorted(STANDARDS, key=lambda standard: standard.reference != TURN[layout])
    return next(run for standard in tried if (run := seed(defect, layout, standard)))


def every_run(layout: str = "template") -> list[Run]:
    """Each defect's first run."""
    return [first_run(defect, layout) for defect in DEFECTS]


def check_made(files: Files, seeded: Seeded, layout: str) -> Report:
    """The report on the two files that a defect was seeded in, with all that it says beside them."""
    beside = LAYOUTS[layout](seeded.beside, standard_of(seeded.beside)).mapping if seeded.beside else None
    return report_on(*files, seeded, beside)


def report_on(
    mapping: bytes | None, structure: bytes | None, seeded: Seeded | None = None, beside: bytes | None = None
) -> Report:
    """The report on two workbooks, without what to do first: working that out takes many times as long."""
    return checked_on(mapping, structure, seeded, beside).report


def checked_on(
    mapping: bytes | None, structure: bytes | None, seeded: Seeded | None = None, beside: bytes | None = None
) -> Checked:
    """Two workbooks, checked against what the defect says; ``beside`` is a second mapping."""
    choice = Choice(reference=seeded.chosen_reference, version=seeded.chosen_version) if seeded else Choice()
    library = builtin_library()
    if seeded and seeded.standard:
        library = library.with_record(seeded.standard)
    mapped = [(Source("mapping.xlsx", mapping) if mapping is not None else None, choice)]
    if beside is not None:
        mapped.append((Source("mapping 2.xlsx", beside), Choice()))
    return checked(
        mapped,
        Source("structure.xlsx", structure) if structure is not None else None,
        library=library,
        answers=seeded.answers if seeded else Answers(),
        today=seeded.today if seeded else A_DAY,
    )
