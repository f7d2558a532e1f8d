"""What a rule is: metadata above, a small generator beneath, and the flags it yields."""

import inspect
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from htq_core.findings import Change, Comparison, Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application

LONGEST_QUOTE = 80
LEVELS = (4, 5)
"""The levels at which there are Higher Technical Qualifications."""


class InFull(str):
    """A fact that is said in full, however long: sentences of ours, or what the team wrote."""


class NotRun(Exception):
    """Raised by a rule that cannot answer. Its text says why, and how to make it run."""


class Need(NamedTuple):
    """Something a rule cannot do without. ``reason`` says what is missing and how to supply it."""

    there: Callable[[Application], bool]
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A fault as a rule sees it: where, and facts. The engine finds the words.

    Flags that share a ``cause`` become one finding, and so do ``shared`` flags with the same facts: the same fault in
    D4 to D19 is one finding with sixteen places.
    """

    where: tuple[Location, ...]
    facts: dict[str, str]
    ksb: str | None = None
    unit: str | None = None
    pathway: tuple[str, ...] | None = None
    cause: str = ""
    shared: bool = False
    compare: Comparison | None = None
    repairs: tuple[tuple[Change, ...], ...] = ()


def flag(
    *where: Location | None,
    ksb: str | None = None,
    unit: str | None = None,
    pathway: tuple[str, ...] | None = None,
    cause: str = "",
    shared: bool = False,
    compare: Comparison | None = None,
    repairs: tuple[tuple[Change, ...], ...] = (),
    **facts: object,
) -> Flag:
    """A flag at one or more cells. ``shared`` lets rows with the same fault share a finding."""
    return Flag(
        where=tuple(place for place in where if place),
        facts={name: shown(value) for name, value in facts.items()},
        ksb=ksb,
        unit=unit,
        pathway=pathway,
        cause=cause,
        shared=shared,
        compare=compare,
        repairs=repairs,
    )


def shown(value: object) -> str:
    """A fact as text: numbers short, long text cut at 80 characters unless in full, lines joined. A tuple is listed."""
    if isinstance(value, tuple):
        return listed(shown(each) for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE or isinstance(value, InFull) else text[: LONGEST_QUOTE - 1].rstrip() + "…"


def listed(names: Iterable[str], most: int = 6) -> str:
    """Names as a person would list them: ``K1, K2 and K5``, or ``K1, K2, K5 and 9 more``."""
    names = list(names)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


Check = Callable[[Application], Iterator[Flag]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the rulebook.

    ``title`` says what must be true and ``explanation`` why; both come from the docstring of ``check``. ``message``,
    ``found``, ``expected`` and ``fix`` are templates over a flag's facts, and over ``ksb``, ``unit`` and ``where``.
    ``inputs`` and ``basis`` use the letters of the rulebook. ``requires`` names rules that must hold first. ``once``
    marks a rule that looks at all the occupations together, and says the same whichever of them it starts from.
    """

    id: str
    family: str
    severity: Severity
    inputs: str
    basis: str
    title: str
    explanation: str
    message: str
    found: str
    expected: str
    fix: str
    limits: str
    needs: tuple[Need, ...]
    requires: tuple[str, ...]
    applies: Callable[[Application], bool]
    nothing_to_do: str
    once: bool
    check: Check

    def about_occupation(self, books: Set[Book]) -> bool:
        """Whether a finding in these workbooks is about one occupation, and not the same for all.

        It is if the rule looks at the mapping or the standard. How a structure can be read is the same for all.
        """
        reads_structure = self.family == "READ" and books == {Book.STRUCTURE}
        return not (self.once or reads_structure or set(self.inputs) <= {"Q", "A"})


@dataclass(frozen=True)
class Family:
    """Rules that share a question. ``letters`` begin their ids. They are in the order of their ids."""

    letters: str
    title: str
    rules: list[Rule] = field(default_factory=list)

    def rule(
        self,
        id: str,
        severity: Severity,
        *,
        inputs: str,
        basis: str,
        message: str,
        found: str,
        expected: str,
        fix: str,
        needs: tuple[Need, ...] = (),
        requires: tuple[str, ...] = (),
        applies: Callable[[Application], bool] = lambda application: True,
        nothing_to_do: str = "Nothing here for it to look at.",
        limits: str = "",
        once: bool = False,
    ) -> Callable[[Check], Check]:
        """Enter a generator into the family as a rule; its docstring gives the title and the explanation."""

        def enter(check: Check) -> Check:
            title, _, explanation = inspect.cleandoc(check.__doc__ or "").partition("\n\n")
            rule = Rule(
                id=id,
                family=self.letters,
                severity=severity,
                inputs=inputs,
                basis=basis,
                title=title,
                explanation=" ".join(explanation.split()),
                message=message,
                found=found,
                expected=expected,
                fix=fix,
                limits=limits,
                needs=needs,
                requires=requires,
                applies=applies,
                nothing_to_do=nothing_to_do,
                once=once,
                check=check,
            )
            insort(self.rules, rule, key=lambda other: other.id)
            return check

        return enter


# What rules commonly need

MAPPING = Need(
    lambda a: a.mapping is not None,
    "The KSB mapping could not be read. Upload it, or put right what is said about it first.",
)
CLAIMS = Need(
    lambda a: bool(a.claims), "No KSB row could be read in the mapping. Put right what is said about it first."
)
STRUCTURE = Need(
    lambda a: a.structure is not None,
    "The qualification structure could not be read. Upload it, or put right what is said about it first.",
)
UNITS = Need(lambda a: bool(a.units), "No unit could be read in the structure. Put right what is said about it first.")
REFERENCE = Need(
    lambda a: bool(a.reference), "No standard is named. Choose it on the Standard page, or name it in the mapping."
)
RECORD = Need(
    lambda a: a.standard is not None,
    "The published record of this standard is not loaded. "
    "Get it from the address on the Standard page, save it, and add it there.",
)
STANDARD_LEVEL = Need(
    lambda a: a.standard_level is not None,
    "The level of this standard is not known. Add its published record on the Standard page.",
)


def column(name: str, words: str) -> Need:
    """A need for a column of the mapping, by field name."""
    return Need(
        lambda a: a.mapping is not None and name in a.mapping.header,
        f"The mapping has no column for {words}. Add one, or give it a heading such as those in our template.",
    )


COVERAGE_COLUMN = column("coverage", "coverage")
UNITS_COLUMN = column("units", "units")
