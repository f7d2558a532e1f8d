"""An occupation and an occupational route, as the catalogue holds them."""

from collections.abc import Mapping
from typing import NamedTuple

ROUTE_NOT_KNOWN = "Route not known"

# What each status means for a qualification; None where nothing is known of it.
APPROVED: Mapping[str, bool | None] = {
    "Approved occupation": True,
    "Occupational standard without apprenticeship": True,
    "Occupational standard in development": False,
    "Potential occupational standard": False,
    "Not listed": None,
    "Illustrative": True,
}


class Route(NamedTuple):
    """An occupational route. ``available``: whether it has level 4 or 5 standards; ``note`` says why not."""

    id: int
    name: str
    earlier_names: tuple[str, ...] = ()
    available: bool = True
    note: str = ""


class Occupation(NamedTuple):
    """One occupation. A core-and-options standard has one for each option, under the same reference.

    ``version`` and the fields after it are what was known of the standard in the month ``version_seen``
    ("2023-01"); they are empty or ``None`` where nothing was known. ``route`` is empty where it is not known.
    """

    occupation: str
    reference: str
    option_letter: str
    title: str
    level: int
    route: str
    status: str
    version: str = ""
    version_title: str = ""
    version_status: str = ""
    version_seen: str = ""
    core_and_options: bool | None = None
    knowledge: int | None = None
    skills: int | None = None
    behaviours: int | None = None

    @property
    def illustrative(self) -> bool:
        """Whether it is one of the standards we made up to try things on."""
        return self.status == "Illustrative"

    @property
    def approved(self) -> bool | None:
        """Whether the standard is approved, by the catalogue's date; ``None`` when that is not known."""
        return APPROVED[self.status]

    @property
    def standard_title(self) -> str:
        """The title of the whole standard: the option's own part left off."""
        return self.title.partition(" - ")[0] if self.option_letter else self.title

    @property
    def option_title(self) -> str:
        """The option's own part of the title. Empty when the occupation is not an option."""
        return self.title.partition(" - ")[2] if self.option_letter else ""

    @property
    def route_text(self) -> str:
        """The route, or that it is not known."""
        return self.route or ROUTE_NOT_KNOWN
