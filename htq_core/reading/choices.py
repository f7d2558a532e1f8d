"""What a person said about how their workbooks are to be read: columns, values, and rules of combination in words."""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
from htq_core.model.read_as import Asks, Shape

MOST_ASKED = 100_000
HOW_TO_MEND = "See the part about columns in the README, or leave the file out."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnNamed(_Part):
    """A column by its header, so that next year's sheet reads at once; its letter counts where no header fits."""

    header: str = ""
    letter: str = Field("", pattern=r"^[A-Za-z]{0,3}$")


class TableChoice(_Part):
    """How one table is to be read. ``sheet`` and ``header_row`` say where it is, where that cannot be found.

    ``columns`` gives the columns of each field; none at all means that the sheet has no such column.
    """

    sheet: str = ""
    header_row: int | None = Field(None, ge=1, le=100_000)
    shape: Shape | None = None
    columns: dict[str, tuple[ColumnNamed, ...]] = {}

    @field_validator("columns", mode="before")
    @classmethod
    def _written_short(cls, columns: Any) -> Any:
        """A header alone stands for a column, and null for none."""
        return {name: _columns(said) for name, said in columns.items()} if isinstance(columns, dict) else columns

    def headers(self) -> dict[str, tuple[str, ...]]:
        """The headers chosen for each field that anything was said about."""
        return {name: tuple(each.header for each in named if each.header) for name, named in self.columns.items()}

    def letters(self) -> dict[str, tuple[str, ...]]:
        """The letters chosen for each field."""
        return {n: tuple(each.letter.upper() for each in named if each.letter) for n, named in self.columns.items()}


NO_TABLE_CHOICE = TableChoice()


class RuleSaid(_Part):
    """A rule of combination as it is meant: from ``minimum`` to ``maximum`` units or credits of a group."""

    group: str = Field(min_length=1, max_length=200)
    choose: Literal["units", "credits"]
    minimum: float = Field(ge=0, le=MOST_ASKED, allow_inf_nan=False)
    maximum: float | None = Field(None, ge=0, le=MOST_ASKED, allow_inf_nan=False)

    @model_validator(mode="after")
    def _in_order(self) -> "RuleSaid":
        if self.maximum is not None and self.maximum < self.minimum:
            raise ValueError("The maximum is less than the minimum.")
        return self

    def asks(self, group: str = "") -> Asks:
        """What it asks for, of its group as the sheet writes it."""
        return Asks(group or self.group, self.choose, self.minimum, self.maximum)


class ReadingChoices(_Part):
    """Everything that was said about reading. ``repairs`` holds for each field what a written value means.

    ``rules`` holds for a sentence the rules that it states; none at all means that it is no rule. Those that no
    sentence states are under the empty one.
    """

    mapping: TableChoice = TableChoice()
    units: TableChoice = TableChoice()
    option_groups: TableChoice = TableChoice()
    repairs: dict[str, dict[str, str]] = {}
    rules: dict[str, tuple[RuleSaid, ...]] = {}

    def of_book(self, book: Book, *, alone: bool) -> "ReadingChoices":
        """What was said of the tables in one workbook; one that is ``alone`` may hold them all.

        Sheets of the same name in both workbooks are so kept apart.
        """
        if alone:
            return self
        other = ("mapping",) if book is Book.STRUCTURE else ("units", "option_groups")
        return self.model_copy(update=dict.fromkeys(other, NO_TABLE_CHOICE))

    @classmethod
    def from_json(cls, text: str | bytes) -> "ReadingChoices":
        """The choices in a file. Raises UnreadableWorkbook."""
        try:
            return cls.model_validate(json.loads(text))
        except ValidationError as trouble:
            at = " → ".join(map(str, trouble.errors()[0]["loc"])) or "its outermost brackets"
            wrong = f"The file of columns is wrong at: {at}."
        except (ValueError, RecursionError):
            wrong = "The file of columns is not JSON."
        raise UnreadableWorkbook(Reason.COLUMNS, wrong, HOW_TO_MEND)

    def to_json(self) -> str:
        """The choices as a file, as short as they can be said."""
        return json.dumps(self.model_dump(mode="json", exclude_defaults=True), indent=2, ensure_ascii=False) + "\n"


def _columns(said: Any) -> Any:
    if said is None:
        return ()
    if isinstance(said, str | dict):
        said = [said]
    return [{"header": each} if isinstance(each, str) else each for each in said] if isinstance(said, list) else said


NO_CHOICES = ReadingChoices()
