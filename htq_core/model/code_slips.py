"""What a code that was typed wrongly may have meant."""

from collections.abc import Collection, Iterator, Sequence

from htq_core.patterns import when_met

_TYPED = when_met(r"[^0-9A-Z]*([A-Z]*)[^0-9A-Z]*([0-9OILZS|]{1,3})[^0-9A-Z]*")
_BACKWARDS = when_met(r"[^0-9A-Z]*([0-9]{1,3})[^0-9A-Z]*([KSB])[^0-9A-Z]*")
_LOOKS_LIKE = str.maketrans("OILZS|", "011251")
_LIKE_A_KIND = {"S": "S", "5": "S", "8": "B"}
_BESIDE_ON_THE_KEYBOARD = {"L": "K", "J": "K", "A": "S", "D": "S", "V": "B", "N": "B"}


def codes_typed(text: str) -> tuple[str, ...]:
    """The codes that a cell may mean which is none: "K1O", "1K", "KS1", "L4" or "53". Empty where nobody can tell."""
    plain = text.strip().upper()
    if backwards := _BACKWARDS().fullmatch(plain):
        return (f"{backwards[2]}{int(backwards[1])}",)
    match = _TYPED().fullmatch(plain)
    if match is None:
        return ()
    letters, number = match[1], match[2]
    if not letters and number[0] in _LIKE_A_KIND and len(number) > 1:
        letters, number = _LIKE_A_KIND[number[0]], number[1:]
    meant = dict.fromkeys(letter for letter in letters if letter in "KSB")
    if not meant and letters in _BESIDE_ON_THE_KEYBOARD:
        meant = {_BESIDE_ON_THE_KEYBOARD[letters]: None}
    value = int(number.translate(_LOOKS_LIKE))
    return tuple(f"{letter}{value}" for letter in meant) if value and len(letters) <= 2 else ()


def codes_near(code: str, free: Sequence[str]) -> tuple[str, ...]:
    """Which of the codes without a row a strange code may mean: by a slip of the finger, by a wrong letter, or because
    it is the only one of its kind that is left. Only the most plausible ones are given."""
    for near in (_slips_of(code), _other_letters(code)):
        if meant := tuple(each for each in free if each in near):
            return meant
    of_kind = tuple(each for each in free if each[0] == code[0])
    return of_kind if len(of_kind) == 1 else ()


def _slips_of(code: str) -> Collection[str]:
    """The codes from which one slip of the finger makes this: a figure too many, or two that changed places."""
    return {f"{code[0]}{number}" for number in _numbers_near(code[1:])}


def _numbers_near(number: str) -> Iterator[str]:
    whole, *parts = number.split(".")
    if parts:
        yield whole
    for at in range(len(whole)):
        yield whole[:at] + whole[at + 1 :]
        if at:
            yield whole[: at - 1] + whole[at] + whole[at - 1] + whole[at + 1 :]


def _other_letters(code: str) -> Collection[str]:
    return {f"{letter}{code[1:]}" for letter in "KSB" if letter != code[0]}
