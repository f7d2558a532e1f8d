"""Try spoilt files and odd cells for a time: ``python -m tests.fuzzing --minutes 30``. Ends at the first that fails."""

import argparse
import random
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from htq_core import isolate_reading
from tests.fuzzing.cells import MAPPINGS, STRUCTURES
from tests.fuzzing.mutations import beginnings, spoilt
from tests.fuzzing.trying import report_on

AT_A_TIME = 200


def main() -> int:
    """Take turns between files and cells until the time is up. Every file is read apart, as on the server."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=None, help="of the first file; by chance unless it is given")
    parser.add_argument("--keep", type=Path, help="folder for a file that fails")
    given_ = parser.parse_args()
    isolate_reading()
    ends = time.monotonic() + given_.minutes * 60
    seed = random.randrange(2**32) if given_.seed is None else given_.seed
    tried = 0
    while time.monotonic() < ends:
        for number in range(seed + tried, seed + tried + AT_A_TIME):
            try:
                report_on(spoilt(number), beginnings()[1])
            except Exception:
                sys.stdout.write(f"File {number} fails. See it again with --seed {number}.\n")
                if given_.keep:
                    (given_.keep / str(number)).write_bytes(spoilt(number))
                raise
        tried += AT_A_TIME
        odd_cells()
        sys.stdout.write(f"{tried} files and as many pairs of tables: a report or a plain refusal for each.\n")
        sys.stdout.flush()
    return 0


@given(MAPPINGS, STRUCTURES)
@settings(max_examples=AT_A_TIME, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def odd_cells(mapping: bytes, structure: bytes) -> None:
    """Tables whose cells hold anything."""
    report_on(mapping, structure)


if __name__ == "__main__":
    sys.exit(main())
