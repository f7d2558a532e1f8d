"""What was read from the two files, and what was chosen and answered beside them."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from htq_core.location import Location
from htq_core.model.answers import Answers
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import Details, Entry, MappingSheet, OptionGroup, Record, StructureSheet, Unit
from htq_core.model.remark import Remark, RemarkKind
from htq_core.settings import DEFAULTS, Settings
from htq_core.standards.catalogue import Catalogue
from htq_core.standards.library import Library
from htq_core.standards.notices import Notice
from htq_core.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen on screen or on the command line. Empty where nothing was chosen."""

    reference: str = ""
    version: str = ""
    option: str = ""
    route: str = ""


@dataclass(frozen=True, eq=False)
class Files:
    """Everything read, with lookups. ``today`` is the day of the check, as rules look at no clock.

    ``standard`` is the published record in force. It is ``None`` when not loaded; the KSB list is then the sheet's own.
    ``library`` holds every record at hand. ``notices`` are the team's on any standard, in force on that day.
    """

    catalogue: Catalogue
    mapping: MappingSheet | None = None
    structure: StructureSheet | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    choice: Choice = field(default_factory=Choice)
    standard: Standard | None = None
    settings: Settings = DEFAULTS
    answers: Answers = field(default_factory=Answers)
    library: Library = field(default_factory=Library)
    today: date | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the structure."""
        return self.structure.units if self.structure else ()

    @property
    def groups(self) -> tuple[OptionGroup, ...]:
        """The rules of combination of the structure."""
        return self.structure.groups if self.structure else ()

    @property
    def mapping_details(self) -> Details:
        """The facts around the mapping."""
        return self.mapping.details if self.mapping else Details()

    @property
    def qualification(self) -> Details:
        """The facts around the structure."""
        return self.structure.details if self.structure else Details()

    def mapping_header(self, name: str) -> Location | None:
        """The header cell of a column of the mapping, or ``None``."""
        return self.mapping.header.get(name) if self.mapping else None

    def problems_of(self, kind: ProblemKind) -> tuple[Problem, ...]:
        """Reading's problems of one kind, in order."""
        return tuple(problem for problem in self.problems if problem.kind is kind)

    def remarks_of(self, *kinds: RemarkKind) -> tuple[Remark, ...]:
        """What reading saw besides the values, of some kinds, in order."""
        return tuple(remark for remark in self.remarks if remark.kind in kinds)

    @cached_property
    def reported(self) -> frozenset[Location]:
        """The cells that reading has reported: other rules step over them, so that nothing is said twice."""
        return frozenset(place for problem in self.problems for place in problem.where)

    def blank(self, record: Record, name: str) -> bool:
        """Whether a field holds nothing, as against something that was not understood and has been reported."""
        return getattr(record, name) in (None, (), "") and record.at(name) not in self.reported

    def named(self, name: str) -> str:
        """An item as the two files give it: the mapping first, then the structure."""
        return self.mapping_details.text(name) or self.qualification.text(name)

    def given(self, name: str) -> tuple[Entry, ...]:
        """The cells that give an item of the details, with what was understood: the mapping first."""
        both = (self.mapping_details, self.qualification)
        found = ((details.at(name), details.text(name)) for details in both)
        return tuple(Entry(cell, text) for cell, text in found if cell and text)

    def answer_cell(self, *names: str) -> Location | None:
        """The first cell that holds, or should hold, one of these items of the details: the mapping first."""
        both = (self.mapping_details, self.qualification)
        return next((cell for name in names for details in both if (cell := details.at(name))), None)
