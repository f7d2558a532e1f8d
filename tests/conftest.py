"""What holds for every test: what is kept on this machine is left alone, and it is always the same day."""

import gc
import os
import tempfile
from pathlib import Path

import pytest

from htq_core.standards import notices
from htq_core.standards.shelf_place import VARIABLE
from tests.making.defects.defect import A_DAY

os.environ[VARIABLE] = str(Path(tempfile.gettempdir()) / "no-standards-are-kept-for-tests.sqlite")
os.environ.pop(notices.VARIABLE, None)


@pytest.fixture(autouse=True)
def _the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htq_core.pipeline.this_day", lambda: A_DAY)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no collection of garbage need go through thousands of tests."""
    gc.collect()
    gc.freeze()
