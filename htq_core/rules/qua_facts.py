"""The qualification: facts about it that have a usual form, or must agree with each other"""

import re
from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.award import Award, awards_in
from htq_core.model.dates import gives_a_month
from htq_core.model.records import Entry
from htq_core.model.titles import levels_said, levels_that_differ, said_level, titles_given, titles_that_differ
from htq_core.rules.qua import QUA, first_cell, seen
from htq_core.rules.rule import MAPPING, STRUCTURE, Flag, InFull, Need, flag
from htq_core.standards.wording import fold

OFQUAL = re.compile(
    r"\bof ?qual\b|\boffice (?:of|for) (?:the )?qualifications(?: and examinations? regulation)?\b", re.IGNORECASE
)
OFFICE_FOR_STUDENTS = re.compile(r"\bofs\b|\boffice (?:for|of) (?:the )?students?\b", re.IGNORECASE)
NOT_YET = re.compile(r"\b(?:not|no|none|never|pending|awaiting|applied|applying|application|seeking|to be|n a)\b")
NUMBER = re.compile(r"(?<![0-9])[0-9]{3}\s?/\s?[0-9]{4}\s?/\s?[0-9Xx](?![0-9A-Za-z])")
MEANT_AS_A_NUMBER = re.compile(r"[0-9]\s*/\s*[0-9]|(?<![0-9])[0-9]{7}[0-9Xx](?![0-9])")
DIGITS = re.compile(r"[0-9]{7}[0-9X]")

ONE_LEVEL = Need(
    lambda a: len({entry.text for entry in a.given("level")}) == 1,
    "The level of the qualification is not given, or not the same in both files. Put that right first.",
)


@QUA.rule(
    "QUA-05",
    Severity.DISCUSS,
    inputs="MQA",
    basis="J",
    needs=(MAPPING, STRUCTURE),
    requires=("STD-17",),
    applies=lambda application: len(titles_given(application)) > 1 or len(levels_said(application)) > 1,
    nothing_to_do="Title and level are given in one place only.",
    message="The {item} of the qualification is not the same in every place.",
    found="{said}.",
    expected="One {item}, given alike in every place.",
    fix="Decide which is right, and write it in {where}.",
    limits="Short forms of an award and punctuation do not count. May take a standard’s level for the qualification’s.",
)
def title_and_level_are_the_same_everywhere(application: Application) -> Iterator[Flag]:
    """Title and level are the same in every place they are given.

    They are how the application is known from form to certificate, and a second version leads to questions.
    """
    for item, entries in (("title", titles_that_differ(application)), ("level", levels_that_differ(application))):
        said = tuple(InFull(f"“{entry.text}” in the {entry.location.book}") for entry in entries)
        yield from (flag(entry.location, cause=item, item=item, said=said) for entry in entries)


@QUA.rule(
    "QUA-06",
    Severity.DISCUSS,
    inputs="QA",
    basis="C",
    needs=(ONE_LEVEL,),
    requires=("STD-17", "QUA-01"),
    applies=lambda application: bool(_one_award_each(application)),
    nothing_to_do="The qualification is of no award type that has a usual level.",
    message="A {award} is usually at level {usual}, and this one is at level {level}.",
    found="{award} in {where}, at level {level}.",
    expected="Level {usual} for a {award}.",
    fix="Correct the award type or the level. If both are right, be ready to say why.",
    limits="Knows HNC, HND, CertHE, DipHE and foundation degrees, by their names and short forms.",
)
def the_award_type_fits_the_level(application: Application) -> Iterator[Flag]:
    """The award type fits the level: HNC and CertHE 4; HND, DipHE and foundation degree 5.

    By custom an award type has its level, so another one looks like a slip.
    """
    level = float(application.given("level")[0].text)
    for entry, award in _one_award_each(application):
        if award.level != level and said_level(entry.text) in (None, level):
            yield flag(entry.location, cause=award.name, award=award.name, usual=award.level, level=level)


@QUA.rule(
    "QUA-09",
    Severity.DISCUSS,
    inputs="QA",
    basis="P",
    needs=(STRUCTURE,),
    message="It is not clear who regulates the qualification.",
    found="{seen}.",
    expected="Ofqual, for recognised awarding organisations, or the Office for Students, for registered providers.",
    fix="Write “Ofqual” or “Office for Students” {place}. If neither fits, ask at your support session.",
    limits="Knows the two regulators by name. It cannot tell whether the recognition or registration is in force.",
)
def the_regulator_is_given(application: Application) -> Iterator[Flag]:
    """The regulator is given: Ofqual recognition, or Office for Students registration.

    Only an awarding body under one of the two can put a qualification forward.
    """
    cell = application.qualification.at("regulator") or application.answer_cell("regulator")
    given = application.given("regulator")
    if cell in application.reported or any(_names_a_regulator(entry.text) for entry in given):
        return
    yield flag(
        *(entry.location for entry in given),
        *([] if given else [cell or first_cell(application, "awarding_body", "title")]),
        cause="regulator",
        seen=seen(cell, given[0].text if given else "") if cell else "No row that says “Regulator”",
        place=f"in {cell.cell}" if cell else "in a row of its own, beside the word “Regulator”",
    )


