"""Run every rule once, in order, and put what it flags into words."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from htq_core.errors import log_fault
from htq_core.findings import Finding, Subject
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.report import Outcome, Status
from htq_core.rules.rule import Flag, NotRun, Rule, listed

OUR_FAULT = "This check failed to run; the fault is ours. Nothing is said about what it looks at."
_BLOCKING = (Status.FOUND, Status.BROKE)


class Result(NamedTuple):
    """What one rule gave for one application. ``waits`` is whether another rule has to hold first."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    waits: bool = False


def run(application: Application, rules: Sequence[Rule], occupation: str | None) -> list[Result]:
    """Run the rules over one application, in the order given; a rule waits for those it requires.

    ``occupation`` is written into findings that are about the occupation.
    """
    by_id = {rule.id: rule for rule in rules}
    body = application.settings.approving_body.facts()
    results: dict[str, Result] = {}

    def result_of(rule: Rule) -> Result:
        if rule.id not in results:
            first = [by_id[id] for id in rule.requires if id in by_id]
            waits_for = [other for other in first if result_of(other).outcome.status in _BLOCKING]
            results[rule.id] = _run_one(rule, application, waits_for, occupation, body)
        return results[rule.id]

    return [result_of(rule) for rule in rules]


def _run_one(
    rule: Rule, application: Application, waits_for: list[Rule], occupation: str | None, body: Mapping[str, str]
) -> Result:
    def ended(status: Status, reason: str = "") -> Result:
        return Result(Outcome(rule=rule.id, status=status, reason=reason, title=rule.title, severity=rule.severity))

    try:
        missing = next((need for need in rule.needs if not need.there(application)), None)
        if missing:
            return ended(Status.NOT_RUN, missing.reason)
        if waits_for:
            first = waits_for[0]
            return ended(Status.NOT_RUN, f"Put this right first: {first.title} ({first.id})")._replace(waits=True)
        if not rule.applies(application):
            return ended(Status.NOT_APPLICABLE, rule.nothing_to_do)
        findings = tuple(_word(rule, list(rule.check(application)), occupation, body))
    except NotRun as reason:
        return ended(Status.NOT_RUN, str(reason))
    except Exception as fault:
        log_fault(f"rule {rule.id} broke", fault)
        return ended(Status.BROKE, OUR_FAULT)
    return ended(Status.FOUND if findings else Status.PASSED)._replace(findings=findings)


def _word(rule: Rule, flags: list[Flag], occupation: str | None, body: Mapping[str, str]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for flags_of_cause in _by_cause(flags):
        facts = {**body, **_facts(flags_of_cause)}
        first = flags_of_cause[0]
        mark = _cause(first) or _subject(first)
        places = _places(flags_of_cause)
        about = occupation if rule.about_occupation({place.book for place in places}) else None
        digest = hashlib.sha256(f"{about}|{mark}".encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        yield Finding(
            id=f"{rule.id}-{digest}{again}",
            rule=rule.id,
            severity=rule.severity,
            occupation=about,
            message=rule.message.format_map(facts),
            found=rule.found.format_map(facts),
            expected=rule.expected.format_map(facts),
            why=rule.explanation,
            fix=rule.fix.format_map(facts),
            where=places,
            subject=Subject(
                ksb=first.ksb if len({flag.ksb for flag in flags_of_cause}) == 1 else None,
                unit=first.unit if len({flag.unit for flag in flags_of_cause}) == 1 else None,
                pathway=first.pathway,
            ),
            compare=tuple(flag.compare for flag in flags_of_cause if flag.compare),
            repairs=first.repairs,
        )


def _by_cause(flags: list[Flag]) -> Iterable[list[Flag]]:
    """Flags of one cause together, in order of first appearance; a flag without a cause stands alone."""
    groups: dict[str | int, list[Flag]] = {}
    for number, flag in enumerate(flags):
        groups.setdefault(_cause(flag) or number, []).append(flag)
    return groups.values()


def _cause(flag: Flag) -> str:
    """What makes flags one finding: the cause that the rule names or, for shared flags, their facts."""
    return flag.cause or (_said(flag) if flag.shared else "")


def _said(flag: Flag) -> str:
    return "|".join(f"{name}={fact}" for name, fact in sorted(flag.facts.items())) or "the same"


def _subject(flag: Flag) -> str:
    """What a flag is about, without rows: its KSB, unit and pathway, or its facts where it has none of them."""
    return "|".join(filter(None, (flag.ksb, flag.unit, *(flag.pathway or ())))) or _said(flag)


def _places(flags: list[Flag]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(place for flag in flags for place in flag.where))


def _facts(flags: list[Flag]) -> Mapping[str, str]:
    """The facts of one finding: shared ones as they are, the subjects of several rows as a list."""
    facts: dict[str, str] = {}
    for name in flags[0].facts:
        facts[name] = listed(dict.fromkeys(flag.facts[name] for flag in flags if name in flag.facts))
    for name in ("ksb", "unit"):
        subjects = list(dict.fromkeys(subject for flag in flags if (subject := getattr(flag, name))))
        facts[name] = listed(subjects)
    places = _places(flags)
    one_sheet = len({(place.book, place.sheet) for place in places}) == 1
    facts["where"] = listed((place.cell if one_sheet else str(place) for place in places if place.cell), most=4)
    return facts
