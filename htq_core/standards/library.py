"""The standards at hand: the illustrative ones that come with the program, and any records that were loaded."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from htq_core.errors import UnreadableWorkbook
from htq_core.standards.record import read_record
from htq_core.standards.reference import normal_version, standard_reference, version_order
from htq_core.standards.standard import Standard
from htq_core.standards.statement_index import StatementIndex

ILLUSTRATIVE_FOLDER = Path(__file__).parent / "data" / "illustrative"


@dataclass(frozen=True)
class Library:
    """The standards at hand, in any number of versions. Adding one gives a new library.

    ``unread`` says why those that are kept on this machine are not among them, if so.
    """

    standards: tuple[Standard, ...] = ()
    unread: UnreadableWorkbook | None = None

    def get(self, reference: str, version: str = "") -> Standard | None:
        """The standard in this version, or the newest when none is given. ``None`` when it is not at hand."""
        found = self._of(reference)
        if not version:
            return found[-1] if found else None
        return next((standard for standard in found if standard.version == normal_version(version)), None)

    @cached_property
    def index(self) -> StatementIndex:
        """Which of the standards say what. Made when it is first asked for, and kept with the library."""
        return StatementIndex(self.standards)

    def versions(self, reference: str) -> tuple[str, ...]:
        """The versions of a standard that are at hand, oldest first."""
        return tuple(standard.version for standard in self._of(reference))

    def with_record(self, standard: Standard) -> "Library":
        """A library that also holds this standard, in place of the same version of it."""
        same = (standard.reference, standard.version)
        others = (other for other in self.standards if (other.reference, other.version) != same)
        return replace(self, standards=(*others, standard))

    def _of(self, reference: str) -> list[Standard]:
        wanted = standard_reference(reference)
        found = (standard for standard in self.standards if standard.reference == wanted)
        return sorted(found, key=lambda standard: version_order(standard.version))


@lru_cache(maxsize=1)
def builtin_library() -> Library:
    """The illustrative standards that come with the program."""
    files = sorted(ILLUSTRATIVE_FOLDER.glob("*.json"))
    source = "Illustrative standard, written to try this program with"
    return Library(tuple(read_record(file.read_bytes(), source) for file in files))
