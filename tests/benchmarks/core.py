"""The core, warm: rules and proofs alone, and with the reading."""

import io
from dataclasses import replace

from htq_core import Choice, Source, check
from htq_core.engine import run
from htq_core.model.application import Application
from htq_core.rules import RULES
from htq_core.summary import occupation_seen, unit_rows
from tests.benchmarks import yardsticks
from tests.benchmarks.applications import Measured, large, usual
from tests.benchmarks.measuring import in_turn, tell

ROUNDS = 30


def measure() -> None:
    """Print what rules and proofs take, then everything from bytes to report."""
    validate = yardsticks.frictionless_in_memory()
    for measured, aim in ((usual(), "aim: under 10 ms"), (large(), "aim: ratio at most 2")):
        read = measured.read()
        pairs = in_turn(lambda read=read: judge(replace(read)), validate, ROUNDS)
        tell(f"all rules and proofs, {measured}", pairs, "frictionless, 20 checks in memory on 200 rows", aim)
    measured = usual()
    pairs = in_turn(lambda: from_bytes(measured), lambda: floor(measured), ROUNDS)
    tell(f"bytes to report, {measured}", pairs, "floor: inflate and tokenise both workbooks", "aim: ratio at most 12")


def judge(application: Application) -> None:
    """Every rule and proof, and the summary that goes with them. The application must be a fresh one."""
    run(application, RULES, application.reference)
    occupation_seen(application)
    unit_rows(application)


def from_bytes(measured: Measured) -> str:
    """The whole pipe."""
    return check(
        Source("mapping.xlsx", measured.mapping), Source("structure.xlsx", measured.structure), Choice()
    ).model_dump_json()


def floor(measured: Measured) -> None:
    """The least that reading could do."""
    yardsticks.inflate_and_tokenise(io.BytesIO(measured.mapping))
    yardsticks.inflate_and_tokenise(io.BytesIO(measured.structure))
