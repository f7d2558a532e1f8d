"""What holds for every test: the standards and notices kept on this machine are left alone."""

import os
import tempfile
from pathlib import Path

from htq_core.standards import notices
from htq_core.standards.shelf_place import VARIABLE

os.environ[VARIABLE] = str(Path(tempfile.gettempdir()) / "no-standards-are-kept-for-tests.sqlite")
os.environ.pop(notices.VARIABLE, None)
