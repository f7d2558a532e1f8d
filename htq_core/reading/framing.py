"""How a file goes to the process that reads it, and how its cells come back: a length, then so many bytes.

Cells come back as plain values. Nothing else is taken from the other process, which a hostile file may have taken over.
"""

import io
import pickle
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.grid import Cell, Grid, Sheet

LONGEST_ANSWER = 256 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_MOMENTS = frozenset({"date", "time", "datetime"})


class Answer(NamedTuple):
    """What a reading process says of a file: its cells, or why there are none; and the most memory it has had."""

    said: Mapping[str, Any]

    @property
    def largest(self) -> int:
        """Bytes of memory, at most, so far."""
        return int(self.said.get("largest", 0))

    @property
    def out_of_memory(self) -> bool:
        """Whether the process ran out of memory, and lives."""
        return bool(self.said.get("out_of_memory"))

    def grid(self, name: str, book: Book) -> Grid:
        """The cells. Raises UnreadableWorkbook when the file could not be read."""
        if "refused" in self.said:
            reason, message, fix, where = self.said["refused"]
            raise UnreadableWorkbook(Reason(reason), message, fix, where)
        sheets = tuple(_sheet(plain) for plain in self.said["sheets"])
        macros, linked, values_only = self.said["whole"]
        return Grid(book, name, sheets, macros, linked, values_only)


def refusal(trouble: UnreadableWorkbook) -> dict[str, Any]:
    """A refusal as plain values."""
    return {"refused": (str(trouble.reason), trouble.message, trouble.fix, trouble.where)}


def plain(grid: Grid) -> dict[str, Any]:
    """A grid as plain values."""
    whole = (grid.macros, grid.linked, str(grid.values_only))
    return {"sheets": [_plain_sheet(sheet) for sheet in grid.sheets], "whole": whole}


def _plain_sheet(sheet: Sheet) -> tuple[Any, ...]:
    cells = [
        (cell.row, cell.column, cell.address, cell.text, cell.value, cell.error, cell.unstored)
        for row in sheet.rows.values()
        for cell in row.values()
    ]
    hidden = (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns)
    return sheet.name, cells, *hidden, sheet.merged, dict(sheet.fills), dict(sheet.comments), sheet.linked


def _sheet(plain: Sequence[Any]) -> Sheet:
    name, cells, *rest = plain
    rows: dict[int, dict[int, Cell]] = {}
    for stored in cells:
        cell = Cell(*stored)
        if cell.row in rows:
            rows[cell.row][cell.column] = cell
        else:
            rows[cell.row] = {cell.column: cell}
    return Sheet(name, rows, *rest)


def write_frame(pipe: BinaryIO, data: bytes) -> None:
    """Send bytes, their length first."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next bytes; ``None`` when the other side has ended, or sends what it should not."""
    length = pipe.read(_LENGTH.size)
    if len(length) < _LENGTH.size or _LENGTH.unpack(length)[0] > LONGEST_ANSWER:
        return None
    (size,) = _LENGTH.unpack(length)
    data = pipe.read(size)
    return data if len(data) == size else None


def write_answer(pipe: BinaryIO, said: Mapping[str, Any]) -> None:
    """Send an answer."""
    write_frame(pipe, pickle.dumps(said, pickle.HIGHEST_PROTOCOL))


def read_answer(pipe: BinaryIO) -> Answer | None:
    """The next answer; ``None`` when there is none."""
    data = read_frame(pipe)
    if data is None:
        return None
    try:
        said = _Plain(io.BytesIO(data)).load()
    except Exception:
        return None
    return Answer(said) if isinstance(said, dict) else None


class _Plain(pickle.Unpickler):
    """Takes plain values and moments in time, and nothing that could do anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _MOMENTS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError("not a plain value")
