"""Published records from files and folders: one in a file, or the whole feed of thousands, one after the other."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

import ijson

from htq_core.errors import Reason, UnreadableWorkbook


class Named(NamedTuple):
    """The bytes of one published record, and where it comes from."""

    name: str
    data: bytes


def records_in(path: Path) -> Iterator[Named]:
    """The records in a file, or in the JSON files of a folder and its sub-folders, in order of name.

    Raises ``UnreadableWorkbook`` for a file that cannot be read as JSON; in a folder such a file is given as it is, so
    that it is named among those left out.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            yield from records_of(file, path.name)
        return
    for each in sorted(path.rglob("*.json")):
        try:
            with each.open("rb") as file:
                yield from records_of(file, each.name)
        except UnreadableWorkbook:
            yield Named(each.name, b"")


def records_of(file: IO[bytes], name: str) -> Iterator[Named]:
    """The records in a stream of JSON: a list of them, or one alone. It holds one at a time in memory."""
    first = file.read(1)
    while first in b"\xef\xbb\xbf \t\r\n" and first:
        first = file.read(1)
    file.seek(-1 if first else 0, 1)
    if first == b"[":
        yield from _listed(file, name)
    else:
        yield Named(name, file.read())


def _listed(file: IO[bytes], name: str) -> Iterator[Named]:
    try:
        for number, record in enumerate(ijson.items(file, "item"), start=1):
            # Numbers with a point are kept as written, so that version 1.10 is not read as 1.1.
            yield Named(f"{name}, record {number}", json.dumps(record, default=str).encode())
    except (ijson.JSONError, UnicodeDecodeError, RecursionError):
        raise UnreadableWorkbook(
            Reason.STANDARD_RECORD,
            "This file cannot be read as JSON, or stops in the middle of a record.",
            "Save it again from the standards API, whole. What was read before the fault is kept.",
        ) from None
