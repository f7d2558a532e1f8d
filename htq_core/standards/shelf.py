"""The standards kept on this machine: published records added by hand or fetched, in one file, and searched there.

Records are public. Nothing of an upload is ever put here: looking something up writes nothing.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.standards.library import Library
from htq_core.standards.record import read_record
from htq_core.standards.reference import standard_reference, version_order
from htq_core.standards.shelf_place import FILE_NAME, VARIABLE, usual_place
from htq_core.standards.standard import Standard
from htq_core.standards.wording import fold

if TYPE_CHECKING:
    from htq_core.standards.feed import Named

MOST_FITS = 5
MOST_STATEMENTS = 10_000
"""So many statements are looked for at most. No standard has a tenth of it."""
SHORTEST_BEGINNING = 3
_MARK = "\1"
_SHAPE = """
CREATE TABLE IF NOT EXISTS standards (
    id INTEGER PRIMARY KEY, reference TEXT, version TEXT, title TEXT, level INTEGER, status TEXT, size INTEGER,
    source TEXT, record BLOB, UNIQUE (reference, version));
CREATE TABLE IF NOT EXISTS statements (mark BLOB, standard INTEGER);
CREATE INDEX IF NOT EXISTS statements_by_mark ON statements (mark);
CREATE INDEX IF NOT EXISTS statements_by_standard ON statements (standard);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, job_titles, statements, tokenize = 'porter unicode61');
"""
_COLUMNS = ", ".join(f"standards.{name}" for name in ("reference", "version", "title", "level", "status", "size"))


class Kept(NamedTuple):
    """A record on the shelf. ``size`` is its number of KSBs."""

    reference: str
    version: str
    title: str
    level: int | None
    status: str
    size: int

    @classmethod
    def of(cls, standard: Standard) -> "Kept":
        """How this standard would stand on a shelf."""
        own = (standard.reference, standard.version, standard.title, standard.level, standard.status)
        return cls(*own, size=len(standard.ksbs))


class Places(NamedTuple):
    """Where the words of a search stand in a record: in its title or not, in which job titles, in which KSBs."""

    title: bool = False
    job_titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class Fit(NamedTuple):
    """How many of the statements given stand word for word in a standard."""

    kept: Kept
    same: int
    of: int


class Added(NamedTuple):
    """What became of one record: the standard, or why it was left out."""

    name: str
    standard: Standard | None
    trouble: str = ""


class Shelf:
    """The records kept in one file. A file that is not there yet is an empty shelf.

    What asks it raises ``UnreadableWorkbook`` where the file is damaged, or not ours; only ``around`` goes on without.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or usual_place()

    def add(self, records: "Iterable[Named]") -> Iterator[Added]:
        """Put records on the shelf, each in place of the same version of it, and tell what became of every one.

        They are kept a hundred at a time, so that what was added stays when a later record cannot be had.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as shelf:
            shelf.executescript(_SHAPE)
            for number, record in enumerate(records, start=1):
                yield self._put(shelf, record)
                if number % 100 == 0:
                    shelf.commit()
            shelf.commit()

    def everything(self) -> list[Kept]:
        """Every record, by reference and then version."""
        return self._kept(f"SELECT {_COLUMNS} FROM standards")  # noqa: S608 (the columns are our own words)

    def get(self, reference: str, version: str = "") -> Standard | None:
        """A record, in the newest version when none is named; ``None`` when it is not here."""
        return Library(self.versions_of(reference)).get(reference, version)

    def versions_of(self, reference: str) -> tuple[Standard, ...]:
        """Every version of a standard that is here, oldest first."""
        rows = self._rows("SELECT record, source FROM standards WHERE reference = ?", standard_reference(reference))
        found = (_standard(record, source) for record, source in rows)
        return tuple(sorted(found, key=lambda standard: version_order(standard.version)))

    def search(self, text: str) -> list[Kept]:
        """The records with all these words in their title, typical job titles or KSBs.

        Those with all of them in the title come first, then those with all of them in the job titles.
        A reference gives the versions of its standard.
        """
        if reference := standard_reference(text):
            return self._kept(f"SELECT {_COLUMNS} FROM standards WHERE reference = ?", reference)  # noqa: S608
        asked = _asked(text)
        if not asked:
            return []
        return self._kept(
            f"SELECT {_COLUMNS} FROM words JOIN standards ON standards.id = words.rowid "  # noqa: S608
            "WHERE words MATCH ? ORDER BY words.rowid IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, "
            "words.rowid IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, bm25(words, 10, 5, 1)",
            asked,
            f"title : ({asked})",
            f"job_titles : ({asked})",
            in_order=False,
        )

    def places(self, kept: Kept, text: str) -> Places:
        """Where in a record the words of a search stand: nowhere, if it was found by its reference."""
        rows = self._rows(
            "SELECT record, source, highlight(words, 0, ?, ''), highlight(words, 1, ?, ''), "
            "highlight(words, 2, ?, '') FROM words JOIN standards ON standards.id = words.rowid WHERE words MATCH ? "
            "AND words.rowid = (SELECT id FROM standards WHERE reference = ? AND version = ?)",
            _MARK, _MARK, _MARK, _asked(text), kept.reference, kept.version,
        )  # fmt: skip
        if not rows:
            return Places()
        record, source, *marked = rows[0]
        standard = _standard(record, source)
        title, jobs, statements = ([_MARK in line for line in column.split("\n")] for column in marked)
        return Places(
            title=any(title),
            job_titles=tuple(job for job, found in zip(standard.job_titles, jobs, strict=False) if found),
            codes=tuple(ksb.code for ksb, found in zip(standard.ksbs, statements, strict=False) if found),
        )

    def best_fits(self, statements: Iterable[str], most: int = MOST_FITS) -> list[Fit]:
        """The records that hold most of these statements word for word, spacing and punctuation aside."""
        folded = dict.fromkeys(filter(None, map(fold, statements)))
        marks = {_mark(statement) for statement in islice(folded, MOST_STATEMENTS)}
        if not marks:
            return []
        holes = ", ".join("?" * len(marks))
        rows = self._rows(
            f"SELECT {_COLUMNS}, COUNT(DISTINCT mark) AS same FROM statements "  # noqa: S608
            f"JOIN standards ON standards.id = standard WHERE mark IN ({holes}) "
            f"GROUP BY standard ORDER BY same DESC, size LIMIT {most}",
            *marks,
        )
        return [Fit(Kept(*row[:-1]), row[-1], len(marks)) for row in rows]

    def around(self, library: Library, references: Iterable[str], statements: Iterable[str]) -> Library:
        """The library with every version of these standards, and the standards that fit the statements best.

        It is what one check needs; the shelf as a whole may hold thousands. A record of the library stays in force
        over the same one here. If the file cannot be used, the library is as before, and says why.
        """
        try:
            self._rows("SELECT reference FROM standards LIMIT 1")
            wanted = [*references, *(fit.kept.reference for fit in self.best_fits(statements))]
            kept = [self.versions_of(each) for each in dict.fromkeys(filter(None, map(standard_reference, wanted)))]
        except UnreadableWorkbook as trouble:
            return replace(library, unread=trouble)
        for standard in chain.from_iterable(kept):
            if not library.get(standard.reference, standard.version):
                library = library.with_record(standard)
        return library

    def _put(self, shelf: sqlite3.Connection, record: "Named") -> Added:
        try:
            standard = read_record(record.data, record.name)
        except UnreadableWorkbook as trouble:
            return Added(record.name, None, trouble.message)
        same = (standard.reference, standard.version)
        for (old,) in shelf.execute("SELECT id FROM standards WHERE reference = ? AND version = ?", same).fetchall():
            for table, key in (("standards", "id"), ("statements", "standard"), ("words", "rowid")):
                shelf.execute(f"DELETE FROM {table} WHERE {key} = ?", (old,))  # noqa: S608
        new = shelf.execute(
            "INSERT INTO standards (reference, version, title, level, status, size, source, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*same, standard.title, standard.level, standard.status, len(standard.ksbs), standard.source,
             zlib.compress(record.data)),
        ).lastrowid  # fmt: skip
        marks = {(_mark(ksb.folded), new) for ksb in standard.ksbs if ksb.folded}
        shelf.executemany("INSERT INTO statements VALUES (?, ?)", marks)
        # A line for each, so that ``places`` can tell which of them holds a word.
        said = "\n".join(ksb.folded for ksb in standard.ksbs)
        jobs = "\n".join(fold(title) for title in standard.job_titles)
        shelf.execute(
            "INSERT INTO words (rowid, title, job_titles, statements) VALUES (?, ?, ?, ?)",
            (new, fold(standard.title), jobs, said),
        )
        return Added(record.name, standard)

    def _kept(self, question: str, *values: object, in_order: bool = True) -> list[Kept]:
        found = [Kept(*row) for row in self._rows(question, *values)]
        return sorted(found, key=lambda kept: (kept.reference, version_order(kept.version))) if in_order else found

    def _rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        if not self.path.exists():
            return []
        with self._opened() as shelf:
            return shelf.execute(question, values).fetchall()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path)) as shelf:
                yield shelf
        except sqlite3.DatabaseError:
            raise _unusable() from None


def _standard(record: bytes, source: str) -> Standard:
    try:
        return read_record(zlib.decompress(record), source)
    except (zlib.error, UnreadableWorkbook):
        raise _unusable() from None


def _asked(text: str) -> str:
    """A search as the file understands it: every word, or a longer one that begins so. Empty without words.

    A short word stands for itself alone: "IT" is not the beginning of "item".
    """
    words = fold(text).replace("\0", " ").split()
    return " ".join(f'"{word}"' + "*" * (len(word) >= SHORTEST_BEGINNING) for word in words)


def _mark(folded: str) -> bytes:
    """A statement in eight bytes, for finding the same one again."""
    return blake2b(folded.encode(), digest_size=8).digest()


def _unusable() -> UnreadableWorkbook:
    return UnreadableWorkbook(
        Reason.KEPT_STANDARDS,
        "The file that keeps the standards of this machine cannot be used.",
        "Checks go on without it, and with the records that you add yourself. If no other program is using it, "
        "whoever runs this one should move it away and add the published records again. "
        f"It is {FILE_NAME} in the data folder of this machine’s user, or what {VARIABLE} names.",
    )
