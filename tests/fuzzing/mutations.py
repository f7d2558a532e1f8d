"""Files to begin with, and ways to spoil them."""

import random
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tests.hostile.formats import ods, xls, xlsb
from tests.hostile.packing import zipped
from tests.making.samples import FOLDER

ROWS = (("KSB", "Coverage", "Units", "Reason"), ("K1", "Full", "U1", ""), ("S1", "Partial", "U2", "Learned at work"))
CELLS = {"Map": {f"{'ABCD'[c]}{r + 2}": text for r, row in enumerate(ROWS) for c, text in enumerate(row) if text}}
PIECES = (
    b"<", b">", b'"', b"&", b"&#0;", b"<!DOCTYPE a [", b"PK\x03\x04", b"\x00", b"\xff" * 4, b"9" * 12, b"A1:XFD1048576",
    b'hidden="1"', b's="9999999"', b'spans="1:99999999"', b"_x0000_", b"K1-K999999999", b"=1+1", b"\xed\xa0\x80",
)  # fmt: skip


@cache
def beginnings() -> Sequence[bytes]:
    """A sound file of each kind."""
    folder = FOLDER / "more_flaws" / "hard_to_see"
    text = "\n".join(",".join(row) for row in ROWS)
    excel = [(folder / f"{book}.xlsx").read_bytes() for book in ("mapping", "structure")]
    return (*excel, *excel, xls(CELLS), xlsb(CELLS), ods(CELLS), text.encode(), text.encode("utf-16"))


def spoilt(seed: int) -> bytes:
    """One of the files, spoilt in a way of its own; the same for the same seed."""
    choice = random.Random(seed)
    data = choice.choice(beginnings())
    return choice.choice((_in_a_part, _in_a_part, _anywhere, _cut))(data, choice)


def _in_a_part(data: bytes, choice: random.Random) -> bytes:
    """Spoil what is inside one part of the archive, which is then packed as it should be."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile:
        return _anywhere(data, choice)
    name = choice.choice(sorted(parts))
    parts[name] = _anywhere(parts[name], choice)
    return zipped(parts)


def _anywhere(data: bytes, choice: random.Random) -> bytes:
    """Change a few places: other bytes, bytes that mean something, a stretch left out or said again."""
    spoilt = bytearray(data)
    for _ in range(choice.randint(1, 6)):
        at = choice.randrange(len(spoilt) + 1)
        length = choice.choice((0, 1, 2, 8, 64))
        again = bytes(spoilt[at : at + length]) * 3
        spoilt[at : at + length] = choice.choice((choice.randbytes(length), choice.choice(PIECES), b"", again))
    return bytes(spoilt)


def _cut(data: bytes, choice: random.Random) -> bytes:
    return data[: choice.randrange(len(data) + 1)]
