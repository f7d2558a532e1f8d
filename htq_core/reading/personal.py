"""E-mail addresses and telephone numbers in cells. They are told for where they are."""

import re

from htq_core.reading.grid import Sheet

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w/.+-])(?:\+|\(?0)\d[\d ().-]{7,18}\d(?![\w/-])")
"""Begins with + or 0 and a digit, then digits with what people put between them."""
_UNITED_KINGDOM = re.compile(r"(?:\+44\(?0?\)?|0)(?:[1235]\d{9}|1\d{8}|800\d{6}|[789]\d{9})")
_ELSEWHERE = re.compile(r"\+(?!44)[1-9]\d{8,14}")
_NO_PHONE = re.compile(r"isbn", re.IGNORECASE)


def emails_in(sheet: Sheet) -> dict[str, list[str]]:
    """Each e-mail address, in small letters, and the addresses of the cells that hold it."""
    found: dict[str, list[str]] = {}
    for cell in sheet.cells():
        if "@" in cell.text:
            for email in dict.fromkeys(_EMAIL.findall(cell.text.casefold())):
                found.setdefault(email, []).append(cell.address)
    return found


def phones_in(sheet: Sheet) -> list[str]:
    """The addresses of cells with a telephone number."""
    return [cell.address for cell in sheet.cells() if ("0" in cell.text or "+" in cell.text) and _has_phone(cell.text)]


def _has_phone(text: str) -> bool:
    if len(text) < 10 or _NO_PHONE.search(text):
        return False
    return any(map(_is_phone, _PHONE.findall(text)))


def _is_phone(found: str) -> bool:
    number = re.sub(r"[ .()-]", "", found)
    if not found.startswith("+"):
        return bool(_UNITED_KINGDOM.fullmatch(number))
    return bool(_UNITED_KINGDOM.fullmatch(number.replace("+440", "+44")) or _ELSEWHERE.fullmatch(number))
