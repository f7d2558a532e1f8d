"""Stored text, as a person sees it."""

import re

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.reading.grid import Value
from htq_core.reading.limits import Spent, too_much

ERRORS = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
    | {"#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#EXTERNAL!", "#BUSY!", "#PYTHON!"}
)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
# White space, control, zero-width and direction characters.
_UNSEEN_RANGES = ((0, 0x21), (0x7F, 0xA1), (0x2000, 0x2010), (0x2028, 0x2030), (0x205F, 0x2070))
_UNSEEN = "\u00ad\u1680\u3000\ufeff" + "".join(chr(code) for span in _UNSEEN_RANGES for code in range(*span))

Shown = tuple[Value, str, bool]
"""Value, text, and whether it is a spreadsheet error."""


def shown_text(raw: str, spent: Spent) -> Shown:
    """Stored text as value, text and error. Raises UnreadableWorkbook when it is longer than a cell can hold."""
    value = _unescaped(raw)
    if len(value) > spent.limits.cell_characters:
        raise too_long(spent)
    text = seen_text(value)
    return value, text, text in ERRORS


def seen_text(text: str) -> str:
    """Text without what cannot be seen at its edges, with plain spaces and one kind of line break."""
    text = text.strip(_UNSEEN)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.translate(_SPACES)


def _unescaped(raw: str) -> str:
    """``_x000D_`` is how Open XML writes a character that XML cannot hold."""
    if "_x" not in raw:
        return raw
    text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), raw)
    # Half of a surrogate pair cannot be written anywhere later, so it becomes the replacement character.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def too_long(spent: Spent) -> UnreadableWorkbook:
    """A cell holds more than a cell can hold."""
    return too_much(
        Reason.TOO_MANY_CELLS,
        f"Cells of up to {spent.limits.cell_characters:,} characters can be read; one in this file is longer.",
    )


class Collector:
    """Gathers the characters of one cell or shared string: its runs of text, without the readings above them."""

    def __init__(self, spent: Spent) -> None:
        self.spent = spent
        # An escape such as _x000D_ is seven characters for one.
        self.most = 7 * spent.limits.cell_characters
        self.begin()

    def begin(self, _attributes: dict[str, str] | None = None) -> None:
        """A new cell or string."""
        self.pieces: list[str] = []
        self.length = 0
        self.open = self.in_reading = False
        self.before = 0

    def start(self, _attributes: dict[str, str] | None = None) -> None:
        """A run of text begins."""
        self.open = not self.in_reading

    def end(self) -> None:
        """A run of text ends."""
        self.open = False

    def start_reading(self, _attributes: dict[str, str]) -> None:
        """A phonetic reading begins: it repeats the text in another script."""
        self.in_reading = True

    def end_reading(self) -> None:
        """A phonetic reading ends."""
        self.in_reading = False

    def start_formula(self, _attributes: dict[str, str] | None = None) -> None:
        """A formula begins. It is gathered apart from the text, whichever comes first."""
        self.before = len(self.pieces)
        self.open = True

    def end_formula(self) -> str:
        """The formula that ends."""
        self.open = False
        formula = "".join(self.pieces[self.before :])
        del self.pieces[self.before :]
        self.length -= len(formula)
        return formula

    def characters(self, text: str) -> None:
        """Characters of the file, wherever they stand."""
        if self.open:
            self.length += len(text)
            if self.length > self.most:
                raise too_long(self.spent)
            self.pieces.append(text)

    def text(self) -> str:
        """What was gathered since ``begin``."""
        return "".join(self.pieces)
