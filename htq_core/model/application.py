"""One qualification held against one occupation: everything the rules may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from htq_core.location import Book, Location
from htq_core.model.answers import Answers
from htq_core.model.code_slips import codes_near, codes_typed
from htq_core.model.extent import Extent
from htq_core.model.judged import Judged
from htq_core.model.ksb import Coverage, Kind, code_order, kind_of
from htq_core.model.links import Links
from htq_core.model.origin import Listing, Origin
from htq_core.model.permitted import Permitted, permitted
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import Claim, Details, Entry, MappingSheet, OptionGroup, Record, StructureSheet, Unit
from htq_core.model.reference import UnitReader, UnitReference
from htq_core.model.remark import Remark, RemarkKind
from htq_core.model.repeats import one_row_each, repeated_rows_apart
from htq_core.model.slips import Slip, slips_among
from htq_core.model.statements import PublishedWording, Wording
from htq_core.model.titles_beside import TitleBeside, wrong_title
from htq_core.model.unit_coverage import ByUnit, by_unit
from htq_core.pathways import Choices, Guarantee, Repair, choices_of
from htq_core.settings import DEFAULTS, Settings
from htq_core.standards.catalogue import Catalogue, Occupation, normal_reference, normal_version
from htq_core.standards.library import Library
from htq_core.standards.notices import Notice
from htq_core.standards.standard import Ksb, Standard
from htq_core.standards.wording import fold

COVERED = (Coverage.FULL, Coverage.PARTIAL)
NAMING = ("standard", "standard_title")
"""The items of the details that may hold the standard's reference."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen on screen or on the command line. Empty where nothing was chosen."""

    reference: str = ""
    version: str = ""
    option: str = ""
    route: str = ""


