"""The command, cold: a whole process from two workbooks to JSON, against the frictionless command."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import yardsticks
from tests.benchmarks.applications import usual
from tests.benchmarks.measuring import in_turn, tell

ROUNDS = 15
PROGRAM = Path(__file__).parents[2]


def measure() -> None:
    """Print what a whole process takes, from the files on disk to the last line of the answer."""
    measured = usual()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mapping.xlsx").write_bytes(measured.mapping)
        (folder / "structure.xlsx").write_bytes(measured.structure)
        (folder / "sheet.xlsx").write_bytes(yardsticks.sheet_for_frictionless())
        (folder / "schema.json").write_text(json.dumps(yardsticks.frictionless_schema()))
        ours = "htq_core check --mapping mapping.xlsx --structure structure.xlsx --format json"
        theirs = "frictionless validate sheet.xlsx --schema schema.json"
        pairs = in_turn(lambda: run(ours, folder), lambda: run(theirs, folder), ROUNDS)
    what = f"the command, cold, {measured}"
    tell(what, pairs, "frictionless command, 20 checks on 200 rows", "aim: ratio at most 1, later 0.5; best 0.25")


def run(module: str, folder: Path) -> None:
    """Run a Python module as a process of its own, in a folder, and wait for its end."""
    command = [sys.executable, "-m", *module.split()]
    nothing_kept = {"HTQ_STANDARDS": str(folder / "none.sqlite")}
    environment = {**os.environ, **nothing_kept, "PYTHONPATH": str(PROGRAM)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    if done.returncode or not done.stdout:  # both files are clean, so anything else is not the work meant
        raise SystemExit(f"{module} failed: {done.stderr.decode()}")
