"""A small application with nothing wrong in it, for putting one fault in at a time.

Two mandatory units, and one to choose of two: 90 credits. Each KSB is met whatever a learner chooses.
"""

from collections.abc import Sequence
from typing import Any

from htq_core.model.application import Application
from htq_core.report import Status
from tests.builders import GOOD_DETAILS, application, claim, findings, group, result, results, standard, unit

CODES = ("K1", "S1", "B1")
BESIDE_THE_POINT = frozenset({"PTH-04", "ASM-04", "ASM-05", "REF-12"})
"""Found in most small applications: some units are there for another reason, with no KSB or with all of one."""


def optional(code: str, title: str = "", name: str | None = "A", **rest: Any) -> dict[str, Any]:
    """An optional unit of a group."""
    return unit(code, title, status="Optional", group=name, **rest)


def units(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The units of the small structure; ``U3={"credits": 0}`` changes one."""
    rows = [unit("U1", "Communication"), unit("U2", "Research"), optional("U3", "Data"), optional("U4", "Ethics")]
    return [{**row, **changes.get(row["code"], {})} for row in rows]


def claims(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of the small mapping; ``K1={"units": "U9"}`` changes one."""
    rows = [claim("K1", "Full", "U1"), claim("S1", "Full", "U2"), claim("B1", "Full", "U1, U3, U4")]
    return [{**row, **changes.get(row["ksb"], {})} for row in rows]


def small(
    rows: Sequence[dict[str, Any]] | None = None,
    of_units: Sequence[dict[str, Any]] | None = None,
    groups: Sequence[dict[str, Any]] | None = None,
    total: str = "90",
    details: dict[str, str] | None = None,
    **rest: Any,
) -> Application:
    """The small application, with what is given in place of its own."""
    rows = claims() if rows is None else rows
    return application(
        rows,
        units() if of_units is None else of_units,
        [group("A")] if groups is None else groups,
        standard=standard(*dict.fromkeys((*CODES, *(row["ksb"] for row in rows)))),
        qualification={**GOOD_DETAILS, "total_credits": total, **(details or {})},
        **rest,
    )


def fired(of: Application) -> set[str]:
    """Every rule that finds something, but for those beside the point; ask for these by name."""
    found = {rule for rule, result in results(of).items() if result.outcome.status is Status.FOUND}
    return found - BESIDE_THE_POINT


def reason(of: Application, rule: str) -> str:
    """Why a rule did not run, or does not apply."""
    return result(of, rule).outcome.reason


def only(of: Application, rule: str) -> Any:
    """The one finding of a rule."""
    (finding,) = findings(of, rule)
    return finding
