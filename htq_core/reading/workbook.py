"""A file's bytes to a Grid, whatever kind of spreadsheet it is. Its bytes say what it is, never its name.

Two of the readers are ours and bounded at every step by ``Limits``: Open XML and text. On the command line they work in
the program's own process: nobody but the person at it waits or suffers, and starting another would double the time. The
other formats are read by a library that has been seen to end its process, so they are always read apart. A server reads
every upload apart, since a crash there takes everybody's session with it.
"""

from htq_core.errors import UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.grid import Grid
from htq_core.reading.intake import PASSWORD, Format, format_outside
from htq_core.reading.limits import LIMITS, Limits, Spent, damaged
from htq_core.reading.open_xml import check_the_rest, read_open_xml
from htq_core.reading.package import Package

_policy = {"apart": False}


def isolate_reading() -> None:
    """Read every file apart from now on, and have a process ready for the first. For a server."""
    from htq_core.reading.apart import READERS

    _policy["apart"] = True
    READERS.keep_ready()


def renew_readers() -> None:
    """Have the processes that read files forget what they read. For a server."""
    from htq_core.reading.apart import READERS

    READERS.renew()


def open_workbook(data: bytes, name: str, book: Book, limits: Limits = LIMITS) -> Grid:
    """The cells of a spreadsheet, read in this process where our own readers can, but for ``isolate_reading``.

    ``name`` is only carried along. Raises UnreadableWorkbook and nothing else.
    """
    if _policy["apart"] and limits is LIMITS:
        return open_apart(data, name, book)
    try:
        format = format_outside(data, limits)
        if format is None:
            package = Package(data, Spent(limits))
            if package.format is Format.OPEN_XML:
                return read_open_xml(package, name, book)
        elif format is Format.TEXT:
            from htq_core.reading.text_file import read_text_file

            return read_text_file(data, name, book, limits)
    except UnreadableWorkbook:
        raise
    except Exception:
        # A damaged file can fail anywhere. The cause may quote the file, so it is not kept for a log to show.
        raise damaged() from None
    return open_apart(data, name, book)


def open_apart(data: bytes, name: str, book: Book) -> Grid:
    """The cells of a spreadsheet, read in a process of its own. Raises UnreadableWorkbook and nothing else."""
    from htq_core.reading.apart import READERS

    format_outside(data)
    return READERS.read(data, name, book)


def open_here(data: bytes, name: str, book: Book, limits: Limits = LIMITS) -> Grid:
    """The cells of a spreadsheet, read in this process come what may. Only for a process that may die of it."""
    try:
        format = format_outside(data, limits)
        if format is Format.TEXT:
            from htq_core.reading.text_file import read_text_file

            return read_text_file(data, name, book, limits)
        if format is None:
            package = Package(data, Spent(limits))
            if package.format is Format.OPEN_XML:
                return read_open_xml(package, name, book)
            if package.locked:
                raise PASSWORD.refusal()
            check_the_rest(package)
            format = package.format
        from htq_core.reading.values_only import read_values

        return read_values(data, format, name, book, limits)
    except (UnreadableWorkbook, MemoryError):
        raise
    except Exception:
        raise damaged() from None
