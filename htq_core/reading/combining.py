"""Rules of combination in words, put to the option groups that they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.read_as import NOT_READ, WHICH_GROUP, Asks, AtLevel, Repaired, RuleRead
from htq_core.model.records import Entry, OptionGroup, Unit
from htq_core.reading.amounts import NO_END
from htq_core.reading.cells import folded
from htq_core.reading.combination_words import WordedRule
from htq_core.reading.group_names import group_key
from htq_core.reading.rules_said import NO_RULES_SAID, RulesSaid
from htq_core.reading.table import Notebook
from htq_core.reading.worded_groups import Worded

ALL_OPTIONS = "Optional units"
"""What the options are called together where the sheet names no group and has one rule for all of them."""
NO_RULE = "no rule of combination"
ABOUT_A_LEVEL = (
    "It is about level {level}, and no pathway is held to it: one with fewer credits at this level counts as permitted."
)
_FIELDS = ("name", "choose", "minimum", "maximum")


class Combined(NamedTuple):
    """Units and rules with what the words say. ``read`` is each sentence with what was read out of it."""

    units: list[Unit]
    groups: list[OptionGroup]
    read: tuple[RuleRead, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What was read out of words, in a sentence each; not what somebody said or nobody can read."""
        return tuple(sentence for rule in self.read for sentence in rule.told())


@dataclass(slots=True)
class _Sentence:
    """A sentence, wherever it stands, and the rules that were made of it."""

    written: str
    where: dict[Location, None] = field(default_factory=dict)
    asks: dict[Asks, None] = field(default_factory=dict)
    said: bool = False
    unused: str = ""
    at_level: AtLevel | None = None


