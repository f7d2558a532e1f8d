"""The occupation that the files are held against: its reference, version, option and KSBs, and the rows for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from htq_core.model.extent import Extent
from htq_core.model.files import Files
from htq_core.model.ksb import COVERED, Kind, code_order, kind_of
from htq_core.model.records import Claim, Entry
from htq_core.standards.catalogue import Occupation, normal_reference, normal_version, references_in
from htq_core.standards.standard import Ksb

NAMING = ("standard", "standard_title")
"""The items of the details that may hold the standard's reference."""


@dataclass(frozen=True, eq=False)
class InForce(Files):
    """The files with the occupation in force: chosen, else named in the mapping, else in the structure."""

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
        return normal_version(self.choice.version) or self.named_version

    @cached_property
    def named_version(self) -> str:
        """The version that the files name for this standard: the mapping first, then the structure."""
        return next((found for entry in self.versions_given if (found := normal_version(entry.text))), "")

    @cached_property
    def versions_given(self) -> tuple[Entry, ...]:
        """The cells that give the version of this standard, the mapping's first.

        In the structure a version is for the reference that it stands by, and for every occupation where none is named.
        """
        said = self.qualification
        versions = said.answers("version")
        standards = next((found for name in NAMING if _has_a_reference(found := said.answers(name))), ())
        if standards:
            beside = zip(standards, versions, strict=False)
            versions = tuple(version for standard, version in beside if self.is_named_in(standard.text))
        return (*self.mapping_details.answers("version"), *versions[:1])

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the occupation in force, by its ST or its OCC reference, perhaps among others."""
        references = references_in(text)
        found = {occupation for reference in references for occupation in self.catalogue.find(reference)}
        return self.named_reference in references or bool(found & set(self.occupations))

    @cached_property
    def option(self) -> str:
        """The option in force: chosen, else named in the files, else the one that the reference itself means."""
        chosen = self.choice.option or self.mapping_details.text("option") or self._option_in_structure
        if chosen or len(self.occupations) != 1 or not self.occupations[0].option_letter:
            return chosen
        titles = self.catalogue.options_of(self.named_reference)
        return titles[0] if len(titles) == 1 else ""

    @property
    def _option_in_structure(self) -> str:
        """The structure's option. It may be another occupation's, so it does not count where the record lacks it."""
        said = self.qualification.text("option")
        return said if self.standard is None or self.standard.option_called(said) else ""

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
    def claims(self) -> tuple[Claim, ...]:
        """The rows of the mapping that count. Those for KSBs of the standard's other options are left out."""
        rows = self.mapping.claims if self.mapping else ()
        return tuple(claim for claim in rows if claim.ksb not in self.of_other_options)

    @cached_property
    def claims_of_other_options(self) -> tuple[Claim, ...]:
        """The rows of the mapping for KSBs that only other options of the standard ask for."""
        rows = self.mapping.claims if self.mapping else ()
        return tuple(claim for claim in rows if claim.ksb in self.of_other_options)

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """The rows of each KSB that has any."""
        rows: dict[str, list[Claim]] = {}
        for claim in self.claims:
            rows.setdefault(claim.ksb, []).append(claim)
        return {code: tuple(claims) for code, claims in rows.items()}

    def claiming(self, code: str) -> list[Claim]:
        """The rows that claim a KSB by units."""
        return [claim for claim in self.claims_of.get(code, ()) if claim.claims_units]

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
    def codes_without_row(self) -> tuple[str, ...]:
        """The published KSBs that have no row, though each must."""
        return tuple(code for code in self.codes_to_list if code not in self.claims_of)

    @cached_property
    def extents(self) -> Mapping[Kind, Extent]:
        """How much of the KSBs of each kind is covered. Kinds without any are left out."""
        of_kind = {kind: [code for code in self.codes_to_list if kind_of(code) is kind] for kind in Kind}
        return {kind: self._extent(codes) for kind, codes in of_kind.items() if codes}

    def _extent(self, codes: Sequence[str]) -> Extent:
        rows = [[claim.coverage for claim in self.claims_of.get(code, ())] for code in codes]
        return Extent(
            total=len(codes),
            covered=sum(any(coverage in COVERED for coverage in each) for each in rows),
            unsure=sum(None in each and not any(coverage in COVERED for coverage in each) for each in rows),
            unlisted=sum(not each for each in rows),
        )


def _has_a_reference(entries: Iterable[Entry]) -> bool:
    return any(references_in(entry.text) for entry in entries)
