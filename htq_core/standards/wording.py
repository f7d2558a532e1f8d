"""The words of a statement: made readable for display, and made comparable."""

import re
import string
import unicodedata

from htq_core.patterns import when_met

# Text from the published feed can be escaped more than once.
UNESCAPE_PASSES = 3

_LINE_TAG = when_met(r"<(?:br|/p|/div|/li|/ul|/ol|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_ITEM_TAG = when_met(r"<li\b[^<>]*>", re.IGNORECASE)
# Only tags by name: "fewer than <5 staff" is not a tag.
_OTHER_TAG = when_met(
    r"</?(?:p|div|ul|ol|tr|td|th|table|tbody|thead|span|strong|em|b|i|u|a|sub|sup|font|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

_APOSTROPHES = re.compile(r"['`´‘’‛ʼ′]")
_KEPT = "#%+£$€<>=@"  # signs that carry meaning: "C#", "<5%"
_NOT_A_WORD = re.compile(rf"(?:[^\w{_KEPT}]|_)+")
# The same for plain text, several times faster.
_PLAIN = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F, ord("'"), ord("`"))),
    **{ord(sign): " " for sign in string.punctuation if sign not in _KEPT + "'`"},
}

_OPENING = " \t\r\n\xa0(["
_CODE = r"[KSB] ?[0-9]{1,3}(?:\.[0-9]{1,2})*(?![0-9])"
# "K1: text", "K1 – text" and "S1Text", but not "B2B trade".
_TYPED_CODE = re.compile(rf"({_CODE})(?:[\W_]+(?=\w)|(?=[A-Z][a-z]))")
_TYPED_CODES = re.compile(rf"(?:{_CODE}(?:[\W_]+(?=\w)|(?=[A-Z][a-z])))+")
_FOLDED_CODES = re.compile(r"(?:[ksb] ?[0-9]{1,3} )+(?=.)")


def _unescaped(text: str) -> str:
    for _ in range(UNESCAPE_PASSES):
        if "&" not in text:
            break
        # Few texts have any, and the names of all the signs take long to import.
        import html

        text = html.unescape(text)
    return text


def display_text(raw: str) -> str:
    """Published text for reading: entities, tags and invisible characters gone; lines and bullets kept."""
    text = _unescaped(raw)
    if "<" in text:
        text = _OTHER_TAG().sub("", _LINE_TAG().sub("\n", _ITEM_TAG().sub("\n• ", text)))
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line and line != "•")


def printed_code(text: str, letter: str) -> str | None:
    """The code typed at the start of a statement, such as ``K1`` in "K1: how to …"; ``None`` when there is none.

    Only a code of the statement's own kind counts, so that "B2B trade" or "S3 storage" among the knowledge is text.
    """
    match = _TYPED_CODE.match(text.lstrip(_OPENING))
    if match is None or match[1][0] != letter:
        return None
    return re.sub(r"(?<=[KSB])[ 0]*(?=[0-9])", "", match[1])


def fold(text: str) -> str:
    """Comparison text: equal for two statements that differ only in how they were typed.

    Entities, spacing, punctuation, quotes, dashes, bullets, case and a code typed in front are put aside.
    Never for display, and folding twice changes nothing.
    """
    return _after(_FOLDED_CODES, _plain(_after(_TYPED_CODES, _unescaped(text).lstrip(_OPENING))))


def fold_each(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words of a text as typed, each with what ``fold`` makes of it: nothing of a code typed in front."""
    typed = [(word, tuple(_plain(_unescaped(word)).split())) for word in text.split()]
    folded = fold(text).split()
    in_front = sum(len(words) for _, words in typed) - len(folded)
    if [word for _, words in typed for word in words][in_front:] != folded:
        return typed
    each = []
    for word, words in typed:
        each.append((word, words[max(0, in_front) :]))
        in_front -= len(words)
    return each


def _plain(text: str) -> str:
    if text.isascii():
        return " ".join(text.replace("&", " and ").translate(_PLAIN).casefold().split())
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _APOSTROPHES.sub("", text)))
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text.casefold()))
    return _NOT_A_WORD.sub(" ", text.replace("&", " and ")).strip()


def _after(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return text[match.end() :] if match else text
