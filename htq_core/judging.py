"""One qualification judged against each of its occupations: every rule, on each, put together."""

from collections.abc import Sequence
from dataclasses import replace

from htq_core.engine import Result, run
from htq_core.findings import Finding
from htq_core.model.application import Application
from htq_core.report import Outcome, Status
from htq_core.rules import RULES
from htq_core.rules.rule import Rule

Results = Sequence[Sequence[Result]]
"""For each application, the result of every rule."""


def side_by_side(applications: Sequence[Application]) -> list[Application]:
    """Each application with the others of the same qualification beside it."""
    if len(applications) == 1:
        return list(applications)
    return [replace(one, others=tuple(o for o in applications if o is not one)) for one in applications]


def judge(applications: Sequence[Application]) -> Results:
    """Run every rule over each application. One that looks at all of them together waits for all of them."""
    results = [run(application, RULES, application.reference or None) for application in applications]
    if len(results) == 1:
        return results
    by_rule = (_waiting(rule, of_rule) for rule, of_rule in zip(RULES, zip(*results, strict=True), strict=True))
    return list(zip(*by_rule, strict=True))


def _waiting(rule: Rule, of_rule: Sequence[Result]) -> Sequence[Result]:
    waits = next((result for result in of_rule if rule.once and result.waits), None)
    return [waits] * len(of_rule) if waits else of_rule


def findings_in(results: Results) -> tuple[Finding, ...]:
    """All findings in the rulebook's order; one that every occupation gave in the same words is given once."""
    in_order = (finding for of_rule in zip(*results, strict=True) for result in of_rule for finding in result.findings)
    return tuple({finding.id: finding for finding in in_order}.values())


def outcomes_in(results: Results) -> tuple[Outcome, ...]:
    """One outcome for each rule."""
    return tuple(_together([result.outcome for result in of_rule]) for of_rule in zip(*results, strict=True))


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome for a rule over several occupations: the one that most needs to be seen."""
    order = (Status.BROKE, Status.FOUND, Status.NOT_RUN, Status.PASSED, Status.NOT_APPLICABLE)
    return min(outcomes, key=lambda outcome: order.index(outcome.status))
