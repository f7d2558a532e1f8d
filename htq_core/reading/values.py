"""The values of one row: texts that mean something, parsed, with a problem noted for each that cannot be."""

from collections.abc import Callable, Collection
from typing import TypeVar

from htq_core.model.records import Entry
from htq_core.reading import cells
from htq_core.reading.layout import FIELD_OF_BOX
from htq_core.reading.table import Notebook, Row

Parsed = TypeVar("Parsed")


class Values:
    """What a row says, field by field.

    ``entries`` is the record's own: a cell that says "nothing here" ("-", "n/a") is made blank in it.
    ``texts`` leaves out cells that are blank, hold an error or a placeholder; the latter are noted.
    ``kept`` are the fields for which "n/a" and "none" are an answer: only a dash is blank there.
    """

    def __init__(self, row: Row, notes: Notebook, subject: str, kept: Collection[str] = ()) -> None:
        self.entries = row.entries()
        self.texts: dict[str, str] = {}
        self.notes = notes
        self.subject = subject
        troubles = row.troubles()
        for name, entry in self.entries.items():
            meant = notes.meant(FIELD_OF_BOX.get(name, name), entry) if notes.repairs and entry.text else entry.text
            if meant is not entry.text:
                self._repair(name, meant)
            elif name in troubles:
                notes.note_trouble(troubles[name], entry, FIELD_OF_BOX.get(name, name), subject)
            elif cells.is_dash(entry.text) if name in kept else cells.is_blank(entry.text):
                self.clear(name)
            else:
                self.texts[name] = entry.text

    def _repair(self, name: str, meant: str) -> None:
        """Take a field for what its text was said to mean; the cell stays as written."""
        if cells.is_blank(meant):
            self.clear(name)
        else:
            self.texts[name] = meant

    def clear(self, name: str) -> None:
        """Take a field as blank after all."""
        self.texts.pop(name, None)
        self.entries[name] = Entry(self.entries[name].location)

    def parse(self, name: str, parser: Callable[[str], Parsed | None], wanted: str) -> Parsed | None:
        """A field's value; ``None`` when blank, or when not understood, which is noted."""
        text = self.texts.get(name)
        if text is None:
            return None
        value = parser(text)
        if value is None:
            self.not_understood(name, wanted)
        return value

    def not_understood(self, name: str, wanted: str) -> None:
        """Note that a field cannot be understood."""
        self.notes.not_understood(self.entries[name], FIELD_OF_BOX.get(name, name), wanted, self.subject)
