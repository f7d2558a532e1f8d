"""Dates as people write them: whether a text says a month and a year."""

import re

from htq_core.patterns import when_met

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:20[0-9]{2})(?![0-9])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_IN_WORDS = when_met(rf"\b(?:{_MONTHS})\b[\s.,’'/–-]*(?:of\s)?(?:{_YEAR}|[0-9]{{2}}(?![0-9]))", re.IGNORECASE)
_YEAR_FIRST_IN_WORDS = when_met(rf"(?<![0-9]){_YEAR}[\s.,/–-]*(?:{_MONTHS})\b", re.IGNORECASE)
_DAY_FIRST = when_met(rf"(?<![0-9/.-])(?:{_DAY}\s?[/.-]\s?)?{_MONTH}\s?[/.-]\s?{_YEAR}")
_DAY_FIRST_SHORT = when_met(rf"(?<![0-9/.-]){_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?[0-9]{{2}}(?![0-9/.-])")
_YEAR_FIRST = when_met(rf"(?<![0-9/.-]){_YEAR}\s?[/.-]\s?(?:0[1-9]|1[0-2])(?:\s?[/.-]\s?{_DAY})?(?![0-9])")
_MONTH_AND_SHORT_YEAR = re.compile(rf"\s*{_MONTH}\s?[/.-]\s?[0-9]{{2}}\s*")
_ACADEMIC_YEAR = re.compile(r"\s*(20[0-9]{2})\s?[/–-]\s?([0-9]{2})\s*")

_FORMS = (_IN_WORDS, _YEAR_FIRST_IN_WORDS, _DAY_FIRST, _DAY_FIRST_SHORT, _YEAR_FIRST)


def gives_a_month(text: str) -> bool:
    """Whether a text says a month with its year: "September 2027", "Sep-27", "09/2027", "2027-09-01".

    "Autumn 2027" names no month, and "2026/27" or "2027-28" is an academic year.
    """
    academic = _ACADEMIC_YEAR.fullmatch(text)
    if academic and int(academic[2]) == (int(academic[1]) + 1) % 100:
        return False
    return bool(_MONTH_AND_SHORT_YEAR.fullmatch(text)) or any(form().search(text) for form in _FORMS)
