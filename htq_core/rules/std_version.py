"""The occupational standard: its version, the notices on it, and how old our knowledge is"""

from collections.abc import Iterator
from datetime import date

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.naming import cells_naming_it
from htq_core.model.version_now import VersionNow, cells_with_the_version, version_now
from htq_core.rules.rule import REFERENCE, Flag, InFull, Need, flag, listed
from htq_core.rules.std import STD
from htq_core.settings import APPROVING_BODY
from htq_core.standards.notices import Notice, NoticeKind, notices_about
from htq_core.standards.revision import Changed, Revision

MOST_NAMED = 4

VERSION_KNOWN = Need(
    lambda a: bool(a.version),
    "The version of the standard is not known. Name it in the mapping, choose it, or load the published record.",
)
NOTICE_REMEDY = {
    NoticeKind.IN_SCOPE: "Nothing to change. Have the notice at hand at your support session",
    NoticeKind.CONTACT_US: f"Write to {APPROVING_BODY.contact} before you go further",
    NoticeKind.OUT_OF_SCOPE: f"Choose another standard, or write to {APPROVING_BODY.contact} before you go further",
    NoticeKind.REVISION_DUE: "Ask at your support session which version to map to, and when the new one begins",
}


@STD.rule(
    "STD-06",
    Severity.DISCUSS,
    inputs="CS",
    basis="P",
    needs=(REFERENCE, VERSION_KNOWN),
    requires=("STD-04",),
    message="Version {version} of {reference} {trouble}.",
    found="{seen} {changes}",
    expected="A version that is in use when teaching begins, and that nothing newer is about to replace.",
    fix="{remedy}.",
    limits="Knows versions by the loaded records and the catalogue. May miss one that is newer still.",
)
def the_version_is_not_about_to_change(application: Application) -> Iterator[Flag]:
    """The version is not retired, and no newer version or end date is known.

    A revision can change what the KSBs ask for, and the same code can then mean something else.
    """
    now = version_now(application)
    if not now.troubled:
        return
    yield flag(
        *(cells_with_the_version(application) or cells_naming_it(application)),
        cause=f"{application.reference} {application.version}",
        reference=application.reference,
        version=application.version,
        trouble=tuple(_troubles(now, application.today)),
        seen=InFull(" ".join(_seen(now, application.today))),
        changes=InFull(_changes(now)),
        remedy=InFull(_remedy(now)),
    )


def _troubles(now: VersionNow, today: date | None) -> Iterator[str]:
    if now.retired:
        yield "is retired"
    if now.ends:
        yield f"{'ends' if today is None or now.ends >= today else 'ended'} on {_day(now.ends)}"
    if now.newer:
        yield f"is older than version {now.newer}"


def _seen(now: VersionNow, today: date | None) -> Iterator[str]:
    """Who says so, in sentences."""
    if now.retired:
        yield f"Its status is “Retired”, by {now.retired}."
    if now.ends:
        to_come = today is None or now.ends >= today
        yield f"Its last start {'is' if to_come else 'was'} on {_day(now.ends)}, by its published record."
    if now.newer:
        begins = f", in use from {_day(now.begins)}" if now.begins else ""
        yield f"Version {now.newer} is known by {now.newer_by}{begins}."


def _changes(now: VersionNow) -> str:
    """What the newer version changes, in sentences."""
    if not now.newer:
        return "No newer version is known here."
    if now.revision is None:
        return f"What changes can be said once the records of both versions, {now.version} and {now.newer}, are loaded."
    revision = now.revision
    if not revision.changes:
        return "Its KSBs are the same."
    in_other_words = [pair.later.code for pair in revision.reworded]
    return " ".join((
        _counted(_codes(revision, "new"), "is new", "are new"),
        _counted(_codes(revision, "gone"), "is gone", "are gone"),
        _counted([_move(pair) for pair in revision.moved], "has another code", "have another code"),
        _counted(in_other_words, "is reworded", "are reworded"),
    ))  # fmt: skip


def _codes(revision: Revision, which: str) -> list[str]:
    return [ksb.code for ksb in getattr(revision, which)]


def _move(pair: Changed) -> str:
    return f"{pair.earlier.code} to {pair.later.code}"


def _counted(names: list[str], one: str, many: str) -> str:
    """A sentence: "2 KSBs are new: K3 and K9."."""
    if not names:
        return f"No KSB {one}."
    are = f"KSB {one}" if len(names) == 1 else f"KSBs {many}"
    return f"{len(names)} {are}: {listed(names, MOST_NAMED)}."


def _remedy(now: VersionNow) -> str:
    if not now.newer:
        return "Ask at your support session which version follows, and when"
    if now.revision is None:
        return f"Load the record of version {now.newer} to see what changes, and ask which version to map to"
    if not now.revision.changes:
        return f"Name version {now.newer} in your files, and ask at your support session when it takes over"
    return f"Ask at your support session which version to map to. If it is {now.newer}, mend the rows of these KSBs"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@STD.rule(
    "STD-07",
    Severity.DISCUSS,
    inputs="N",
    basis="P",
    needs=(REFERENCE,),
    applies=lambda application: bool(_notices(application)),
    nothing_to_do="The team has no notice on this standard.",
    message="There is a notice on {reference}: {kind}.",
    found="{text}",
    expected="A standard without a notice, or a notice of {dated} that you have read and acted on.",
    fix="{remedy}.",
    limits="Knows only the notices that the team keeps in its file.",
)
def the_team_has_no_notice_on_it(application: Application) -> Iterator[Flag]:
    """The team has no notice on this standard.

    A notice says what the adviser would tell you first, so that no work is lost.
    """
    for notice in _notices(application):
        yield flag(
            *cells_naming_it(application),
            cause=f"{notice.reference}|{notice.kind}|{notice.since}|{notice.text}",
            reference=application.reference,
            kind=f"a revision is due {f'on {_day(notice.due)}' if notice.due else 'soon'}"
            if notice.kind is NoticeKind.REVISION_DUE
            else notice.kind,
            text=InFull(notice.text),
            dated=_day(notice.since),
            remedy=InFull(NOTICE_REMEDY[notice.kind]),
        )


def _notices(application: Application) -> tuple[Notice, ...]:
    """The notices in force on the occupation."""
    references = {application.named_reference, application.reference}
    return notices_about(application.notices, references, application.occupations, application.catalogue)


@STD.rule(
    "STD-16",
    Severity.NOTE,
    inputs="C",
    basis="J",
    once=True,
    applies=lambda application: application.today is not None,
    nothing_to_do="The day of the check is not known.",
    message="Our catalogue of standards is {age} days old.",
    found="A catalogue of {date}.",
    expected="A catalogue no older than {most} days.",
    fix=f"Look the standard up on {APPROVING_BODY.maps_address} and see whether its status or version has changed.",
    limits="Counts days. It may miss a change that was published since, and over-report where nothing has changed.",
)
def the_catalogue_is_recent(application: Application) -> Iterator[Flag]:
    """The catalogue is not too old.

    Standards are approved, revised and withdrawn all the time, and an old catalogue does not know.
    """
    if application.today is None:
        return
    age = (application.today - application.catalogue.date).days
    if age > application.settings.catalogue_max_age_days:
        yield flag(
            cause=application.catalogue.date_text,
            age=age,
            date=application.catalogue.date_text,
            most=application.settings.catalogue_max_age_days,
        )
