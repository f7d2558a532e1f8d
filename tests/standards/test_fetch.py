"""Fetching published records: a local server gives records, errors, slowness and garbage."""

import gzip
import re
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from htq_core.cli import main
from htq_core.standards import fetch
from htq_core.standards.fetch import Offline, UnknownStandard, fetch_all, fetch_record
from htq_core.standards.record import read_record
from htq_core.standards.shelf import Shelf
from htq_core.standards.shelf_place import VARIABLE
from tests.standards.published_records import as_bytes, record


class Api(BaseHTTPRequestHandler):
    """The standards API as it may be: the path says what happens."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        what = self.path.removeprefix("/api/")
        if what == "ST9901":
            self.answer(as_bytes(record()))
        elif what == "feed":
            self.answer(as_bytes([record(), record(referenceNumber="ST9902")]))
        elif what == "busy":
            self.answer(b"", 503 if len(self.asked) < 3 else 200, as_bytes(record()))
        elif what == "slow":
            time.sleep(1)
        elif what == "drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b" ")
                time.sleep(0.05)
        elif what == "short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"title": ')
        elif what == "packed":
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(as_bytes(record())))
        elif what == "round":
            self.send_response(302)
            self.send_header("Location", "/api/round")
            self.end_headers()
        elif what == "garbage":
            self.answer(b"\xff\xfe{{{")
        elif what == "endless":
            self.answer(b" " * 300_000)
        else:
            self.answer(b"", 404)

    def answer(self, body: bytes, status: int = 200, when_well: bytes = b"") -> None:
        body = when_well if when_well and status == 200 else body
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    Api.asked = []
    monkeypatch.setattr(fetch, "PAUSE", 0.01)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/{{reference}}"
    server.shutdown()
    server.server_close()


def test_a_record_is_fetched_by_its_reference(address: str) -> None:
    found = fetch_record(address, "ST9901")
    assert read_record(found.data, found.name).title == "Kite maker"


def test_the_whole_feed_is_fetched_and_kept(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "standards.sqlite")
    results = list(shelf.add(fetch_all(address.format(reference="feed"))))
    assert [one.standard.reference for one in results if one.standard] == ["ST9901", "ST9902"]


def test_a_busy_server_is_asked_again(address: str) -> None:
    assert fetch_record(address, "busy").data
    assert len(Api.asked) == 3


def test_whoever_waits_is_told_what_happens(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TOLD_EVERY", 300)
    monkeypatch.setattr(fetch, "MB", 100)
    told: list[str] = []
    assert fetch_record(address, "busy", told.append).data
    again = "The standards API answered with an error (503). Trying again."
    assert told == [f"Asking {address.replace('{reference}', 'busy')}", again, again, told[-1]]
    assert re.fullmatch(r"\d+ MB have come\.", told[-1])


def test_an_answer_that_comes_packed_is_unpacked(address: str) -> None:
    assert read_record(fetch_record(address, "packed").data, "record").title == "Kite maker"


@pytest.mark.parametrize("what", ["short", "round"])
def test_an_answer_that_stops_short_or_leads_nowhere_is_said_to(address: str, what: str) -> None:
    with pytest.raises(Offline, match="stopped short, or led nowhere") as trouble:
        fetch_record(address, what)
    assert address.replace("{reference}", what) in trouble.value.fix


def test_a_server_that_sends_byte_by_byte_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fetch.LONGEST, fetch.LARGEST_RECORD, 0.3)
    began = time.monotonic()
    with pytest.raises(Offline, match="too long"):
        fetch_record(address, "drip")
    assert time.monotonic() - began < 1.5
    assert len(Api.asked) == 1


def test_an_unknown_standard_is_said_at_once(address: str) -> None:
    with pytest.raises(UnknownStandard, match="does not know"):
        fetch_record(address, "ST0000")
    assert len(Api.asked) == 1


def test_a_slow_server_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "WAIT", (0.2, 0.2))
    monkeypatch.setattr(fetch, "TRIES", 2)
    with pytest.raises(Offline, match="too long"):
        fetch_record(address, "slow")


def test_an_answer_that_is_too_large_is_not_read_on(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LARGEST_RECORD", 100_000)
    monkeypatch.setitem(fetch.LONGEST, 100_000, 5.0)
    with pytest.raises(Offline, match="larger than"):
        fetch_record(address, "endless")


def test_garbage_is_named_and_not_kept(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "standards.sqlite")
    (one,) = shelf.add([fetch_record(address, "garbage")])
    assert one.standard is None
    assert shelf.everything() == []


def test_without_a_network_it_says_how_to_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TRIES", 1)
    with pytest.raises(Offline, match="could not be reached") as trouble:
        fetch_record("http://127.0.0.1:9/{reference}", "ST9901")
    assert "browser" in trouble.value.fix


def test_one_that_is_not_known_stops_no_other(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "standards.sqlite"))
    own = tmp_path / "own.toml"
    own.write_text(f'[approving_body]\nrecord_address = "{address}"\n')
    assert main(["standards", "get", "ST0001", "ST9901", "--settings", str(own)]) == 0
    told = capsys.readouterr()
    assert "ST0001: The standards API does not know this standard. Check the reference." in told.err
    assert "ST9901 version 1.0" in told.out
    assert "Records kept: 1. Left out: 0." in told.out
