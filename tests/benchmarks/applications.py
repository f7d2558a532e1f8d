"""The applications that are measured: one of the usual size, and one as large as the largest real standard."""

from dataclasses import dataclass, replace
from functools import cache

from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.reading import read_application
from htq_core.reading.workbook import open_workbook
from htq_core.standards.catalogue import load_catalogue
from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Ksb, Standard
from tests.making.clean import Shape, clean_application
from tests.making.layouts import LAYOUTS

USUAL = Shape(mandatory=8, optional=7, choose=3)
LARGE = Shape(mandatory=20, optional=20, choose=4)
MOST_KSBS = 192


@dataclass(frozen=True, slots=True)
class Measured:
    """An application as two workbooks, with the standard it is made to."""

    standard: Standard
    mapping: bytes
    structure: bytes

    def read(self) -> Application:
        """The application, read from its workbooks; nothing worked out yet."""
        mapping = open_workbook(self.mapping, "mapping.xlsx", Book.MAPPING)
        structure = open_workbook(self.structure, "structure.xlsx", Book.STRUCTURE)
        reading = read_application(mapping, structure)
        return Application(
            load_catalogue(), reading.mapping, reading.structure, reading.problems, standard=self.standard
        )

    def __str__(self) -> str:
        application = self.read()
        return f"{len(application.codes)} KSBs, {len(application.units)} units"


@cache
def usual() -> Measured:
    """A level 5 standard that comes with the program: 46 KSBs, and 15 units."""
    standard = builtin_library().get("ST9002")
    assert standard
    return _written(standard, USUAL)


@cache
def large() -> Measured:
    """As many KSBs as the largest real standard has, and 40 units."""
    return _written(standard_of(MOST_KSBS), LARGE)


def standard_of(count: int) -> Standard:
    """A standard with so many KSBs, put together from those that come with the program."""
    standards = builtin_library().standards
    published = [ksb for standard in standards for ksb in standard.ksbs] * count
    ksbs = [_numbered(ksb, number) for number, ksb in enumerate(published[:count], start=1)]
    return replace(standards[0], ksbs=tuple(ksbs), options=(), core_codes=None, duties=())


def _numbered(ksb: Ksb, number: int) -> Ksb:
    return ksb._replace(code=f"{ksb.code[0]}{number}", text=f"{ksb.text} {number}", folded=f"{ksb.folded} {number}")


def _written(standard: Standard, shape: Shape) -> Measured:
    made = LAYOUTS["template"](clean_application(standard, shape=shape), standard)
    return Measured(standard, made.mapping, made.structure)
