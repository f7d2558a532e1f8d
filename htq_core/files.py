"""Files on this machine, as what the check takes."""

from pathlib import Path

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.pipeline import Source

MOST_BYTES = 20 * 1024 * 1024


def read_source(path: Path) -> Source:
    """The bytes of a file under its own name. One that cannot be opened says so when it is checked."""
    try:
        with path.open("rb") as file:
            return Source(path.name, file.read(MOST_BYTES))
    except OSError:
        trouble = UnreadableWorkbook(
            Reason.NOT_FOUND,
            "This file could not be opened on this computer.",
            "Check its name and folder, and that it is not locked.",
        )
        return Source(path.name, b"", trouble)
