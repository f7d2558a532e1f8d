"""``python -m tests.mutation cov ref pathways``: change the rules one slip at a time, and see that a test notices.

Without a name every family is tried, and pathways; ``--most 200 --seed 1`` tries a sample. Each mutant runs in a fork
of a process that has collected the tests already, so it costs no more than the tests that it takes to notice it. Needs
an operating system that can fork.
"""

import argparse
import gc
import os
import random
import re
import signal
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType

import pytest
from _pytest.main import pytest_runtestloop

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
KNOWN = Path(__file__).parent / "survivors.toml"
LONGEST = 60
"""Seconds after which a mutant counts as noticed: it never ends."""
PATHWAYS = "pathways"
SAMPLES = "tests/test_samples.py::test_a_sample_gives_the_report_beside_it"
EXAMPLES = "tests/rulebook/test_rulebook.py::test_examples_are_what_the_seeded_defects_give"


@dataclass
class Trial:
    """A plugin that, in place of running the tests once, runs them once for each mutant."""

    mutants: Sequence[Mutant]
    survivors: list[Mutant] = field(default_factory=list)
    sound: bool = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """First without a mutant, to see that the tests pass as things are; then with each."""
        self.sound = not _noticed(session, None)
        for number, mutant in enumerate(self.mutants if self.sound else (), start=1):
            if not _noticed(session, mutant):
                self.survivors.append(mutant)
            sys.stderr.write(f"\r{number} of {len(self.mutants)}, {len(self.survivors)} not noticed ")
        return True


def _noticed(session: pytest.Session, mutant: Mutant | None) -> bool:
    """Whether some test fails, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if mutant:
            signal.alarm(LONGEST)
            put_in(mutant)
        pytest_runtestloop(session)
    except BaseException:
        os._exit(1)
    os._exit(int(session.testsfailed > 0))


def put_in(mutant: Mutant) -> None:
    """Give the functions that are loaded from the module the changed module's code."""
    changed = mutant.code()
    gc.unfreeze()  # what was frozen is not among the objects
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == str(mutant.path):
            code = changed.get((each.__code__.co_qualname, each.__code__.co_firstlineno))
            if code and len(code.co_freevars) == len(each.__code__.co_freevars):
                each.__code__ = code


def targets(name: str) -> tuple[list[Path], list[str]]:
    """The modules of a family (or of pathways), and the tests that hold them to something."""
    if name == PATHWAYS:
        return sorted((ROOT / "htq_core" / PATHWAYS).glob("*.py")), ["tests/pathways"]
    stem = name.rstrip("_")
    modules = sorted((ROOT / "htq_core" / "rules").glob(f"{stem}*.py"))
    own = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests" / "rules").glob(f"test_{stem}*.py"))]
    return modules, [*own, f"{EXAMPLES}[{stem.upper()}]", SAMPLES]


def families() -> list[str]:
    """Every family that has rules, by the name of its module."""
    modules = (ROOT / "htq_core" / "rules").glob("*.py")
    return sorted({path.stem.rstrip("_").split("_")[0] for path in modules if path.stem not in ("__init__", "rule")})


def known() -> dict[str, str]:
    """Mutants that no test can notice, or need not, each with the reason."""
    return tomllib.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.is_file() else {}


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants, and list those that no test noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="family", help="such as cov, or pathways")
    parser.add_argument("--most", type=int, default=0, help="try so many of each, taken at random")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    results = [_try(name, given.most, given.seed) for name in given.names or [*families(), PATHWAYS]]
    caught, tried = (sum(column) for column in zip(*results, strict=True))
    print(f"All: {caught} of {tried} noticed, {100 * caught / max(tried, 1):.1f}%")
    return int(caught < 0.9 * tried)


def _try(name: str, most: int, seed: int) -> tuple[int, int]:
    modules, tests = targets(name)
    mutants = [mutant for module in modules for mutant in mutants_of(module)]
    if most and most < len(mutants):
        mutants = random.Random(seed).sample(mutants, most)
    trial = Trial(mutants)
    pytest.main(["-x", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", *tests], plugins=[trial])
    if not trial.sound:
        raise SystemExit(f"The tests of {name} do not pass as they are: {' '.join(tests)}")
    caught = len(mutants) - len(trial.survivors)
    print(f"\n{name}: {caught} of {len(mutants)} noticed, {100 * caught / max(len(mutants), 1):.1f}%")
    _list(trial.survivors)
    return caught, len(mutants)


def _list(survivors: Iterable[Mutant]) -> None:
    reasons = known()
    for mutant in survivors:
        place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
        reason = next((why for name, why in reasons.items() if like(mutant.name, name)), "no reason given yet")
        print(f"  {place} {mutant.name}\n      {reason}")


def like(name: str, known_as: str) -> bool:
    """Whether a mutant is the one that is known by this name, in which ``*`` stands for any text."""
    return re.fullmatch(".*".join(map(re.escape, known_as.split("*"))), name) is not None


if __name__ == "__main__":
    sys.exit(main())
