"""Which edits to make first: each is tried by running every rule and proof again, and the best is taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from htq_core.errors import log_fault
from htq_core.findings import Finding, Severity
from htq_core.first_steps import details, mapping, repairs, structure
from htq_core.first_steps.edits import Edit, Suggest
from htq_core.judging import Results, findings_in, judge, side_by_side
from htq_core.model.application import Application
from htq_core.report import FirstStep, FirstSteps, Reach
from htq_core.summary import occupation_seen

MOST_STEPS = 5
MOST_RUNS = 60
"""So many edits are tried in all; those for findings to be put right come first."""

KEPT_BACK = 15
"""Of these, so many are kept for trying edits again once others are made."""

TO_CLEAR = (Severity.FIX, Severity.DISCUSS)


def _suggestions() -> Mapping[str, tuple[Suggest, ...]]:
    """For each rule, what turns its findings into edits."""
    every = (mapping.EDITS, structure.EDITS, repairs.EDITS, details.EDITS)
    ids = {id for edits in every for id in edits}
    return {id: tuple(edits[id] for edits in every if id in edits) for id in ids}


SUGGESTIONS = _suggestions()

Gain = tuple[int, int, int]
"""By how many there are fewer to put right, and fewer to discuss; and how many more KSBs are guaranteed."""


@dataclass(frozen=True)
class _Stage:
    """The applications as they are after some edits, judged."""

    applications: Sequence[Application]
    results: Results

    @classmethod
    def of(cls, applications: Sequence[Application]) -> "_Stage":
        return cls(applications, judge(applications))

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """The findings by id."""
        return {finding.id: finding for finding in findings_in(self.results)}

    @cached_property
    def guaranteed(self) -> int:
        """How many KSBs are guaranteed on every pathway, over all occupations."""
        rows = (row for one in self.applications for row in occupation_seen(one).rows)
        return sum(row.reach is Reach.GUARANTEED for row in rows)

    def after(self, number: int, edit: Edit) -> "_Stage":
        """The stage after an edit, found while looking at the application of this number."""
        made = [
            edit.make(one) if edit.shared or position == number else one
            for position, one in enumerate(self.applications)
        ]
        return _Stage.of(side_by_side(made))

    def gain(self, after: "_Stage") -> Gain:
        """What is gained by going on to another stage."""
        fewer = [self._of(severity) - after._of(severity) for severity in TO_CLEAR]
        return fewer[0], fewer[1], after.guaranteed - self.guaranteed

    def _of(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings.values())

    def edits(self) -> Iterator[tuple[int, Edit]]:
        """Every edit that a finding asks for, with the number of the application: those to put right first."""
        for severity in TO_CLEAR:
            for number, (application, of_application) in enumerate(zip(self.applications, self.results, strict=True)):
                for finding in (finding for result in of_application for finding in result.findings):
                    if finding.severity is severity:
                        for suggest in SUGGESTIONS.get(finding.rule, ()):
                            yield from ((number, edit) for edit in _suggested(suggest, application, finding))


def _suggested(suggest: Suggest, application: Application, finding: Finding) -> list[Edit]:
    """The edits for a finding; none where suggesting them fails, so that the report stands without them."""
    try:
        return list(suggest(application, finding))
    except Exception as fault:
        log_fault(f"no edit for {finding.rule}", fault)
        return []


class _Search:
    """The best edit from one stage to the next, with what was learned of an edit before kept in mind."""

    def __init__(self) -> None:
        self.runs_left = MOST_RUNS
        self._known: dict[tuple[int, str], Gain] = {}

    def best(self, stage: _Stage) -> tuple[Edit, _Stage] | None:
        """The edit that gains most, and the stage after it; ``None`` where none gains anything.

        Edits tried at an earlier stage are tried again from the most promising on, until none could be better.
        """
        edits = {(number, edit.text): (number, edit) for number, edit in stage.edits()}
        unknown = [key for key in edits if key not in self._known][: max(self.runs_left - KEPT_BACK, 0)]
        known = sorted((key for key in edits if key in self._known), key=self._known.__getitem__, reverse=True)
        best: tuple[Gain, Edit, _Stage] | None = None
        for key in (*unknown, *known):
            hoped = self._known.get(key)
            if self.runs_left == 0 or (hoped and best and hoped <= best[0]):
                continue
            self.runs_left -= 1
            try:
                after = stage.after(*edits[key])
            except Exception as fault:
                log_fault("an edit could not be made", fault)
                continue
            gain = self._known[key] = stage.gain(after)
            if gain[0] >= 0 and gain[:2] > (0, 0) and (best is None or gain > best[0]):
                best = gain, edits[key][1], after
        return best and best[1:]


def first_steps(applications: Sequence[Application], results: Results) -> FirstSteps:
    """The shortest list of edits that clears most, each with its effect after those before it. None costs no run.

    ``untried`` are findings to put right for which no edit can be tried: they remain, whatever is done of the list.
    """
    stage = _Stage(applications, results)
    at_first = stage.findings
    steps: list[FirstStep] = []
    search = _Search()
    while len(steps) < MOST_STEPS and (found := search.best(stage)):
        edit, after = found
        steps.append(
            FirstStep(
                text=edit.text,
                where=edit.where,
                clears=tuple(id for id in at_first if id in stage.findings and id not in after.findings),
                brings_up=sum(id not in stage.findings for id in after.findings),
                guaranteed_before=stage.guaranteed,
                guaranteed_after=after.guaranteed,
                ksbs=sum(len(application.codes) for application in after.applications),
            )
        )
        stage = after
    untried = tuple(
        id for id, each in at_first.items() if each.severity is Severity.FIX and each.rule not in SUGGESTIONS
    )
    return FirstSteps(steps=tuple(steps), untried=untried)
