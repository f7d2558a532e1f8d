"""What holds for every test: what is kept on this machine is left alone, and it is always the same day."""

import gc
import os
import tempfile
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from htq_core.first_steps import choosing
from htq_core.standards import notices
from htq_core.standards.shelf_place import VARIABLE
from tests.making.defects.defect import A_DAY

BROWSER = ("/browser/",)
SEEDED = ("/test_end_to_end", "/rulebook/", "/making/", "/test_pairs")
TOGETHER = {"browser": BROWSER, "seeded": SEEDED}
"""One browser and one server are enough for all that need them, and so is one check of each seeded defect."""
LONG = (
    *BROWSER, *SEEDED, "/hostile/", "/pages/", "/export/", "/test_mapping_sheet", "/test_cli", "/test_shapes",
    "/first_steps/", "/fuzzing/", "/pathways/",
)  # fmt: skip
"""What takes longest begins first, so that no processor is left with one of them at the end."""

os.environ[VARIABLE] = str(Path(tempfile.gettempdir()) / "no-standards-are-kept-for-tests.sqlite")
os.environ.pop(notices.VARIABLE, None)


@pytest.fixture(autouse=True)
def _the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htq_core.pipeline.this_day", lambda: A_DAY)


@pytest.fixture
def few_first_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a few edits are tried for what to do first: trying them is most of a check, and tested by itself."""
    monkeypatch.setattr(choosing, "MOST_RUNS", choosing.KEPT_BACK + 3)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: the tests in a browser wait most of the time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((at for at, name in enumerate(LONG) if name in item.nodeid), len(LONG)))


class Together(LoadFileScheduling):
    """Gives each process a file of tests at a time, but for files that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return next((name for name, parts in TOGETHER.items() if any(part in file for part in parts)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    return Together(config, log) if config.option.dist == "loadfile" else None


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no collection of garbage need go through thousands of tests."""
    gc.collect()
    gc.freeze()
