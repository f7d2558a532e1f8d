"""Published records from the standards API, where the network allows it."""

import time
from collections.abc import Iterator
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO

import requests

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.standards.feed import Named, records_of

MB = 1024 * 1024
LARGEST_RECORD = 5 * MB
LARGEST_FEED = 300 * MB
WAIT = (5, 20)
"""Seconds to wait for a connection, and for each further piece of an answer."""
LONGEST = {LARGEST_RECORD: 60.0, LARGEST_FEED: 900.0}
"""Seconds that an answer may take as a whole, by the most that it may hold."""
TRIES = 3
PAUSE = 0.5
"""Seconds before the second try; the third waits twice as long."""
WORTH_ANOTHER_TRY = (429, 500, 502, 503, 504)
BY_HAND = "Open the address in a browser, save the page as it is, and add the file instead."


class Offline(UnreadableWorkbook):
    """The record could not be had from the network. Its words say why, and how to do without."""

    def __init__(self, message: str, fix: str = BY_HAND) -> None:
        super().__init__(Reason.STANDARD_RECORD, message, fix)


def fetch_record(address: str, reference: str) -> Named:
    """The current record of one standard. ``address`` holds ``{reference}``. Raises ``Offline``."""
    return Named(reference, _read(address.format(reference=reference), BytesIO(), LARGEST_RECORD).read())


def fetch_all(address: str) -> Iterator[Named]:
    """Every record of the feed, one at a time. The answer waits in a file while it is read. Raises ``Offline``."""
    with SpooledTemporaryFile(max_size=8 * MB) as answer:
        yield from records_of(_read(address, answer, LARGEST_FEED), "the standards API")


def _read(address: str, into: IO[bytes], most: int) -> IO[bytes]:
    trouble = Offline("The standards API did not answer.")
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE * 2 ** (attempt - 1))
        try:
            return _read_once(address, into, most)
        except requests.HTTPError as answered:
            status = answered.response.status_code
            if status not in WORTH_ANOTHER_TRY:
                raise Offline(_said(status)) from None
            trouble = Offline(_said(status))
        except requests.Timeout:
            trouble = Offline("The standards API took too long to answer.")
        except requests.RequestException:
            trouble = Offline("The standards API could not be reached. This computer may be offline.")
    raise trouble


def _read_once(address: str, into: IO[bytes], most: int) -> IO[bytes]:
    into.seek(0)
    into.truncate()
    until = time.monotonic() + LONGEST[most]
    with requests.get(address, timeout=WAIT, stream=True, headers={"Accept": "application/json"}) as answer:
        answer.raise_for_status()
        for piece in answer.iter_content(64 * 1024):
            into.write(piece)
            if into.tell() > most:
                raise Offline(f"The answer of the standards API is larger than {most // MB} MB, so it was not read on.")
            if time.monotonic() > until:
                raise requests.Timeout
    into.seek(0)
    return into


def _said(status: int) -> str:
    if status == 404:
        return "The standards API does not know this standard."
    return f"The standards API answered with an error ({status})."
