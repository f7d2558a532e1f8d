"""What holds for every test: what is kept on this machine is left alone, and it is always the same day."""

import gc
import os
import tempfile
from pathlib import Path

import pytest

from htq_core.first_steps import choosing
from htq_core.standards import notices
from htq_core.standards.shelf_place import VARIABLE
from tests.making.defects.defect import A_DAY

LONG = ("/browser/", "/fuzzing/", "/pages/", "test_end_to_end", "/hostile/", "/export/", "/rulebook/", "/making/")

os.environ[VARIABLE] = str(Path(tempfile.gettempdir()) / "no-standards-are-kept-for-tests.sqlite")
os.environ.pop(notices.VARIABLE, None)


@pytest.fixture(autouse=True)
def _the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htq_core.pipeline.this_day", lambda: A_DAY)


@pytest.fixture
def few_first_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a few edits are tried for what to do first: trying them is most of a check, and tested by itself."""
    monkeypatch.setattr(choosing, "MOST_RUNS", choosing.KEPT_BACK + 3)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest begin first, so that no processor is left with one of them at the end."""
    items.sort(key=lambda item: next((at for at, name in enumerate(LONG) if name in item.nodeid), len(LONG)))


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no collection of garbage need go through thousands of tests."""
    gc.collect()
    gc.freeze()
