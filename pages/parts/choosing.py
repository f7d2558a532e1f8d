"""What was said about how the files are read: columns, values, rules. It is forgotten when the page is closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from htq_core import (
    Asked,
    Asks,
    ColumnNamed,
    InView,
    ReadingChoices,
    RuleRead,
    RuleSaid,
    Shape,
    TableChoice,
    best_guesses,
)
from htq_core import with_repairs as repaired
from pages.parts.uploads import Uploader

NOT_HERE = "-"
"""Stands in a list of columns for a field that the sheet does not have."""
AS_FOUND = ""
SAVED = Uploader("columns")


def choices() -> ReadingChoices:
    """What was said so far."""
    return ReadingChoices.from_json(as_file())


def as_file() -> bytes:
    """What was said, as the file that the command takes too."""
    return _kept().get("choices", b"{}")


def something_said() -> bool:
    """Whether anything was said at all."""
    return choices() != ReadingChoices()


def key(name: str, value: Any) -> str:
    """The key of a control, which is made to show a value: what it shows is always what is in force."""
    st.session_state[f"choose-{name}"] = value
    return f"choose-{name}"


def changing(table: str, needed: bool) -> bool:
    """Whether the columns of a table are laid open to be changed: where that is needed or was wished, until closed."""
    opened: dict[str, bool] = st.session_state.setdefault("changing", {})
    return opened.setdefault(table, True) if needed else opened.get(table, False)


def change(table: str, opened: bool) -> None:
    """Lay the columns of a table open, or close them."""
    st.session_state.setdefault("changing", {})[table] = opened


# Which column is which


def take_column(view: InView, field: str) -> None:
    """Take over the column, or the columns, chosen for a field."""
    chosen = st.session_state.get(f"choose-{view.name}-{field}")
    if chosen is None:
        return
    letters = [chosen] if isinstance(chosen, str) else chosen
    columns = [g.column for letter in letters for g in view.guesses[field] if g.column.letter == letter]
    _say(view, {field: tuple(_named(column, view) for column in columns)})


def best(view: InView) -> dict[str, ColumnNamed]:
    """The likeliest column for each field that has none yet and of which nothing was said."""
    taken = [letter for letters in view.columns.values() for letter in letters]
    said: TableChoice = getattr(choices(), view.name)
    return best_guesses({name: view.guesses[name] for name in view.missing if name not in said.columns}, taken)


def take_best(view: InView) -> None:
    """Take the likeliest columns."""
    _say(view, {name: (_named(column, view),) for name, column in best(view).items()})


def take_sheet(view: InView) -> None:
    """Look on another sheet."""
    _set(view.name, sheet=str(st.session_state[f"choose-{view.name}-sheet"]), header_row=None)


def take_row(view: InView) -> None:
    """Take another row for the header."""
    _set(view.name, sheet=view.sheet, header_row=int(st.session_state[f"choose-{view.name}-row"]))


def take_shape(view: InView) -> None:
    """Take over how the mapping is laid out."""
    said = str(st.session_state[f"choose-{view.name}-shape"])
    _set(view.name, shape=Shape(said) if said != AS_FOUND else None)


def as_found(table: str) -> None:
    """Forget what was said about a table."""
    _keep(choices().model_copy(update={table: TableChoice()}))


def _say(view: InView, columns: Mapping[str, tuple[ColumnNamed, ...]]) -> None:
    before: TableChoice = getattr(choices(), view.name)
    # A table that is not found by itself is read where the columns were chosen.
    place = {} if view.found else {"sheet": view.sheet, "header_row": view.header_row}
    _set(view.name, **place, columns={**before.columns, **columns})


def _named(column: ColumnNamed, view: InView) -> ColumnNamed:
    """The column by its header, so that next year's sheet reads at once; by its letter if others have the same one."""
    headers = [guess.column.header for guess in next(iter(view.guesses.values()))]
    if column.header and headers.count(column.header) == 1:
        return ColumnNamed(header=column.header)
    return ColumnNamed(letter=column.letter)


