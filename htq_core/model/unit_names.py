"""The names that units go by, and which unit a piece of text names."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

from htq_core.model.name_forms import (
    EDGES,
    LONGEST_CODE,
    NUMBER,
    REGULATED_NUMBER,
    SEPARATOR,
    UNIT_NUMBER,
    UNIT_WORD,
    code_form,
    fold_name,
    heads,
    max_pieces,
    tails,
    title_form,
)
from htq_core.model.records import Unit

_UNIT_WORD_AFTER = re.compile(r" (?:unit|module|course)$")
_NUMBERED_CODE = re.compile(r"(?:u|m|unit|module)?[ .-]?0*(\d{1,4})")
_NUMBERED_TITLE = re.compile(r"(?:unit|module) ?0*(\d{1,4})\b[ .:-]*(.*)")
_LABEL = re.compile(r"(?:(?:unit|module) )?[a-z]{0,6}[ .-]?\d{1,6}")
_LOOKALIKE = str.maketrans("oilsbz", "011582")
LONGEST_TO_COMPARE = 120
LEAST_OF_A_WORD = 3
ALIKE = 0.75


class UnitNames:
    """The units of a structure by every form of their names. Names are answered with the keys of their units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._labels: dict[str, str] = {}
        self._codes: dict[str, list[str]] = {}
        self._code_forms: dict[str, list[str]] = {}
        self._without_slashes: dict[str, list[str]] = {}
        self._numbers: dict[str, list[str]] = {}
        self._titles: dict[str, list[str]] = {}
        self._title_forms: dict[str, list[str]] = {}
        self._words: dict[str, set[str]] = {}
        self._coded: set[str] = set()
        self._looked_up: dict[str, tuple[str, ...]] = {}
        for unit in units:
            self._labels.setdefault(unit.key, ": ".join(filter(None, (unit.code, unit.title))))
            if unit.code:
                self._enter_code(fold_name(unit.code), unit.key)
            if unit.title:
                self._enter_title(fold_name(unit.title), unit.key)

    def _enter_code(self, code: str, key: str) -> None:
        form = code_form(code)
        self._coded.add(key)
        _add(self._codes, code, key)
        _add(self._code_forms, form, key)
        if "/" in code:
            _add(self._without_slashes, form.replace("/", ""), key)
        if number := _NUMBERED_CODE.fullmatch(code):
            _add(self._numbers, number[1], key)

    def _enter_title(self, title: str, key: str) -> None:
        form = title_form(title)
        _add(self._titles, title, key)
        _add(self._title_forms, form, key)
        self._words.setdefault(key, set()).update(form.split())
        if numbered := _NUMBERED_TITLE.fullmatch(title):
            self._coded.add(key)
            _add(self._numbers, numbered[1], key)
            _add(self._title_forms, title_form(numbered[2]), key)

    @cached_property
    def most_pieces(self) -> int:
        """Into how many pieces separators could cut the longest code with its title."""
        return max_pieces(self._codes) + max_pieces(self._titles)

    @cached_property
    def words_of_cut_names(self) -> frozenset[str]:
        """The words of names that hold a separator themselves."""
        cut = (name for name in (*self._codes, *self._titles) if SEPARATOR.search(name))
        return frozenset(word for name in cut for word in title_form(name).split())

    @cached_property
    def _codes_with_slashes(self) -> re.Pattern[str]:
        """Codes that a separator would cut, such as ``H/HSC/01``, with any number in place of their own."""
        cut = (re.sub(r"\d+", r"\\d+", re.escape(code)) for code in self._codes if SEPARATOR.search(code))
        return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(set(cut), key=len, reverse=True)) or '(?!)'})(?!\w)", re.I)

    def uncut(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text holds a code whose own separators must not cut it."""
        yield from (match.span() for match in REGULATED_NUMBER.finditer(text))
        for match in self._codes_with_slashes.finditer(text):
            parts = SEPARATOR.split(match[0])
            if self.by_code(fold_name(match[0])) or not any(self.by_code(fold_name(part)) for part in parts):
                yield match.span()

    @cached_property
    def has_bare_numbers(self) -> bool:
        """Whether some unit's code is a number and nothing else."""
        return any(code.isdigit() for code in self._codes)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem[1] for code in self._code_forms if (stem := re.match(r"([a-z]*)\d", code)))

    def coded(self, folded: str) -> list[str]:
        """The units that bear this code, as written or but for spacing, dashes and leading zeros."""
        return self._codes.get(folded) or self._code_forms.get(code_form(folded), [])

    def by_code(self, folded: str) -> list[str]:
        """The units whose code, or bare number, this is: "Unit 3" may be ``U3``, ``3`` or ``03``."""
        if len(folded) > LONGEST_CODE:
            return []
        if folded in self._codes:
            return self._codes[folded]
        if numbered := UNIT_NUMBER.fullmatch(folded):
            return self._numbers.get(numbered[1], [])
        form = code_form(folded)
        found = self._code_forms.get(form) or self._without_slashes.get(form)
        if found is None and (number := NUMBER.fullmatch(folded)):
            found = self._numbers.get(number[1])
        return found or []

    def named_by_code(self, folded: str) -> list[str]:
        """The units that a text names by code, or by code and title."""
        return self.by_code(folded) or self._code_and_title(folded)

    def begins_a_code(self, start: str) -> bool:
        """Whether the code of some unit begins with this, and not with a longer number."""
        form = code_form(start)
        return any(code.startswith(form) and not code[len(form) :][:1].isdigit() for code in self._code_forms)

    def run(self, first: str, last: str) -> tuple[str, ...]:
        """The units from one to another, by key, where the structure lists them in the order of their codes.

        Empty where it does not, as nobody can tell which are meant then.
        """
        keys = list(self._labels)
        listed = keys[keys.index(first) : keys.index(last) + 1]
        natural = {key: _natural(form) for form, bearers in self._code_forms.items() for key in bearers}
        low, high = natural.get(first, []), natural.get(last, [])
        between = {key for key, code in natural.items() if low <= code <= high}
        return tuple(listed) if between == set(listed) else ()

    def by_title(self, folded: str) -> list[str]:
        """The units whose title this is, with or without the word "unit"."""
        for name in dict.fromkeys((folded, UNIT_WORD.sub("", folded, count=1), _UNIT_WORD_AFTER.sub("", folded))):
            if found := self._titles.get(name) or self._title_forms.get(title_form(name)):
                return found
        return []

    def exactly(self, text: str) -> tuple[str, ...]:
        """The units that a text names in full: by code, by title, or by both."""
        if text not in self._looked_up:
            folded = fold_name(text)
            found = self.by_code(folded) or self.by_title(folded) or self._code_and_title(folded)
            self._looked_up[text] = tuple(found)
        return self._looked_up[text]

    def _code_and_title(self, folded: str) -> list[str]:
        for head, joint, tail in heads(folded):
            keys = self.by_code(head)
            label = not keys and joint and _LABEL.fullmatch(head)
            titled = self.by_title(tail) if keys or label else []
            if keys and titled and head.isdigit() and not set(titled) & set(keys):
                return [*keys, *titled]
            if titled and (keys or not self._coded.intersection(titled)):
                return keys or titled
        for head, _, tail in tails(folded):
            keys = self.by_code(tail)
            titled = self.by_title(head) if keys else []
            if titled and (not tail.isdigit() or set(keys) & set(titled)):
                return keys
        return []

    def partly(self, text: str) -> tuple[str, ...]:
        """The unit that a text names by its code and some words of its title."""
        for head, _, tail in heads(fold_name(text)):
            words = title_form(tail).split()
            keys = self.by_code(head) if words else []
            if any(self._words.get(key, set()).issuperset(words) for key in keys):
                return tuple(keys)
        return ()

    def loosely(self, text: str) -> tuple[str, ...]:
        """The unit whose code begins or ends a text, whatever goes with it ("U1: Comms", "Comms (U1)"), or whose title
        stands before an aside ("Communication (30 credits)"). Nothing where another unit's code stands there too.
        """
        folded = fold_name(text)
        for head, joint, tail in heads(folded):
            if keys := self.by_code(head):
                return () if self.codes_in(tail) or (head.isdigit() and not joint) else tuple(keys)
        for head, joint, tail in tails(folded):
            keys = self.by_code(tail)
            if keys and joint and not tail.isdigit():
                return () if self.codes_in(head) else tuple(keys)
            if folded.endswith((")", "]")) and not self._looks_like_code(tail) and (titled := self.by_title(head)):
                return tuple(titled)
        return ()

    def _looks_like_code(self, text: str) -> bool:
        like = re.match(r"([a-z]*)\d+", code_form(text))
        return like is not None and like[1] in self._stems

    def codes_in(self, text: str) -> list[str]:
        """The words of a text that are codes of units, bare numbers left out."""
        words = (word.strip(EDGES + "()[]") for word in text.split())
        return [word for word in words if not word.isdigit() and self.by_code(fold_name(word))]

    def near(self, text: str) -> str:
        """The unit whose name is most like the text, as "U1: Title"; empty when none is close, or several are."""
        folded = fold_name(text[:LONGEST_TO_COMPARE])
        parts = dict.fromkeys((folded, *(tail for _, joint, tail in heads(folded) if joint)))
        keys = next((keys for part in parts if (keys := self._near(part))), []) or self._near_at_last(folded)
        return self._labels[keys[0]] if len(keys) == 1 else ""

    def _near_at_last(self, folded: str) -> list[str]:
        """Units with these words in their titles, in any order; for a code, those that lack one where others do not."""
        words = {word for word in title_form(folded).split() if len(word) >= LEAST_OF_A_WORD}
        if len(words) > 1 and not any(word.isdigit() for word in words):
            return [key for key, own in self._words.items() if words <= own]
        without = [key for key in self._labels if key not in self._coded]
        return without if self._coded and re.fullmatch(r"\S*\d\S*", folded) else []

    def _near(self, folded: str) -> list[str]:
        """Units with this title, else this number, else a code that looks the same, else the name most alike."""
        if titled := self.by_title(folded):
            return titled
        if number := re.fullmatch(r"(?:[a-z]+ )?(\d+)", folded):
            numbered = (keys for code, keys in self._codes.items() if re.findall(r"\d+", code) == [number[1]])
            return [key for keys in numbered for key in keys]
        form = code_form(folded).translate(_LOOKALIKE)
        alike = [key for code, keys in self._code_forms.items() if code.translate(_LOOKALIKE) == form for key in keys]
        if alike:
            return alike
        names = {**self._titles, **self._codes}
        numbers = re.findall(r"\d+", folded)
        close = get_close_matches(folded, names, n=3, cutoff=ALIKE)
        return next((names[name] for name in close if re.findall(r"\d+", name) == numbers), [])


def _natural(code: str) -> list[str | int]:
    """A code for sorting, with 2 before 10: text and numbers by turns."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", code)]


def _add(index: dict[str, list[str]], name: str, key: str) -> None:
    if name and key not in index.setdefault(name, []):
        index[name].append(key)
