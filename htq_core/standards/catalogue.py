"""The catalogue: every level 4 and 5 occupation that is known, by its date, and the occupational routes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from htq_core.standards.catalogue_files import (
    ABOUT_FILE,
    OCCUPATION_FILES,
    ROUTES_FILE,
    About,
    CatalogueError,
    read_about,
    read_occupations,
    read_routes,
)
from htq_core.standards.occupation import ROUTE_NOT_KNOWN, Occupation, Route
from htq_core.standards.reference import normal_reference, normal_version, references_in, version_order
from htq_core.standards.wording import fold

__all__ = [
    "ROUTE_NOT_KNOWN",
    "About",
    "Catalogue",
    "CatalogueError",
    "Occupation",
    "Route",
    "load_catalogue",
    "normal_reference",
    "normal_version",
    "references_in",
    "version_order",
]
NO_SLIP = 4


@dataclass(frozen=True, eq=False)
class Catalogue(About):
    """The occupations and routes, with the date, source and licence of what is known."""

    routes: tuple[Route, ...]
    occupations: tuple[Occupation, ...]

    def find(self, reference: str) -> tuple[Occupation, ...]:
        """The occupations under a reference: all options for ``ST0087`` or ``OCC0087``, one for ``OCC0087A``."""
        wanted = normal_reference(reference)
        if wanted.startswith("OCC") and wanted[-1].isalpha():
            return tuple(found for found in self._of_number.get(wanted[3:7], ()) if found.occupation == wanted)
        if wanted.startswith(("ST", "OCC")):
            return self._of_number.get(_number(wanted), ())
        return ()

    def title_of(self, reference: str) -> str:
        """The title of the standard with this reference. Empty when the catalogue does not know it."""
        found = self.find(reference)
        return found[0].standard_title if found else ""

    def options_of(self, reference: str) -> tuple[str, ...]:
        """The options known for a core-and-options standard, without the standard's title in front."""
        return tuple(found.option_title for found in self.find(reference) if found.option_letter)

    def near(self, reference: str) -> tuple[str, ...]:
        """Up to three references that may be meant: letters for digits, two digits swapped, one wrong, one missing."""
        letters_as_digits = reference.upper().translate(str.maketrans("OIL", "011"))
        wanted = "".join(sign for sign in letters_as_digits[-8:] if sign.isdigit())
        if not 3 <= len(wanted) <= 5 or self.find(reference):
            return ()
        slips: dict[int, list[str]] = defaultdict(list)
        for number, occupations in self._of_number.items():
            slips[_slip(wanted, number)].append(occupations[0].reference)
        likeliest = min(slips)
        return tuple(slips[likeliest][:3]) if likeliest < NO_SLIP else ()

    def search(self, words: str) -> tuple[Occupation, ...]:
        """Occupations whose title, now or earlier, holds all the words; or those with the reference that is given."""
        if found := self.find(words):
            return found
        wanted = fold(words).split()
        if not wanted:
            return ()
        hits = [found for found, text in self._searchable if all(word in text for word in wanted)]
        return tuple(sorted(hits, key=lambda hit: not fold(hit.title).startswith(wanted[0])))

    def route_called(self, name: str) -> Route | None:
        """The route with this name, now or earlier; case, spacing and "&" aside."""
        return self._route_of_name.get(fold(name))

    def in_route(self, name: str) -> tuple[Occupation, ...]:
        """The occupations of a route by title; with an empty name, those whose route is not known."""
        route = self.route_called(name)
        wanted = route.name if route else name
        return tuple(sorted((o for o in self.occupations if o.route == wanted), key=lambda o: o.title.casefold()))

    @cached_property
    def _of_number(self) -> Mapping[str, tuple[Occupation, ...]]:
        groups: dict[str, list[Occupation]] = defaultdict(list)
        for occupation in self.occupations:
            groups[_number(occupation.reference)].append(occupation)
        return {number: tuple(group) for number, group in groups.items()}

    @cached_property
    def _route_of_name(self) -> Mapping[str, Route]:
        return {fold(name): route for route in self.routes for name in (route.name, *route.earlier_names)}

    @cached_property
    def _searchable(self) -> tuple[tuple[Occupation, str], ...]:
        return tuple((o, f"{fold(o.title)} {fold(o.version_title)}") for o in self.occupations)


def _number(reference: str) -> str:
    """The four digits: a standard and its occupation have the same."""
    return "".join(sign for sign in reference if sign.isdigit())


def _slip(typed: str, number: str) -> int:
    """How likely a slip: 0 none, 1 two neighbours swapped, 2 one digit wrong, 3 one missing or too many, or NO_SLIP."""
    if len(typed) == len(number):
        wrong = [place for place in range(len(number)) if typed[place] != number[place]]
        if len(wrong) <= 1:
            return 2 * len(wrong)
        first, last = wrong[0], wrong[-1]
        swapped = last == first + 1 and (typed[first], typed[last]) == (number[last], number[first])
        return 1 if swapped else NO_SLIP
    longer, shorter = sorted((typed, number), key=len, reverse=True)
    return 3 if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))) else NO_SLIP


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the program, read once. A mistake in its files is a ``CatalogueError``."""
    routes = read_routes(ROUTES_FILE)
    names = frozenset(route.name for route in routes)
    occupations = [row for file in OCCUPATION_FILES for row in read_occupations(file, names)]
    return Catalogue(**asdict(read_about(ABOUT_FILE)), routes=routes, occupations=tuple(occupations))
