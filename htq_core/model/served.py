"""Whether every permitted pathway serves at least one of several occupations whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

from htq_core.model.application import Application
from htq_core.model.ksb import COVERED, Coverage, code_order
from htq_core.model.records import Claim
from htq_core.pathways import Combination, Pathway, TooManyCombinations, Wish
from htq_core.standards.catalogue import normal_reference

MOST_TRIES = 200_000


def occupations_named(application: Application) -> frozenset[str]:
    """The references of every occupation that the qualification is said to align to."""
    answered = (normal_reference(text) or text for text in application.answers.occupations)
    mapped = (one.reference for one in (application, *application.others))
    return frozenset((*filter(None, answered), *filter(None, mapped)))


def several_occupations(application: Application) -> bool:
    """Whether the qualification aligns to several occupations."""
    return bool(application.others) or len(occupations_named(application)) > 1


@dataclass(frozen=True, eq=False)
class Occupation:
    """One of the occupations, and which units serve each of its KSBs: in full, or partly with a reason.

    ``doubtful`` KSBs are left out: a row is missing, or something in it is reported by another rule.
    """

    application: Application

    @property
    def name(self) -> str:
        """The reference, with the option where one is named."""
        return ", ".join(
            filter(None, (self.application.reference or "the unnamed occupation", self.application.option))
        )

    @cached_property
    def doubtful(self) -> tuple[str, ...]:
        """The KSBs of which nothing is said here."""
        return tuple(code for code in self.application.codes if code not in self.serving)

    @cached_property
    def serving(self) -> Mapping[str, frozenset[str]]:
        """For each other KSB the units that serve it; none where it is marked not covered, with a reason."""
        application = self.application
        rows = {code: application.claims_of.get(code, ()) for code in application.codes}
        return {
            code: frozenset(key for claim in claims for key in self._units(claim))
            for code, claims in rows.items()
            if claims and code not in application.uncertain_ksbs and all(map(self._is_sound, claims))
        }

    def _is_sound(self, claim: Claim) -> bool:
        """Whether a row says all that it has to: the unit of what is covered, and the reason for what is not."""
        if claim.coverage is not Coverage.FULL and not claim.reason:
            return False
        return claim.coverage is Coverage.NOT_COVERED or bool(claim.units_text)

    def _units(self, claim: Claim) -> Iterator[str]:
        if claim.coverage in COVERED:
            keys = self.application.unit_coverages.get(claim.ksb, {})
            named = {reference.key for reference in self.application.references_of(claim)}
            enough = (Coverage.FULL, None, Coverage.PARTIAL) if claim.reason else (Coverage.FULL, None)
            yield from (key for key, coverage in keys.items() if key in named and coverage in enough)

    def missed_by(self, pathway: Pathway) -> list[str]:
        """The KSBs that nobody on a pathway is served by any of its units."""
        return sorted((code for code, units in self.serving.items() if units.isdisjoint(pathway.units)), key=code_order)

    def avoidable(self, combination: Combination) -> list[frozenset[str]]:
        """The sets of units that serve one KSB and that some pathway leaves altogether; the smallest ones only."""
        sets = sorted(set(self.serving.values()), key=lambda units: (len(units), sorted(units)))
        missed = combination.find([Wish(leaves=units) for units in sets])
        least: list[frozenset[str]] = []
        for units, pathway in zip(sets, missed, strict=True):
            if pathway and not any(smaller <= units for smaller in least):
                least.append(units)
        return least

    @property
    def settled(self) -> bool:
        """Whether nothing in doubt could still leave a pathway without one of its KSBs."""
        judged = self.application.judged
        unsettled = [choices for choices in judged.choices if choices.unruled]
        met = all(units & {*choices.must} for choices in unsettled for units in self.serving.values())
        return not self.doubtful and not judged.left_out and met


def occupations_of(application: Application) -> list[Occupation]:
    """All the occupations that have a mapping, in the same order whichever of them is asked."""
    return sorted(map(Occupation, (application, *application.others)), key=lambda occupation: occupation.name)


def serves_none(occupations: Sequence[Occupation], combination: Combination) -> Pathway | None:
    """A permitted pathway that misses some KSB of every occupation; ``None`` where there is none.

    Tried is every choice of one KSB from each occupation. Raises ``TooManyCombinations`` where these are too many.
    """
    avoidable = [occupation.avoidable(combination) for occupation in occupations]
    if prod(map(len, avoidable)) > MOST_TRIES:
        raise TooManyCombinations
    together = dict.fromkeys(frozenset[str]().union(*sets) for sets in product(*avoidable))
    found = combination.find([Wish(leaves=units) for units in together])
    return next(filter(None, found), None)


def all_served(occupations: Sequence[Occupation], combination: Combination) -> bool:
    """Whether it is proved, given that no pathway ``serves_none``: one is whole everywhere, or nothing is in doubt."""
    settled = [occupation.settled for occupation in occupations]
    whole = [not occupation.avoidable(combination) for occupation in occupations]
    return all(settled) or any(certain and serves for certain, serves in zip(settled, whole, strict=True))
