"""What a change of the structure or the mapping would do to what every pathway covers. No file is touched."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways import Choices, Guarantee, Pathway, TooManyCombinations, folded, names_in, open_on
from htq_core.pipeline import Source, application_in
from htq_core.reading import NO_CHOICES, ReadingChoices
from htq_core.standards.library import Library

if TYPE_CHECKING:
    from htq_core.standards.shelf import Shelf


class Change(NamedTuple):
    """One thing to try: with a KSB, that the unit covers it; without, that the unit is mandatory."""

    unit: str
    ksb: str = ""

    def __str__(self) -> str:
        return f"Let {self.unit} cover {self.ksb}" if self.ksb else f"Make {self.unit} mandatory"


class Box(NamedTuple):
    """Units that stand together in the structure, and how many of them a learner takes."""

    name: str
    asks: str
    units: tuple[str, ...]


class Shape(NamedTuple):
    """One pathway: its boxes, its total, and what needs or bars what. ``name`` is empty where none is named."""

    name: str
    boxes: tuple[Box, ...]
    total: str
    links: tuple[str, ...]


class Trial(NamedTuple):
    """What holds with some changes made. ``proofs`` has the KSBs that some unit covers and that can be tried."""

    shapes: tuple[Shape, ...]
    proofs: Mapping[str, Guarantee]
    covers: Mapping[str, frozenset[str]]

    @property
    def guaranteed(self) -> tuple[str, ...]:
        """The KSBs that every permitted pathway covers."""
        return tuple(code for code, proof in self.proofs.items() if proof.holds)

    @property
    def missed(self) -> Mapping[str, Pathway]:
        """The KSBs that some permitted pathway misses, each with one such pathway."""
        return {code: proof.counterexample for code, proof in self.proofs.items() if proof.counterexample}


def what_if(
    mapping: Source | None,
    structure: Source | None,
    choice: Choice = Choice(),
    *,
    library: Library | None = None,
    shelf: "Shelf | None" = None,
    columns: ReadingChoices = NO_CHOICES,
) -> "WhatIf":
    """The application in two files, to try changes on."""
    return WhatIf(application_in(mapping, structure, choice, library=library, shelf=shelf, columns=columns))


class WhatIf:
    """One application, as it stands and with changes. What it was read from is never changed."""

    def __init__(self, application: Application) -> None:
        self._application = application

    @property
    def codes(self) -> tuple[str, ...]:
        """The KSBs to be covered."""
        return self._application.codes

    @cached_property
    def units(self) -> dict[str, str]:
        """The title of each unit, by its key."""
        return {key: unit.title or "" for key, unit in self._application.units_by_key.items()}

    @property
    def optional(self) -> tuple[str, ...]:
        """The units that a learner may leave out."""
        return tuple(dict.fromkeys(unit.key for unit in self._application.units if unit.mandatory is False))

    def possible(self, change: Change) -> bool:
        """Whether a change is about a unit and a KSB of this application."""
        return change.unit in self.units and (not change.ksb or change.ksb in self.codes)

    def trial(self, changes: Sequence[Change] = ()) -> Trial:
        """What holds with these changes made."""
        application = _with_mandatory({change.unit for change in changes if not change.ksb}, self._application)
        covers = dict(application.claimed)
        for change in changes:
            if change.ksb:
                known = covers.get(change.ksb, application.covering_units.get(change.ksb, frozenset()))
                covers[change.ksb] = known | {change.unit}
        try:
            proofs = application.judged.combination.prove(covers)
        except TooManyCombinations:
            proofs = {}
        return Trial(
            shapes=tuple(map(_shape, application.choices)),
            proofs={code: _safe(proof, code in application.uncertain_ksbs) for code, proof in proofs.items()},
            covers=covers,
        )


def _with_mandatory(keys: set[str], application: Application) -> Application:
    structure = application.structure
    if structure is None or not keys:
        return application
    made = [unit for unit in structure.units if unit.key in keys and unit.mandatory is False]
    units = tuple(replace(unit, mandatory=True, group=None) if unit.key in keys else unit for unit in structure.units)
    groups = tuple(_asking_less(row, made) for row in structure.groups)
    return replace(application, structure=replace(structure, units=units, groups=groups))


def _asking_less(row: OptionGroup, made: Sequence[Unit]) -> OptionGroup:
    """A row of the option groups when some of its units, made mandatory, no longer have to be chosen."""
    names = names_in(row.pathway)
    here = [unit for unit in made if not names or any(open_on(name, unit) for name in names)]
    own = [unit for unit in here if folded(unit.group or "") == folded(row.name)]
    less = sum((unit.credits or 0) if row.choose == "credits" else 1 for unit in own)
    least, most = (None if asked is None else max(asked - less, 0) for asked in (row.minimum, row.maximum))
    return replace(row, minimum=least, maximum=most)


def _safe(proof: Guarantee, uncertain: bool) -> Guarantee:
    """What a proof is worth where other rows of the KSB are in doubt: they could cover it, but cannot uncover it."""
    return Guarantee(None) if uncertain and not proof.holds else proof


def _shape(choices: Choices) -> Shape:
    asked: dict[tuple[str, ...], list[str]] = {}
    names: dict[tuple[str, ...], str] = {}
    for limit in choices.limits:
        members = tuple(limit.weights)
        asked.setdefault(members, []).append(limit.asks)
        names[members] = limit.group
    boxes = [Box("Mandatory", "all", choices.must)] if choices.must else []
    boxes += [Box(names[members], " and ".join(asks), members) for members, asks in asked.items()]
    if choices.unruled:
        boxes.append(Box("Without a usable rule", "not known", tuple(sorted(choices.unruled))))
    return Shape(
        name=choices.pathway,
        boxes=tuple(boxes),
        total=choices.total.asks if choices.total else "",
        links=tuple(map(str, choices.links)),
    )
