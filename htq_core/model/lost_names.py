"""Names in the mapping that no unit of the structure goes by."""

from collections.abc import Sequence
from typing import NamedTuple

from htq_core.model.application import Application
from htq_core.model.name_forms import fold_name, same_name
from htq_core.model.records import Claim
from htq_core.model.reference import UnitReference

MOST_SUGGESTIONS = 40
FEW = 3


class LostName(NamedTuple):
    """A name that leads nowhere, as it is first written, with the unit that is most like it.

    Where it was read from a range, ``range`` is that, and ``missing`` all that the range lacks.
    """

    claim: Claim
    reference: UnitReference
    name: str
    near: str
    range: str = ""
    missing: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """What makes names one: the range of which several are lacking, or else the name itself."""
        return f"range {fold_name(self.range)}" if len(self.missing) > 1 else same_name(self.name)


def lost_names(application: Application, named: Sequence[tuple[Claim, UnitReference]]) -> list[LostName]:
    """The names that lead nowhere, row by row, among those that rows give."""
    lost = [(claim, reference) for claim, reference in named if reference.unknown]
    written: dict[str, str] = {}
    missing: dict[tuple[int, str], list[str]] = {}
    for claim, reference in lost:
        name = written.setdefault(same_name(reference.text), reference.text)
        written.setdefault(fold_name(reference.range), reference.range)
        if reference.range:
            missing.setdefault((claim.position, reference.range), []).append(name)
    names = dict.fromkeys(same_name(reference.text) for _, reference in lost)
    near = {name: application.unit_near(written[name]) for name in list(names)[:MOST_SUGGESTIONS]}
    return [
        LostName(
            claim,
            reference,
            written[same_name(reference.text)],
            near.get(same_name(reference.text), ""),
            written[fold_name(reference.range)],
            tuple(missing.get((claim.position, reference.range), ())),
        )
        for claim, reference in lost
    ]


def nothing_matches(named: Sequence[tuple[Claim, UnitReference]], lost: Sequence[LostName]) -> list[str]:
    """The names, each once, where there are several and none of them is a unit; else empty."""
    names = {same_name(each.name): each.name for each in reversed(lost)}
    return [*reversed(names.values())] if len(lost) == len(named) and len(names) > FEW else []
