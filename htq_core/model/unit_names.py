"""The names that units go by, and which unit a piece of text names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

from htq_core.model.records import Unit

SEPARATOR = re.compile(r"[;\n\r|•·]|,|/|\\|&|\+|\b(?:and|or|plus)\b", re.IGNORECASE)
"""What may stand between two references in one cell, and inside a title or a code as well."""

REGULATED_NUMBER = re.compile(r"(?<!\w)(?:[A-Z]/\d{3}/\d{4}|\d{3}/\d{4}/[\dX])(?![\w])", re.IGNORECASE)
"""The number of a regulated unit or qualification, in which the slashes separate nothing."""

_EDGES = " .,:;-'\"“”"
_DASH = re.compile(r"[‐‑‒–—―−_]")
_UNIT_WORD = re.compile(
    r"(?:(?:core|mandatory|compulsory|optional|elective|specialist) )?(?:units?|modules?|courses?)\b[ .:#-]*"
    r"(?:(?:nos?|numbers?|codes?)\b[ .:]*)?"
)
_UNIT_WORD_AFTER = re.compile(r" (?:unit|module|course)$")
_UNIT_NUMBER = re.compile(
    r"(?:(?:core|mandatory|compulsory|optional|elective|specialist) )?(?:units?|modules?|courses?)\b[ .:#-]*"
    r"(?:(?:nos?|numbers?)\b[ .:]*)?0*(\d{1,4})"
)
_NUMBER = re.compile(r"(?:units? |modules? )?u?[ .-]?0*(\d{1,4})")
_NUMBERED_CODE = re.compile(r"(?:u|m|unit|module)?[ .-]?0*(\d{1,4})")
_NUMBERED_TITLE = re.compile(r"(?:unit|module) ?0*(\d{1,4})\b[ .:-]*(.*)")
_LABEL = re.compile(r"(?:(?:unit|module) )?[a-z]{0,6}[ .-]?\d{1,6}")
_JOINT = re.compile(r" - | ?[:(\[] ?|[.)\]] |-| ")
_LOOSE = re.compile(r"(?<![\d .-])[ .-]+|(?<=\d)[ .-]+(?![\d .-])")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_DIVIDED_BEFORE = re.compile(r"(?:[,;/\\&+|]|\b(?:and|or|plus)) ?$")
_DIVIDED_AFTER = re.compile(r" ?(?:[,;/\\&+|]|(?:and|or|plus)\b)")
_LOOKALIKE = str.maketrans("oilsbz", "011582")

LONGEST_CODE = 40
LONGEST_TO_COMPARE = 120
LEAST_OF_A_WORD = 3
ALIKE = 0.75


def fold_name(text: str) -> str:
    """A name for comparison: case, spacing, kinds of dash and quote, and punctuation around it aside."""
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", text)).replace("’", "'")
    plain = " ".join(plain.split()).strip(_EDGES).casefold()
    if plain[:1] in ("(", "[") and plain.find(")" if plain[0] == "(" else "]") == len(plain) - 1:
        return plain[1:-1].strip(_EDGES)
    return plain


def code_form(folded: str) -> str:
    """A code with inner spacing, dashes and leading zeros aside: ``u-01`` is ``u1``. ``1-2`` stays: it is not 12."""
    return _LEADING_ZEROS.sub("", _LOOSE.sub("", _UNIT_WORD.sub("", folded, count=1)))


def without_unit_word(folded: str) -> str:
    """A name without the word "unit" or "module" before it."""
    return _UNIT_WORD.sub("", folded, count=1).strip(_EDGES)


def title_form(folded: str) -> str:
    """The words of a title, punctuation aside; "&" counts as "and"."""
    return " ".join(re.findall(r"\w+", folded.replace("&", " and ").replace("'", "")))


def same_name(text: str) -> str:
    """One form for a name that may be written in several ways: "Unit 9", "U9" and "u 09" agree."""
    folded = fold_name(text)
    number = _UNIT_NUMBER.fullmatch(folded) or _NUMBER.fullmatch(folded)
    return number[1] if number else code_form(folded)


class UnitNames:
    """The units of a structure by every form of their names. Names are answered with the keys of their units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._labels: dict[str, str] = {}
        self._codes: dict[str, list[str]] = {}
        self._code_forms: dict[str, list[str]] = {}
        self._natural: dict[str, list[str | int]] = {}
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
        self._coded.add(key)
        _add(self._codes, code, key)
        _add(self._code_forms, code_form(code), key)
        self._natural.setdefault(key, _natural(code_form(code)))
        if "/" in code:
            _add(self._without_slashes, code_form(code).replace("/", ""), key)
        if number := _NUMBERED_CODE.fullmatch(code):
            _add(self._numbers, number[1], key)

    def _enter_title(self, title: str, key: str) -> None:
        _add(self._titles, title, key)
        _add(self._title_forms, title_form(title), key)
        self._words.setdefault(key, set()).update(title_form(title).split())
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
        if numbered := _UNIT_NUMBER.fullmatch(folded):
            return self._numbers.get(numbered[1], [])
        form = code_form(folded)
        found = self._code_forms.get(form) or self._without_slashes.get(form)
        if found is None and (number := _NUMBER.fullmatch(folded)):
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
        low, high = self._natural.get(first, []), self._natural.get(last, [])
        between = {key for key, code in self._natural.items() if low <= code <= high}
        return tuple(listed) if between == set(listed) else ()

    def by_title(self, folded: str) -> list[str]:
        """The units whose title this is, with or without the word "unit"."""
        for name in dict.fromkeys((folded, _UNIT_WORD.sub("", folded, count=1), _UNIT_WORD_AFTER.sub("", folded))):
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
        words = (word.strip(_EDGES + "()[]") for word in text.split())
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


def max_pieces(names: Iterable[str]) -> int:
    """The most pieces into which separators cut any of the names."""
    return max((len(SEPARATOR.findall(name)) + 1 for name in names), default=0)


def heads(folded: str) -> Iterator[tuple[str, bool, str]]:
    """A text as a possible code and the rest, the longest first; the flag tells punctuation from a mere space."""
    return _parts(folded, reversed(list(_JOINT.finditer(folded, 0, LONGEST_CODE + 3))))


def tails(folded: str) -> Iterator[tuple[str, bool, str]]:
    """A text as the rest and a possible code at its end, the longest first."""
    return _parts(folded, _JOINT.finditer(folded, max(0, len(folded) - LONGEST_CODE - 3)))


def _parts(folded: str, joints: Iterable[re.Match[str]]) -> Iterator[tuple[str, bool, str]]:
    """The two sides of each joint, but where a separator makes them two references."""
    for joint in joints:
        begin, end = joint.span()
        if _DIVIDED_BEFORE.search(folded, max(0, begin - 5), begin) or _DIVIDED_AFTER.match(folded, end):
            continue
        head, tail = folded[: joint.start()].strip(_EDGES), folded[joint.end() :].strip(_EDGES + "()[]")
        if head and tail:
            yield head, joint[0] != " ", tail