def _set(table: str, **said: object) -> None:
    before = choices()
    _keep(before.model_copy(update={table: getattr(before, table).model_copy(update=said)}))


# What values mean


def take_meaning(asked: Asked, number: int) -> None:
    """Take over what was chosen or written as the meaning of a value."""
    meaning = str(st.session_state.get(f"choose-meaning-{number}") or "").strip()
    if meaning:
        _keep(repaired(choices(), [(asked, meaning)]))


def accept(asked: Iterable[Asked]) -> None:
    """Take the suggestion for each of these values."""
    _keep(repaired(choices(), [(value, value.suggestion) for value in asked if value.suggestion]))


def meaning(asked: Asked) -> str:
    """What a value was said to mean; empty when nothing was said."""
    return choices().repairs.get(asked.field, {}).get(asked.written, "")


def take_back(field: str, written: str) -> None:
    """Forget what a value was said to mean."""
    before = choices()
    own = {said: meaning for said, meaning in before.repairs.get(field, {}).items() if said != written}
    repairs = {name: meanings for name, meanings in {**before.repairs, field: own}.items() if meanings}
    _keep(before.model_copy(update={"repairs": repairs}))


# Which rules of combination words state


def accept_rules(rules: Iterable[RuleRead]) -> None:
    """Take each of these rules as it was read."""
    for rule in rules:
        _say_rules(rule.sentence, [_as_said(asks) for asks in rule.asks])


def no_rule(rule: RuleRead) -> None:
    """Say that a sentence states no rule."""
    _say_rules(rule.sentence, [])


def take_rule(rule: RuleRead, number: int, lines: int, groups: Sequence[str]) -> None:
    """Take over what was said that a sentence asks for, or what a group without a rule asks for."""
    lined = [_rule_in(f"choose-rule-{number}-{line}") for line in range(1, lines + 1)]
    said = [each for each in lined if each and each.group in groups]
    st.session_state.pop("rule_trouble", None)
    if len(said) < lines:
        st.session_state["rule_trouble"] = number
        return
    others = [] if rule.sentence else [each for each in choices().rules.get("", ()) if each.group != said[0].group]
    _say_rules(rule.sentence, [*others, *said])


def rule_trouble(number: int) -> str:
    """What is wrong with what was last said of a rule; empty where nothing is."""
    return "This does not say how many of which." if st.session_state.get("rule_trouble") == number else ""


def take_rule_back(sentence: str, group: str) -> None:
    """Forget what a sentence, or a group without one, was said to ask for."""
    before = choices().rules
    rest = tuple(rule for rule in before.get(sentence, ()) if not sentence and rule.group != group)
    rules = {said: own for said, own in before.items() if said != sentence}
    _keep(choices().model_copy(update={"rules": {**rules, sentence: rest} if rest else rules}))


def _rule_in(key: str) -> RuleSaid | None:
    """The rule that the controls of one line state; ``None`` if they state none."""
    names = ("group", "choose", "minimum", "maximum")
    try:
        return RuleSaid.model_validate({name: st.session_state.get(f"{key}-{name}") for name in names})
    except ValueError:
        return None


def _as_said(asks: Asks) -> RuleSaid:
    return RuleSaid.model_validate(asdict(asks))


def _say_rules(sentence: str, rules: Iterable[RuleSaid]) -> None:
    before = choices()
    _keep(before.model_copy(update={"rules": {**before.rules, sentence: tuple(rules)}}))


# As a file


def open_choices() -> None:
    """Read the files as a saved file says."""
    SAVED.open(_take)


def _take(name: str, data: bytes) -> None:
    _keep(ReadingChoices.from_json(data))


def forget() -> None:
    """Forget everything that was said."""
    _kept.clear()
    SAVED.forget_trouble()
    for name in ("changing", "rule_trouble"):
        st.session_state.pop(name, None)


def _keep(said: ReadingChoices) -> None:
    _kept()["choices"] = said.to_json().encode()


@st.cache_resource(scope="session", show_spinner=False)
def _kept() -> dict[str, bytes]:
    return {}
