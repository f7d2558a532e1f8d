"""Published records from the standards API, where the network allows it."""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO

import requests
from urllib3.exceptions import HTTPError, TimeoutError

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.standards.feed import Named, records_of

MB = 1024 * 1024
LARGEST_RECORD = 5 * MB
LARGEST_FEED = 300 * MB
NOT_FOUND = 404
WAIT = (5, 20)
"""Seconds to wait for a connection, and for each further piece of an answer."""
LONGEST = {LARGEST_RECORD: 60.0, LARGEST_FEED: 900.0}
"""Seconds that an answer may take with every try, by the most that it may hold."""
TRIES = 3
PAUSE = 0.5
"""Seconds before the second try; the third waits twice as long."""
WORTH_ANOTHER_TRY = (429, 500, 502, 503, 504)
TOLD_EVERY = 10 * MB

Tell = Callable[[str], object]
"""Is given what to tell the person who waits, a line at a time."""


class Offline(UnreadableWorkbook):
    """The record could not be had from the network. Its words say why, and how to do without."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(Reason.STANDARD_RECORD, message, fix)


class UnknownStandard(Offline):
    """The standards API answers, and has no record of this standard."""

    def __init__(self) -> None:
        super().__init__("The standards API does not know this standard.", "Check the reference.")


def fetch_record(address: str, reference: str, tell: Tell = str) -> Named:
    """The current record of one standard. ``address`` holds ``{reference}``. Raises ``Offline``."""
    answer = _read(address.replace("{reference}", reference), BytesIO(), LARGEST_RECORD, tell)
    return Named(reference, answer.read())


def fetch_all(address: str, tell: Tell = str) -> Iterator[Named]:
    """Every record of the feed, one at a time. The answer waits in a file while it is read. Raises ``Offline``."""
    with SpooledTemporaryFile(max_size=8 * MB) as answer:
        yield from records_of(_read(address, answer, LARGEST_FEED, tell), "the standards API")


def _read(address: str, into: IO[bytes], most: int, tell: Tell) -> IO[bytes]:
    until = time.monotonic() + LONGEST[most]
    tell(f"Asking {address}")
    said = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE * 2 ** (attempt - 1))
            if time.monotonic() > until:
                break
            tell(f"{said} Trying again.")
        try:
            return _read_once(address, into, most, until, tell)
        except requests.HTTPError as answered:
            status = answered.response.status_code
            if status == NOT_FOUND:
                raise UnknownStandard from None
            said = f"The standards API answered with an error ({status})."
            if status not in WORTH_ANOTHER_TRY:
                break
        except requests.Timeout:
            said = "The standards API took too long to answer."
        except requests.ConnectionError:
            said = "The standards API could not be reached. This computer may be offline."
        except requests.RequestException:
            said = "The answer of the standards API stopped short, or led nowhere."
    raise Offline(said, by_hand(address))


def _read_once(address: str, into: IO[bytes], most: int, until: float, tell: Tell) -> IO[bytes]:
    into.seek(0)
    into.truncate()
    told = TOLD_EVERY
    with requests.get(address, timeout=WAIT, stream=True, headers={"Accept": "application/json"}) as answer:
        answer.raise_for_status()
        for piece in _pieces(answer):
            into.write(piece)
            if into.tell() > most:
                larger = f"The answer of the standards API is larger than {most // MB} MB, so it was not read on."
                raise Offline(larger, by_hand(address))
            if time.monotonic() > until:
                raise requests.Timeout
            if into.tell() >= told:
                tell(f"{into.tell() // MB} MB have come.")
                told += TOLD_EVERY
    into.seek(0)
    return into


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    """An answer as it comes. Waiting for a full piece would hide how long a server takes that sends byte by byte."""
    try:
        while piece := answer.raw.read1(64 * 1024, decode_content=True):
            yield piece
    except TimeoutError:
        raise requests.Timeout from None
    except HTTPError:
        raise requests.exceptions.ChunkedEncodingError from None


def by_hand(address: str) -> str:
    """How to do without the network of this computer."""
    return f"Open {address} in a browser, save the page as it is, and add the file instead."
