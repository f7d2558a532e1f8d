"""The qualification"""

import re
from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.bodies import is_the_same_body
from htq_core.patterns import when_met
from htq_core.rules.rule import LEVELS, REFERENCE, STANDARD_LEVEL, STRUCTURE, Family, Flag, Need, flag
from htq_core.standards.wording import fold

QUA = Family("QUA", "The qualification")

HTQ = re.compile(
    r"(?<![a-z0-9])(?:h[. ]{0,2}t[. ]{0,2}q['’]?s?|higher[\s-]+technical[\s-]+qualifications?)(?![a-z0-9])",
    re.IGNORECASE,
)
HIGHER_NATIONAL = re.compile(r"(?<![a-z0-9])(?:hn[cd]s?(?![a-z0-9])|higher[\s-]+nationals?\b)", re.IGNORECASE)
PEARSON = re.compile(r"\b(?:pearson|edexcel)\b")
NOT_PEARSON_ITSELF = re.compile(r"\b(?:validated|licen[cs]ed?|franchised) (?:by|from)\b")
GRANTED = re.compile(r"\b(?:granted|received|agreed|approved)\b")
NOT_GRANTED = when_met(
    r"\b(?:not|never|to be|awaiting|until|once|when|if) (?:\w+ )?(?:granted|received|agreed|approved)\b"
)
NOT_RECORDED = when_met(
    r"no(?: (?:not|permission|licence|approval|agreement|we|it|but|applied|pending)\b.*)?|none|nil|n a|na|unknown"
    r"|(?:not|pending|applied|applying|application|awaiting|awaited|requested|seeking|being|will be|to be)\b.*"
    r"|.*\b(?:not yet|pending|awaiting|in progress|refused|declined|rejected|withdrawn)\b.*"
    r"|.*\bto be (?:\w+ )?(?:confirmed|requested|obtained|sought)\b.*"
)
ITEMS = {
    "title": ("title", "Qualification title"),
    "level": ("level", "Qualification level"),
    "awarding_body": ("awarding body", "Awarding body"),
}


LEVEL_READ = Need(lambda a: a.structure is not None or bool(a.given("level")), STRUCTURE.reason)
LEVEL_GIVEN = Need(
    lambda a: bool(a.given("level")),
    "The level of the qualification is not given, or not understood. Put that right first.",
)
BODY_GIVEN = Need(
    lambda a: bool(a.named("awarding_body")),
    "The awarding body is not given, so it is not known whether the holder is another. Put that right first.",
)
TITLE_READ = Need(lambda a: a.structure is not None or bool(a.given("title")), STRUCTURE.reason)


@QUA.rule(
    "QUA-01",
    Severity.FIX,
    inputs="QA",
    basis="P",
    needs=(LEVEL_READ,),
    applies=lambda application: bool(application.given("level")),
    nothing_to_do="The level of the qualification is not given, or not understood.",
    message="The qualification is at level {level}.",
    found="Level {level} in {where}.",
    expected="Level 4 or level 5.",
    fix="Correct {where} if it is a slip. A qualification at level {level} cannot be put forward.",
)
def the_qualification_is_at_level_4_or_5(application: Application) -> Iterator[Flag]:
    """The qualification is at level 4 or 5.

    Higher Technical Qualifications exist at these two levels only.
    """
    for entry in application.given("level"):
        if float(entry.text) not in LEVELS:
            yield flag(entry.location, cause=entry.text, level=entry.text)


@QUA.rule(
    "QUA-02",
    Severity.NOTE,
    inputs="QS",
    basis="P",
    needs=(REFERENCE, LEVEL_GIVEN, STANDARD_LEVEL),
    message="The qualification is at level 5 and its standard, {reference}, at level 4.",
    found="Level 5 in {where}.",
    expected="Level 4 or level 5 for this standard.",
    fix="Nothing to change: this is accepted. Be ready to say what the higher level adds.",
)
def a_level_5_qualification_may_serve_a_level_4_standard(application: Application) -> Iterator[Flag]:
    """A level 5 qualification for a level 4 standard is noted.

    It is accepted, and the adviser will see it at once.
    """
    yield from _levels(application, qualification=5, standard=4)


@QUA.rule(
    "QUA-03",
    Severity.DISCUSS,
    inputs="QS",
    basis="P",
    needs=(REFERENCE, LEVEL_GIVEN, STANDARD_LEVEL),
    message="The qualification is at level 4 and its standard, {reference}, at level 5.",
    found="Level 4 in {where}.",
    expected="Level 5, or word from the approvals team that level 4 can be considered.",
    fix="Write to {contact} before you go further, and say why level 4 fits.",
)
def a_level_4_qualification_for_a_level_5_standard_is_asked_about(application: Application) -> Iterator[Flag]:
    """The approvals team is asked first about a level 4 qualification for a level 5 standard.

    A lower level may not reach what the occupation asks for, so this is settled before anything else.
    """
    yield from _levels(application, qualification=4, standard=5)


@QUA.rule(
    "QUA-04",
    Severity.FIX,
    inputs="QA",
    basis="P",
    needs=(TITLE_READ,),
    applies=lambda application: bool(application.given("title")),
    nothing_to_do="The qualification has no title yet.",
    message="The title of the qualification has “{words}” in it.",
    found="“{words}” in the title in {where}.",
    expected="A title without “HTQ” or “Higher Technical Qualification”.",
    fix="Take “{words}” out of the title in {where}.",
)
def the_title_does_not_say_htq(application: Application) -> Iterator[Flag]:
    """The title does not contain “HTQ” or “Higher Technical Qualification”.

    The words are a mark that a qualification is given once it is recognised. They are not part of its name.
    """
    for entry in application.given("title"):
        if match := HTQ.search(entry.text):
            yield flag(entry.location, cause=fold(entry.text), words=match[0])


