"""One version of an occupational standard, as a rule sees it."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from htq_core.model.ksb import Kind
from htq_core.standards.wording import fold

_OPTION_WORD = re.compile(r"^option(?: (?:\d+|[a-z]))? | option$")


class Ksb(NamedTuple):
    """One published statement.

    ``code`` is positional (K1 is the first knowledge statement). ``printed_code`` is a code typed inside the
    published text, where there is one; it may disagree with the position and then both are shown.
    ``text`` is for display; ``folded`` is for comparison only.
    """

    code: str
    kind: Kind
    text: str
    folded: str
    printed_code: str | None = None


class StandardOption(NamedTuple):
    """An option of a core-and-options standard. ``codes``: its own KSBs; ``None`` when the record does not tell."""

    title: str
    codes: frozenset[str] | None


class Duty(NamedTuple):
    """A duty and the KSBs it calls on."""

    text: str
    core: bool
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standard:
    """One version of a standard, from its published record."""

    reference: str
    version: str
    title: str
    level: int | None
    route: str
    status: str
    ksbs: tuple[Ksb, ...]
    options: tuple[StandardOption, ...] = ()
    core_and_options: bool = False
    core_codes: frozenset[str] | None = None
    duties: tuple[Duty, ...] = ()
    earliest_start: str = ""
    latest_start: str = ""
    last_updated: str = ""
    source: str = ""
    illustrative: bool = False
    job_titles: tuple[str, ...] = ()

    def option_called(self, title: str) -> StandardOption | None:
        """The option with this title. The standard's title, or the word "option", may stand before or after it."""
        wanted = fold(title)
        bare = _OPTION_WORD.sub("", wanted.removeprefix(fold(self.title)).strip())
        return next((option for option in self.options if fold(option.title) in (wanted, bare)), None)

    def options_with(self, code: str) -> tuple[str, ...]:
        """The titles of the options that ask for a KSB beyond the core."""
        return tuple(option.title for option in self.options if option.codes and code in option.codes)

    def ksbs_for(self, option: str = "") -> tuple[Ksb, ...]:
        """The KSBs to be covered: core and the option's own; all of them where the record does not tell them apart."""
        chosen = self.option_called(option) if option else None
        if chosen is None or chosen.codes is None or self.core_codes is None:
            return self.ksbs
        wanted = self.core_codes | chosen.codes
        return tuple(ksb for ksb in self.ksbs if ksb.code in wanted)
