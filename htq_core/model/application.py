"""One qualification held against one occupation: everything the rules may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from htq_core.location import Location
from htq_core.model.idle_units import Idle, idle_units
from htq_core.model.judged import Judged
from htq_core.model.ksb import COVERED
from htq_core.model.links import Links
from htq_core.model.outcomes import lists_of
from htq_core.model.permitted import Permitted, permitted
from htq_core.model.records import Claim, Unit
from htq_core.model.reference import UnitReader, UnitReference
from htq_core.model.repeats import one_row_each, repeated_rows_apart
from htq_core.model.titles_beside import TitleBeside, wrong_title
from htq_core.model.unit_coverage import ByUnit, by_unit
from htq_core.model.wording_held import WordingHeld
from htq_core.pathways import Choices, Guarantee, Repair, choices_of


@dataclass(frozen=True, eq=False)
class Application(WordingHeld):
    """Everything read, with lookups. Frozen: rules look, and never change anything.

    ``others`` are the same qualification held against the other occupations it aligns to; those have no ``others``
    themselves.
    """

    others: tuple["Application", ...] = ()

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
            reference._replace(at=pair.named_at or pair.location)
            for pair in claim.by_unit
            for reference in self._reader.read_name(pair.unit)
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
        unit = self.units_by_key[reference.key] if reference.key else None
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
    def rows_of_unit(self) -> Mapping[str, tuple[Unit, ...]]:
        """The rows of the structure for each unit, by key; several where it is repeated."""
        rows: dict[str, list[Unit]] = {}
        for unit in self.units:
            rows.setdefault(unit.key, []).append(unit)
        return {key: tuple(units) for key, units in rows.items()}

    @cached_property
    def units_by_key(self) -> Mapping[str, Unit]:
        """Each unit by its key: of several rows for it, the first."""
        return {key: rows[0] for key, rows in self.rows_of_unit.items()}

    @cached_property
    def outcomes_listed(self) -> Mapping[str, frozenset[str]]:
        """For each unit whose learning outcomes can be told, their numbers."""
        return lists_of(self.units)

    # What covers what

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
    def idle(self) -> Idle:
        """The units that support no KSB of this occupation, nor of another that the qualification aligns to."""
        return idle_units(self)

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

    # What learners may take

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
        """The KSBs to be covered that are claimed by at least one unit, with nothing about the claim in doubt."""
        certain = (code for code in self.codes if code not in self.uncertain_ksbs)
        return {code: units for code in certain if (units := self.covering_units.get(code))}

    @cached_property
    def guarantees(self) -> Mapping[str, Guarantee]:
        """For each claimed KSB, whether every pathway that is judged claims it, and one that does not."""
        return self.judged.combination.prove(self.claimed)

    @cached_property
    def repairs(self) -> Mapping[str, tuple[Repair, ...]]:
        """For each claimed KSB that some pathway misses, the smallest repairs."""
        missed = (code for code, guarantee in self.guarantees.items() if guarantee.counterexample)
        return self.judged.combination.repairs({code: self.claimed[code] for code in missed})