class _Combining:
    """The option groups of one structure, as its sentences are put to them one by one."""

    def __init__(self, units: list[Unit], groups: list[OptionGroup], notes: Notebook, said: RulesSaid) -> None:
        self.units, self.notes, self.said = units, notes, said
        self.groups = [self._as_said(_ended(group, units)) for group in groups]
        self.tabled = {group_key(group.name): group for group in self.groups if group.minimum is not None}
        self.worded: dict[str, OptionGroup] = {}
        self.sentences: dict[str, _Sentence] = {}
        for before, after in zip(groups, self.groups, strict=True):
            if before.words:
                self._note(before.words.text, before.words.location, after, said=not after.words)

    def _as_said(self, group: OptionGroup) -> OptionGroup:
        """A row of the table of option groups whose number is in words, by what these were said to mean."""
        words = group.words
        rules = self.said.of(words.text) if words else None
        if words is None or rules is None:
            return group
        own = next((rule for rule in rules if group_key(rule.group) == group_key(group.name)), None)
        meaning = str(own.asks(group.name)) if own else NO_RULE
        self.notes.repaired.append(Repaired("rule", words.text, meaning, words.location))
        if own is None:
            return replace(group, choose=None, minimum=None, maximum=None, words=None)
        return replace(group, choose=own.choose, minimum=own.minimum, maximum=own.maximum, words=None)

    def _note(
        self, written: str, where: Location, group: OptionGroup | None = None, *, said: bool = False, unused: str = ""
    ) -> None:
        sentence = self.sentences.setdefault(folded(written), _Sentence(written))
        sentence.where[where] = None
        sentence.said = sentence.said or said
        sentence.unused = sentence.unused or unused
        if group is not None and group.minimum is not None:
            sentence.asks[Asks(group.name, group.choose, group.minimum, group.maximum)] = None

    def take_said(self, worded: Worded) -> None:
        """Go by what somebody said that a sentence means."""
        rules = self.said.of(worded.sentence) or ()
        self._note(worded.sentence, worded.entry.location, said=True)
        for rule in rules:
            name, self.units = _named(rule.group, self.units)
            asks = rule.asks(name)
            self.notes.repaired.append(Repaired("rule", worded.sentence, str(asks), worded.entry.location))
            unused = "" if name else _no_such_group(rule.group)
            group = _rule_of(asks, worded.entry, in_words=False)
            self._note(worded.sentence, worded.entry.location, group, said=True, unused=unused)
            if name and self._may_rule(worded, group):
                self.worded[group_key(name)] = group
        if not rules:
            self.notes.repaired.append(Repaired("rule", worded.sentence, NO_RULE, worded.entry.location))

    def take_unworded(self) -> None:
        """Take the rules that somebody gave for groups of which the workbook says none."""
        for rule in self.said.unworded:
            name, self.units = _named(rule.group, self.units)
            member = next((unit for unit in self.units if name and unit.group == name), None)
            if member is None or group_key(name) in self.tabled or group_key(name) in self.worded:
                continue
            entry = Entry(member.at("group"), member.said("group"))
            self.worded[group_key(name)] = _rule_of(rule.asks(name), entry, in_words=False)
            self.notes.repaired.append(Repaired("rule", name, str(rule.asks(name)), entry.location))

    def take(self, worded: Worded) -> None:
        """Read a sentence as far as it can be read."""
        rule, where = worded.rule, worded.entry.location
        if rule is None:
            self._note(worded.sentence, where, unused=NOT_READ)
        elif rule.level is not None:
            self._note(worded.sentence, where, unused=ABOUT_A_LEVEL.format(level=rule.level))
            if rule.open_ended and rule.measure == "credits" and not rule.group:
                at_level = AtLevel(rule.least, rule.level, rule.and_above)
                self.sentences[folded(worded.sentence)].at_level = at_level
        else:
            name, self.units = _target(worded, self.units)
            if not name:
                self._note(worded.sentence, where, unused=_no_such_group(rule.group) if rule.group else WHICH_GROUP)
                return
            group = _rule_of(_asked(rule, name, self.units), worded.entry, in_words=True)
            if self._may_rule(worded, group):
                self.worded.setdefault(group_key(name), group)
                self._note(worded.sentence, where, group)

    def _may_rule(self, worded: Worded, group: OptionGroup) -> bool:
        """Whether a group has no other rule. A table of option groups goes first, and then the first sentence."""
        where, key = worded.entry.location, group_key(group.name)
        tabled, before = self.tabled.get(key), self.worded.get(key)
        if tabled is not None:
            if tabled.choose == group.choose and tabled.minimum != group.minimum and not tabled.words:
                other = f"The table of option groups says otherwise of {group.name}, and goes first."
                self._note(worded.sentence, where, group, unused=other)
            return False
        if before and (before.choose, before.minimum, before.maximum) != (group.choose, group.minimum, group.maximum):
            self._note(worded.sentence, where, group, unused=f"Another sentence says otherwise of {group.name}.")
            self.notes.not_understood(
                worded.entry, "rule", f"one rule for {group.name}, the same in every place", group.name
            )
            return False
        return True

    def lacking(self) -> dict[str, Unit]:
        """The groups of optional units without a rule, each with its first unit; those in no group go together."""
        ruled = self.tabled.keys() | self.worded.keys()
        found: dict[str, Unit] = {}
        for unit in self.units:
            if unit.mandatory is False and group_key(name := unit.group or ALL_OPTIONS) not in ruled:
                found.setdefault(name, unit)
        return found

    def read(self) -> tuple[RuleRead, ...]:
        """Every sentence, and every group without a rule. What is unclear counts only where a rule is lacking."""
        lacking = self.lacking()
        sentences = [
            RuleRead(each.written, tuple(each.where), tuple(each.asks), each.said, each.unused, each.at_level)
            for each in self.sentences.values()
            if lacking or each.said or each.unused not in (NOT_READ, WHICH_GROUP)
        ]
        return (*sentences, *(RuleRead("", (unit.at("group"),), (Asks(name),)) for name, unit in lacking.items()))

    def all_groups(self) -> list[OptionGroup]:
        """The rows of the table, without those that leave open what words say, and the rules in words."""
        rows = [row for row in self.groups if row.minimum is not None or group_key(row.name) not in self.worded]
        return [*rows, *self.worded.values()]


