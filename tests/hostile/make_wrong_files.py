"""All the odd files, by name. To look at them in a folder: ``python -m tests.hostile.make_wrong_files FOLDER``."""

import sys
from pathlib import Path

from tests.hostile.archives import ARCHIVES
from tests.hostile.documents import DOCUMENTS
from tests.hostile.insides import CELLS, MARKUP
from tests.hostile.kinds import KINDS
from tests.hostile.lures import LURES
from tests.hostile.packing import Odd
from tests.hostile.readable import READABLE
from tests.hostile.texts import TEXTS

ODD_FILES: dict[str, Odd] = KINDS | TEXTS | DOCUMENTS | ARCHIVES | MARKUP | CELLS | LURES | READABLE


def main(folder: str) -> None:
    """Write each file, all called .xlsx, as they would be chosen on the Upload page."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, odd in ODD_FILES.items():
        (Path(folder) / f"{name}.xlsx").write_bytes(odd.make())


if __name__ == "__main__":
    main(sys.argv[1])