@QUA.rule(
    "QUA-10",
    Severity.NOTE,
    inputs="QA",
    basis="C",
    applies=lambda application: bool(_ofqual_numbers(application)),
    nothing_to_do="No Ofqual qualification number is given.",
    message="The qualification number does not look like one of Ofqual’s.",
    found="“{said}” in {where}.",
    expected="Three digits, four digits and one more digit or an X, with strokes between: 603/1234/5.",
    fix="{remedy}.",
    limits="Looks at the shape only. It cannot tell whether the number exists or is this qualification’s.",
)
def an_ofqual_number_has_the_right_shape(application: Application) -> Iterator[Flag]:
    """An Ofqual qualification number has the right shape: nnn/nnnn/n, the last place a digit or X.

    The qualification is looked up by its number, and a slip leads to another one or to none.
    """
    for entry in _ofqual_numbers(application):
        if not NUMBER.search(entry.text):
            meant = DIGITS.fullmatch(re.sub(r"[^0-9X]", "", entry.text.upper()))
            digits = meant[0] if meant else ""
            yield flag(
                entry.location,
                cause=fold(entry.text),
                said=entry.text,
                remedy=f"If you mean {digits[:3]}/{digits[3:7]}/{digits[7:]}, write that"
                if digits
                else "Copy the number from Ofqual’s register. Leave it blank if there is none yet",
            )


@QUA.rule(
    "QUA-11",
    Severity.DISCUSS,
    inputs="Q",
    basis="C",
    needs=(STRUCTURE,),
    requires=("STD-17",),
    applies=lambda application: _total(application) is not None and len(_awards(application)) == 1,
    nothing_to_do="There are no total credits, or no award type that has a usual size.",
    message="A {award} usually has {usual} credits, and this one has {total}.",
    found="{total} credits in {where}.",
    expected="{usual} credits for a {award}.",
    fix="Correct the total or the award type. If both are right, be ready to say why.",
    limits="Knows HNC, HND, CertHE, DipHE and foundation degrees. May over-report a course that tops another up.",
)
def total_credits_fit_the_award_type(application: Application) -> Iterator[Flag]:
    """Total credits fit the award type: HNC and CertHE 120; HND, DipHE and foundation degree 240.

    By custom an award type has its size, so another one looks like a slip.
    """
    (award,) = _awards(application)
    total = _total(application)
    if total != award.credits:
        yield flag(
            application.qualification.at("total_credits"),
            cause=award.name,
            award=award.name,
            usual=award.credits,
            total=total,
        )


@QUA.rule(
    "QUA-13",
    Severity.NOTE,
    inputs="QA",
    basis="P",
    needs=(STRUCTURE,),
    message="The month of first teaching is not given.",
    found="{seen}.",
    expected="A date, or a month and a year, such as September 2027.",
    fix="Write the month and the year {place}.",
    limits="A season, a term or an academic year is not taken for a month.",
)
def first_teaching_is_given_with_its_month(application: Application) -> Iterator[Flag]:
    """Planned first teaching is given as a date, or as a month and a year.

    The adviser holds it against the dates on which standards change.
    """
    cell = application.qualification.at("first_teaching") or application.answer_cell("first_teaching")
    given = application.given("first_teaching")
    if cell in application.reported or any(gives_a_month(entry.text) for entry in given):
        return
    yield flag(
        *(entry.location for entry in given),
        *([] if given else [cell or first_cell(application, "title")]),
        cause="first teaching",
        seen=seen(cell, given[0].text if given else "") if cell else "No row that says “Planned first teaching”",
        place=f"in {cell.cell}" if cell else "in a row of its own, beside the words “Planned first teaching”",
    )


def _one_award_each(application: Application) -> list[tuple[Entry, Award]]:
    """The cells of the award type and the title that name one award type with a usual level."""
    entries = (*application.given("award_type"), *application.given("title"))
    return [(entry, found[0]) for entry in entries if len(found := awards_in(entry.text)) == 1]


def _awards(application: Application) -> set[Award]:
    return {award for _, award in _one_award_each(application)}


def _total(application: Application) -> float | None:
    return application.qualification.number("total_credits")


def _names_a_regulator(text: str) -> bool:
    folded = fold(text)
    return bool(OFQUAL.search(folded) or OFFICE_FOR_STUDENTS.search(folded)) and not NOT_YET.search(folded)


def _ofqual_numbers(application: Application) -> list[Entry]:
    """The cells with a number that is meant as Ofqual's. A university's own code is not."""
    regulators = " ".join(entry.text for entry in application.given("regulator"))
    not_ofqual = OFFICE_FOR_STUDENTS.search(fold(regulators)) and not OFQUAL.search(fold(regulators))
    return [
        entry
        for entry in application.given("number")
        if re.search(r"[0-9]", entry.text) and (MEANT_AS_A_NUMBER.search(entry.text) or not not_ofqual)
    ]
