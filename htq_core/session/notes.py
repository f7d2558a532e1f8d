"""What was noted and agreed in a support session. It lives in the browser session and in a file of the user's own."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from htq_core.errors import Reason, UnreadableWorkbook

LONGEST = 4_000
MOST = 500
LARGEST_FILE = 2 * 1024 * 1024


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="none")


class Action(_Part):
    """Something agreed: what, by whom and by when. ``by`` is ``None`` where no day was agreed."""

    what: str = Field(min_length=1, max_length=LONGEST)
    who: str = Field("", max_length=LONGEST)
    by: date | None = None


class Note(_Part):
    """What was said about one matter of the agenda. ``title`` tells what it was about when it is gone from there."""

    title: str = Field("", max_length=LONGEST)
    done: bool = False
    text: str = Field("", max_length=LONGEST)
    actions: tuple[Action, ...] = Field((), max_length=MOST)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was noted."""
        return not (self.done or self.text or self.actions)

    def together_with(self, other: "Note") -> "Note":
        """This note and another on the same matter. What both say stands once."""
        texts = dict.fromkeys(filter(None, (self.text, other.text)))
        return Note(
            title=other.title or self.title,
            done=self.done or other.done,
            text="\n".join(texts)[:LONGEST],
            actions=tuple(dict.fromkeys((*self.actions, *other.actions)))[:MOST],
        )


class SessionNotes(_Part):
    """The notes of a session, by the id of the matter they are about. ``qualification`` is whose they are."""

    kind: Literal["htq-session-notes"] = "htq-session-notes"
    version: Literal["1"] = "1"
    held_on: date | None = None
    qualification: str = Field("", max_length=LONGEST)
    notes: dict[str, Note] = Field(default_factory=dict, max_length=MOST)

    def of(self, matter: str) -> Note:
        """The note on a matter; an empty one where there is none yet."""
        return self.notes.get(matter, Note())

    def with_note(self, matter: str, note: Note) -> "SessionNotes":
        """The same notes with this one put in place of what was noted on the matter before."""
        others = {id: noted for id, noted in self.notes.items() if id != matter}
        return self.model_copy(update={"notes": others if note.empty else {**others, matter: note}})

    def together_with(self, other: "SessionNotes") -> "SessionNotes":
        """These notes and others, so that nothing that was noted is lost. The others come first."""
        if not self.notes:
            return other
        notes = dict(other.notes)
        for matter, note in self.notes.items():
            notes[matter] = notes[matter].together_with(note) if matter in notes else note
        return other.model_copy(update={"notes": notes})

    def actions(self) -> Iterator[tuple[str, Action]]:
        """Every action with the id of its matter: dated ones first, by day."""
        every = [(matter, action) for matter, note in self.notes.items() for action in note.actions]
        yield from sorted(every, key=lambda pair: pair[1].by or date.max)

    def to_file(self) -> bytes:
        """The notes as a file to keep and open again."""
        return self.model_dump_json(indent=2).encode()


def notes_from_file(data: bytes) -> SessionNotes:
    """The notes in a file that ``to_file`` made. Raises ``UnreadableWorkbook`` for anything else."""
    trouble = UnreadableWorkbook(
        Reason.UNKNOWN,
        "This is not a file of session notes that this program saved, or it was changed since.",
        "Choose the file that you saved with “Save the notes”. What you noted here is unchanged.",
    )
    if len(data) > LARGEST_FILE:
        raise trouble
    try:
        return SessionNotes.model_validate_json(data)
    except (ValidationError, ValueError):
        raise trouble from None
