"""A stored number and its format, as a person would type it: ``20``, ``60%``, ``5 March 2027``."""

import re
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import NamedTuple

from htq_core.reading.grid import Value

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LAST_SERIAL = 2_958_466
"""The day after 31 December 9999, counted from 1900."""
_SECOND = 1 / 86_400

# Formats that Excel knows by number alone.
PERCENTS = frozenset({9, 10})
DATES = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, *range(50, 59)})
TIMES = frozenset({18, 19, 20, 21, 32, 33, 45, 47})
DURATIONS = frozenset({46})


class Shape(Enum):
    """How a number is shown."""

    PLAIN = auto()
    PERCENT = auto()
    DATE = auto()
    TIME = auto()
    DURATION = auto()


class NumberFormat(NamedTuple):
    """A number format. ``prefix`` and ``digits`` are for codes: the format ``"K"00`` shows 1 as K01."""

    shape: Shape = Shape.PLAIN
    prefix: str = ""
    digits: int = 1


PLAIN = NumberFormat()


def builtin_format(number: int) -> NumberFormat:
    """The format that Excel knows by this number."""
    for numbers, shape in (
        (PERCENTS, Shape.PERCENT),
        (DATES, Shape.DATE),
        (TIMES, Shape.TIME),
        (DURATIONS, Shape.DURATION),
    ):
        if number in numbers:
            return NumberFormat(shape)
    return PLAIN


def custom_format(code: str) -> NumberFormat:
    """The format that a code such as ``dd/mm/yyyy`` or ``0.0%`` means, as far as text needs it."""
    code = code[:1000].split(";")[0]
    fixed = re.fullmatch(r'((?:"[^"]*"|\\.|[A-Z](?=\\?[0"]))*)(0+)', code)
    if fixed:
        return NumberFormat(Shape.PLAIN, re.sub(r'["\\]', "", fixed[1]), len(fixed[2]))
    # Whatever is quoted, escaped, padded or a colour is not a placeholder.
    bare = re.sub(r'"[^"]*"|[\\_*].|\[(?![hms]+\])[^\]]*\]', "", code.lower()).replace("general", "")
    if re.search(r"\[[hms]+\]", bare):
        return NumberFormat(Shape.DURATION)
    if re.search(r"[dy]", bare) or ("m" in bare and not re.search(r"[hs]", bare)):
        return NumberFormat(Shape.DATE)
    if re.search(r"[hs]", bare):
        return NumberFormat(Shape.TIME)
    return NumberFormat(Shape.PERCENT) if "%" in bare else PLAIN


def shown(number: float, shape: NumberFormat, from_1904: bool) -> tuple[Value, str]:
    """The value and text of a stored number. A date outside the calendar stays a number."""
    value: Value = int(number) if number.is_integer() and abs(number) < 1e15 else number
    if shape.shape is Shape.PLAIN:
        if isinstance(value, int) and value >= 0:
            return value, f"{shape.prefix}{value:0{shape.digits}d}"
        return value, plain_number(number)
    if shape.shape is Shape.PERCENT:
        return value, plain_number(number * 100) + "%"
    if not 0 <= number <= LAST_SERIAL - 1462 * from_1904 - _SECOND:
        return value, plain_number(number)
    if shape.shape is Shape.DURATION:
        minutes = round(number * 24 * 60)
        return value, f"{minutes // 60}:{minutes % 60:02d}"
    moment = _moment(number, from_1904)
    if number < 1:
        return moment.time(), time_text(moment.time())
    if moment.time() == time():
        return moment.date(), moment_text(moment)
    return moment, moment_text(moment)


def plain_number(number: float) -> str:
    """At most 12 digits, so that 0.1 + 0.2 is 0.3; whole numbers in full."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.12g}"


def moment_text(moment: datetime) -> str:
    """``5 March 2027``, with the time of day when there is one."""
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return day if moment.time() == time() else f"{day} {time_text(moment.time())}"


def time_text(moment: time) -> str:
    """``14:30``, with seconds when there are any."""
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def _moment(number: float, from_1904: bool) -> datetime:
    # Excel counts a 29 February 1900 that never was, so days before it are one later than they seem.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if number < 60 else 30)
    return start + timedelta(seconds=round(number * 86_400))
