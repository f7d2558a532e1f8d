"""Where the standards of this machine are kept. Looking there costs little, as most machines keep none."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

if TYPE_CHECKING:
    from htq_core.standards.shelf import Shelf

VARIABLE = "HTQ_STANDARDS"
"""Names the file to use, in place of the usual one of this machine's user."""
FILE_NAME = "standards.sqlite"


def usual_place() -> Path:
    """The file that the shelf of this machine's user is kept in."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("htq-readiness-checker", appauthor=False) / FILE_NAME


def shelf_at_hand() -> "Shelf | None":
    """The shelf of this machine's user, or ``None`` where nothing is kept yet."""
    if not usual_place().exists():
        return None
    from htq_core.standards.shelf import Shelf

    return Shelf()