@dataclass(frozen=True, eq=False)
class Application:
    """Everything read, with lookups. Frozen: rules look, and never change anything.

    ``standard`` is the published record in force. It is ``None`` when not loaded; the KSB list is then the sheet's own.
    ``library`` holds every record at hand. ``others`` are the same qualification held against the other occupations it
    aligns to; those have no ``others`` themselves. ``today`` is the day of the check, as rules look at no clock.
    ``notices`` are the team's on any standard, in force on that day.
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
    others: tuple["Application", ...] = ()
    today: date | None = None
    notices: tuple[Notice, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The rows of the mapping that count. Those for KSBs of the standard's other options are left out."""
        rows = self.mapping.claims if self.mapping else ()
        return tuple(claim for claim in rows if claim.ksb not in self.of_other_options)

    @cached_property
    def claims_of_other_options(self) -> tuple[Claim, ...]:
        """The rows of the mapping for KSBs that only other options of the standard ask for."""
        rows = self.mapping.claims if self.mapping else ()
        return tuple(claim for claim in rows if claim.ksb in self.of_other_options)

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

    # The occupation in force

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

    @cached_property
    def named_reference(self) -> str:
        """The reference chosen, else named in the mapping, else in the structure, as it was given: ST or OCC."""
        given = (entry.text for name in NAMING for entry in self.given(name))
        return next((found for text in (self.choice.reference, *given) if (found := normal_reference(text))), "")

    @cached_property
    def occupations(self) -> tuple[Occupation, ...]:
        """What the catalogue holds under the reference: several for a core-and-options standard."""
        return self.catalogue.find(self.named_reference) if self.named_reference else ()

    @cached_property
    def reference(self) -> str:
        """The reference of the standard in force, ``ST....`` where the catalogue knows it. Empty when none is named."""
        return (self.occupations[0].reference if self.occupations else "") or self.named_reference

    @cached_property
    def version(self) -> str:
        """The version in force: the record's own, else chosen, else named in the files."""
        if self.standard:
            return self.standard.version
        return normal_version(self.choice.version) or normal_version(self.named("version"))

    @cached_property
    def option(self) -> str:
        """The option in force: chosen, else named in the files, else the one that the reference itself means."""
        chosen = self.choice.option or self.named("option")
        if chosen or len(self.occupations) != 1 or not self.occupations[0].option_letter:
            return chosen
        titles = self.catalogue.options_of(self.named_reference)
        return titles[0] if len(titles) == 1 else ""

    @cached_property
    def standard_level(self) -> int | None:
        """The level of the standard, from its record or else the catalogue."""
        if self.standard and self.standard.level is not None:
            return self.standard.level
        return self.occupations[0].level if self.occupations else None

    @cached_property
    def option_titles(self) -> tuple[str, ...]:
        """The options to choose from; empty when the standard has none, or when none is known."""
        if self.standard:
            return tuple(option.title for option in self.standard.options)
        return self.catalogue.options_of(self.reference) if self.reference else ()

    @cached_property
    def published(self) -> Mapping[str, Ksb]:
        """The KSBs to be covered by code: core and the option's own. Empty when no record is loaded."""
        return {ksb.code: ksb for ksb in self.standard.ksbs_for(self.option)} if self.standard else {}

    @cached_property
    def published_anywhere(self) -> Mapping[str, Ksb]:
        """Every KSB of the standard, those of other options included."""
        return {ksb.code: ksb for ksb in self.standard.ksbs} if self.standard else {}

    @cached_property
    def of_other_options(self) -> Mapping[str, tuple[str, ...]]:
        """The KSBs that only other options ask for, each with the titles of those options."""
        if not self.standard or len(self.published) == len(self.standard.ksbs):
            return {}
        return {
            ksb.code: titles
            for ksb in self.standard.ksbs
            if ksb.code not in self.published and (titles := self.standard.options_with(ksb.code))
        }

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The KSBs to be covered, in order: the published list, or the sheet's own when no record is loaded."""
        return tuple(sorted(self.published or {claim.ksb for claim in self.claims}, key=code_order))

    @cached_property
    def codes_to_list(self) -> tuple[str, ...]:
        """The published KSBs that must each have a row: while a needed option is not named, only the core ones."""
        standard = self.standard
        if (
            standard
            and standard.options
            and standard.core_codes is not None
            and not standard.option_called(self.option)
        ):
            return tuple(code for code in self.codes if code in standard.core_codes)
        return self.codes

    @cached_property
    def _folded(self) -> Mapping[int, str]:
        return {claim.position: fold(claim.statement) for claim in self.claims if claim.statement}

    @cached_property
    def wording(self) -> PublishedWording:
        """The published statements, for finding whose wording a text is."""
        return PublishedWording(self.published_anywhere)

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Each row's wording against the published list; rows without wording, or with a strange code, left out."""
        return tuple(
            self.wording.compare(claim, self._folded[claim.position])
            for claim in self.claims
            if claim.statement and claim.ksb in self.published_anywhere
        )

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """Statements that stand beside the wrong codes."""
        return slips_among(self.wordings, self.wording, self.published_anywhere)

    @cached_property
    def reworded(self) -> tuple[Wording, ...]:
        """Rows whose wording is not the published one, nor that of another code."""
        out_of_place = {claim.position for slip in self.slips for claim in slip.claims}
        return tuple(w for w in self.wordings if not w.same and w.claim.position not in out_of_place)

    @cached_property
    def origin(self) -> Origin | None:
        """Another published list that fits the mapping better than the one in force."""
        return Listing(self.claims, self._folded).origin(self.standard, self.library) if self.standard else None

    @cached_property
    def codes_without_row(self) -> tuple[str, ...]:
        """The published KSBs that have no row, though each must."""
        return tuple(code for code in self.codes_to_list if code not in self.claims_of)

    @cached_property
    def meant_codes(self) -> Mapping[int, tuple[str, ...]]:
        """The codes that rows with a strange code may mean, by position: by the wording, or without any by the code."""
        return {
            claim.position: meant
            for claim in self.claims
            if claim.ksb not in self.published_anywhere and (meant := self._meant(claim))
        }

    def _meant(self, claim: Claim) -> tuple[str, ...]:
        if not claim.statement:
            return codes_near(claim.ksb, self.codes_without_row)
        folded = self._folded[claim.position]
        codes = self.wording.codes_with(folded) or self.wording.much_like(folded)
        return tuple(code for code in codes if code not in self.claims_of)[:1]

    @cached_property
    def codes_meant(self) -> frozenset[str]:
        """Codes without a row of their own that some row surely means: its code is a slip, or cannot be read."""
        typed = (
            self.codes_typed(problem.found)
            for problem in self.problems_of(ProblemKind.NOT_UNDERSTOOD)
            if problem.book is Book.MAPPING and problem.field == "ksb"
        )
        return frozenset(meant[0] for meant in (*self.meant_codes.values(), *typed) if len(meant) == 1)

    @cached_property
    def kept_once(self) -> Mapping[str, str]:
        """Codes without a row whose statement the standard repeats, each with the code of the row that was kept."""
        kept = {}
        for codes in self.wording.said_twice:
            there = next((code for code in codes if code in self.claims_of), None)
            kept.update({code: there for code in codes if there and code in self.codes_without_row})
        return kept

    def codes_typed(self, text: str) -> tuple[str, ...]:
        """The codes that a cell may mean which is none; those without a row, where there are such."""
        typed = codes_typed(text)
        return tuple(code for code in typed if code in self.codes_without_row) or typed

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """The rows of each KSB that has any."""
        rows: dict[str, list[Claim]] = {}
        for claim in self.claims:
            rows.setdefault(claim.ksb, []).append(claim)
        return {code: tuple(claims) for code, claims in rows.items()}

    @cached_property
    def extents(self) -> Mapping[Kind, Extent]:
        """How much of the KSBs of each kind is covered. Kinds without any are left out."""
        return {
            kind: self._extent([code for code in self.codes_to_list if kind_of(code) is kind])
            for kind in Kind
            if any(kind_of(code) is kind for code in self.codes_to_list)
        }

    def _extent(self, codes: Sequence[str]) -> Extent:
        rows = [[claim.coverage for claim in self.claims_of.get(code, ())] for code in codes]
        return Extent(
            total=len(codes),
            covered=sum(any(coverage in COVERED for coverage in each) for each in rows),
            unsure=sum(None in each and not any(coverage in COVERED for coverage in each) for each in rows),
            unlisted=sum(not each for each in rows),
        )

    # The two sheets together

    @cached_property
    def _reader(self) -> UnitReader:
        return UnitReader(self.units)

    @cached_property
    def references(self) -> Mapping[int, tuple[UnitReference, ...]]:
        """What each row's units cell means, by the row's position."""
        return {claim.position: self._read_units(claim) for claim in self.claims if claim.units_text}

    def _read_units(self, claim: Claim) -> tuple[UnitReference, ...]:
        """The units of a row, from each of its cells where it goes unit by unit."""
        if not claim.by_unit:
            return self._reader.read(claim.units_text or "")
        return tuple(
            replace(reference, at=pair.named_at or pair.location)
            for pair in claim.by_unit
            for reference in self._reader.read(pair.unit)
        )

    def cell_of(self, claim: Claim, reference: UnitReference) -> Location:
        """The cell that names a unit for a row: in a matrix the header of its column, else the units cell."""
        return reference.at or claim.at("units")

    def references_of(self, claim: Claim) -> tuple[UnitReference, ...]:
        """What a row's units cell means; empty when it names none."""
        return self.references.get(claim.position, ())

    def names_outcomes(self, claim: Claim) -> bool:
        """Whether a row's units cell also says which learning outcomes, as "U1 (LO1, LO3)" does."""
        return self._reader.names_outcomes(claim.units_text or "")

    def wrong_title(self, reference: UnitReference) -> TitleBeside | None:
        """The title beside a unit's code where it is not that unit's title."""
        unit = next((unit for unit in self.units if unit.key == reference.key), None)
        names = self._reader.names
        return wrong_title(names, reference.text, unit.key, unit.title or "") if unit and unit.code else None

    def units_in_range(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The units of a range such as "Units 1-4": for each of its names, the keys that it may mean."""
        return self._reader.in_range(text)

    def units_meant(self, text: str) -> frozenset[str]:
        """The units that a text names one by one, by key."""
        return frozenset(reference.key for reference in self._reader.read(text) if reference.key)

    def unit_near(self, text: str) -> str:
        """The name of a unit most like the text; empty when none is close."""
        return self._reader.names.near(text)

    @cached_property
    def covering_units(self) -> Mapping[str, frozenset[str]]:
        """For each KSB that is claimed in full or in part, the units that claim it."""
        return {
            code: frozenset(
                reference.key
                for claim in claims
                if claim.coverage in COVERED
                for reference in self.references_of(claim)
                if reference.key
            )
            for code, claims in self.claims_of.items()
        }

    @cached_property
    def unit_coverages(self) -> Mapping[str, ByUnit]:
        """For each KSB that has a row: how far each unit by itself covers it, as far as the mapping tells."""
        return {code: by_unit(rows, self.references_of, self._reader.read) for code, rows in self.claims_of.items()}

    @cached_property
    def uncertain_ksbs(self) -> frozenset[str]:
        """KSBs with a row whose unit or coverage is in doubt: nothing is proved of them."""
        return frozenset(
            claim.ksb
            for claim in self.claims
            if claim.coverage is None
            or claim.at("units") in self.reported
            or any(reference.key is None for reference in self.references_of(claim))
        )

    @cached_property
    def choices(self) -> tuple[Choices, ...]:
        """What each pathway leaves to choose, as the structure has it; further rows of a repeated unit are unruled."""
        return self._choices_among(repeated_rows_apart(self.units))

    @cached_property
    def permitted(self) -> Permitted:
        """What learners may take, and why nothing is permitted where that is so."""
        rows = one_row_each(self.units)
        order = tuple(dict.fromkeys(unit.key for unit in rows))
        return permitted(self.choices if len(order) == len(rows) else self._choices_among(rows), order)

    def _choices_among(self, units: Sequence[Unit]) -> tuple[Choices, ...]:
        return choices_of(units, self.groups, self._total, self.links)

    @property
    def _total(self) -> float | None:
        return self.qualification.number("total_credits")

    @cached_property
    def judged(self) -> Judged:
        """The pathways that KSBs are tried on."""
        return Judged(self.permitted, self.choices, self.units, self.groups, self.links, self._total)

    @cached_property
    def links(self) -> Links:
        """Which units are required first, and which exclude each other."""
        return Links(self.units, self._reader.read)

    @cached_property
    def claimed(self) -> Mapping[str, frozenset[str]]:
        """The KSBs that pathways are tried on: claimed by at least one unit, and nothing about the claim in doubt."""
        return {
            code: units
            for code, units in self.covering_units.items()
            if units and code not in self.uncertain_ksbs and code in self.codes
        }

    @cached_property
    def guarantees(self) -> Mapping[str, Guarantee]:
        """For each claimed KSB, whether every pathway that is judged claims it, and one that does not."""
        return self.judged.combination.prove(self.claimed)

    @cached_property
    def repairs(self) -> Mapping[str, tuple[Repair, ...]]:
        """For each claimed KSB that some pathway misses, the smallest repairs."""
        missed = (code for code, guarantee in self.guarantees.items() if guarantee.counterexample)
        return self.judged.combination.repairs({code: self.claimed[code] for code in missed})