@QUA.rule(
    "QUA-07",
    Severity.FIX,
    inputs="QA",
    basis="P",
    needs=(STRUCTURE,),
    applies=lambda application: _is_higher_national(application),
    nothing_to_do="The qualification is not a Higher National, or Pearson awards it.",
    message="Pearson’s permission for this Higher National is not recorded.",
    found="{seen}.",
    expected="The permission from Pearson, with its date or reference.",
    fix="Ask Pearson if you have not yet. Then record the permission {place}.",
    limits="Knows a Higher National by its award type or title. It cannot tell whether a permission is valid.",
)
def permission_for_a_higher_national_is_recorded(application: Application) -> Iterator[Flag]:
    """For an HNC, an HND or another Higher National, Pearson’s permission is recorded.

    Higher Nationals are Pearson’s, and nobody else may put one forward without its agreement.
    """
    details = application.qualification
    cell = details.at("permission")
    said = details.said("permission")
    if cell in application.reported or _is_recorded(fold(said)):
        return
    yield flag(
        cell or first_cell(application, "award_type", "title"),
        cause="permission",
        seen=seen(cell, said) if cell else "Nothing about a permission",
        place=f"in {cell.cell}" if cell else "beside the other facts, as “Permission from the holder”",
    )


@QUA.rule(
    "QUA-08",
    Severity.FIX,
    inputs="QA",
    basis="P",
    needs=(STRUCTURE, BODY_GIVEN),
    applies=lambda application: bool(application.given("holder")) and not _is_higher_national(application),
    nothing_to_do="No holder of the intellectual property is given, or it is a Higher National and told as such.",
    message="The permission of {holder}, who holds the intellectual property, is not recorded.",
    found="{seen}. The awarding body is {body}.",
    expected="The permission from {holder}, with its date or reference.",
    fix="Ask {holder} if you have not yet. Then record the permission {place}.",
    limits="Takes two names for one where one stands within the other. It cannot tell whether a permission is valid.",
)
def permission_of_another_holder_is_recorded(application: Application) -> Iterator[Flag]:
    """If somebody else holds the intellectual property, their permission is recorded.

    Nobody can put forward what belongs to another without that owner’s agreement.
    """
    holder, body = application.given("holder")[0], application.named("awarding_body")
    details = application.qualification
    cell = details.at("permission")
    said = details.said("permission")
    if is_the_same_body(holder.text, body) or cell in application.reported or _is_recorded(fold(said)):
        return
    yield flag(
        cell or holder.location,
        cause=fold(holder.text),
        holder=holder.text,
        body=body,
        seen=seen(cell, said) if cell else "Nothing about a permission",
        place=f"in {cell.cell}" if cell else "beside the other facts, as “Permission from the holder”",
    )


@QUA.rule(
    "QUA-12",
    Severity.FIX,
    inputs="QA",
    basis="J",
    needs=(STRUCTURE,),
    message="The {item} of the qualification is not given.",
    found="{seen}.",
    expected="The {item}, beside the words “{label}”.",
    fix="Write the {item} {place}.",
    limits="Any text counts as an answer, so one that says nothing may be missed.",
)
def title_level_and_awarding_body_are_given(application: Application) -> Iterator[Flag]:
    """Title, level and awarding body are given.

    They say which qualification this is, and who answers for it.
    """
    for name, (item, label) in ITEMS.items():
        cells = {details.at(name) for details in (application.qualification, application.mapping_details)}
        if application.given(name) or cells & application.reported:
            continue
        cell, said = application.qualification.at(name), application.qualification.said(name)
        yield flag(
            cell or first_cell(application, *ITEMS),
            cause=name,
            item=item,
            label=label,
            seen=seen(cell, said) if cell else f"No row that says “{label}”",
            place=f"in {cell.cell}" if cell else f"in a row of its own, beside the words “{label}”",
        )


def _levels(application: Application, *, qualification: int, standard: int) -> Iterator[Flag]:
    """One flag at the qualification's level where the two levels are these."""
    level = application.qualification.number("level") or application.mapping_details.number("level")
    if (level, application.standard_level) == (qualification, standard):
        cells = [entry.location for entry in application.given("level") if float(entry.text) == level]
        yield flag(*cells, cause=f"{qualification} for {standard}", reference=application.reference)


def _is_recorded(said: str) -> bool:
    """Whether a permission is recorded: given in so many words, or said without a word that it is still to come."""
    if GRANTED.search(said) and not NOT_GRANTED().search(said):
        return True
    return bool(said) and not NOT_RECORDED().fullmatch(said)


def _is_higher_national(application: Application) -> bool:
    """Whether it is an HNC, an HND or the like, and not awarded by Pearson itself."""
    texts = [entry.text for name in ("award_type", "title") for entry in application.given(name)]
    body = fold(application.named("awarding_body"))
    by_pearson = PEARSON.search(body) and not NOT_PEARSON_ITSELF.search(body)
    return any(HIGHER_NATIONAL.search(text) for text in texts) and not by_pearson


def seen(cell: Location, said: str) -> str:
    """What a cell of the details holds, with its place."""
    return f"“{said[:60]}” in {cell.cell}" if said else f"Nothing in {cell.cell}"


def first_cell(application: Application, *names: str) -> Location | None:
    """The first cell there is for one of these items, else the first heading of the structure's units."""
    header = application.structure.header if application.structure else {}
    places = (application.qualification.at(name) for name in names)
    return next(filter(None, places), None) or next(iter(header.values()), None)