def groups_asked(units: Iterable[Unit]) -> tuple[str, ...]:
    """The option groups that a rule may be about; the options without a group are one."""
    names = (unit.group or ALL_OPTIONS for unit in units if unit.mandatory is False)
    return tuple({group_key(name): name for name in names}.values())


def combined(
    units: list[Unit],
    groups: list[OptionGroup],
    worded: Sequence[Worded],
    notes: Notebook,
    said: RulesSaid = NO_RULES_SAID,
) -> Combined:
    """The units and rules, with a rule for each group that only words rule.

    A table of option groups goes first, then what somebody said, then what can be read.
    """
    combining = _Combining(units, groups, notes, said)
    spoken_of = (each for each in worded if said.of(each.sentence) is not None)
    for each in {(each.sentence, each.entry.location): each for each in spoken_of}.values():
        combining.take_said(each)
    combining.take_unworded()
    for each in worded:
        if said.of(each.sentence) is None:
            combining.take(each)
    return Combined(combining.units, combining.all_groups(), combining.read())


def _rule_of(asks: Asks, entry: Entry, *, in_words: bool) -> OptionGroup:
    return OptionGroup(
        position=0,
        entries=dict.fromkeys(_FIELDS, entry),
        anchor=entry.location,
        name=asks.group,
        choose=asks.choose,
        minimum=asks.minimum,
        maximum=asks.maximum,
        words=entry if in_words else None,
    )


def _asked(rule: WordedRule, name: str, units: Iterable[Unit]) -> Asks:
    """What a rule asks of a group; "at least" ends with all that the group holds."""
    most = max(_held(name, rule.measure, units), rule.least) if rule.open_ended else rule.most
    return Asks(name, rule.measure, rule.least, most)


def _ended(row: OptionGroup, units: Iterable[Unit]) -> OptionGroup:
    """A row of the table of option groups; "at least" ends with all that the group holds."""
    if row.maximum != NO_END:
        return row
    return replace(row, maximum=max(_held(row.name, row.choose, units), row.minimum or 0.0))


def _held(name: str, measure: str | None, units: Iterable[Unit]) -> float:
    """How many units, or credits, the options of a group have together."""
    key = group_key(name)
    members = [unit for unit in units if unit.mandatory is False and group_key(unit.group or ALL_OPTIONS) == key]
    return sum(unit.credits or 0.0 for unit in members) if measure == "credits" else float(len(members))


def _target(worded: Worded, units: list[Unit]) -> tuple[str, list[Unit]]:
    """The group that a rule is about, and the units with it named where they had none."""
    names = _groups_of(units)
    if worded.rule and worded.rule.group:
        return names.get(group_key(worded.rule.group), ""), units
    if worded.groups:
        return (next(iter(worded.groups)) if len(worded.groups) == 1 else ""), units
    free = any(unit.mandatory is False and not unit.group for unit in units)
    if len(names) == 1 and not free:
        return next(iter(names.values())), units
    return _named(ALL_OPTIONS, units) if free and not names else ("", units)


def _named(name: str, units: list[Unit]) -> tuple[str, list[Unit]]:
    """A group as the units have it, and the units with the group of all that are in none named, if it is that one."""
    names = _groups_of(units)
    if group_key(name) in names or group_key(name) != group_key(ALL_OPTIONS):
        return names.get(group_key(name), ""), units
    free = [unit for unit in units if unit.mandatory is False and not unit.group]
    if not free:
        return "", units
    return ALL_OPTIONS, [replace(unit, group=ALL_OPTIONS) if unit in free else unit for unit in units]


def _groups_of(units: Iterable[Unit]) -> dict[str, str]:
    """The groups of the optional units, as they are first written, by their names for comparison."""
    names: dict[str, str] = {}
    for unit in units:
        if unit.mandatory is False and unit.group:
            names.setdefault(group_key(unit.group), unit.group)
    return names


def _no_such_group(name: str) -> str:
    return f"No optional unit belongs to a group “{name[:40]}”."
