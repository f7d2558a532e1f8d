"""The tables we look for, as data: each column, the headers it goes by, and the labels of single facts.

Names are divided by commas. They are compared word by word: case, punctuation, line breaks and a plural "s" make no
difference, so ``unit`` stands for "Unit(s)" too.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table.

    ``aliases`` may be a whole header, begin one, or stand inside a longer one ("Level of coverage (Full/Partial)").
    ``whole`` aliases are words too common for that: only a header that says nothing else is meant.
    ``several`` lets more than one column of the sheet hold this field ("Unit 1", "Unit 2").
    """

    field: str
    aliases: str = ""
    whole: str = ""
    several: bool = False


def names(text: str) -> list[str]:
    """The names in a text, divided by commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


MAPPING_COLUMNS = (
    Column(
        "ksb",
        "ksb code, ksb ref, ksb reference, ksb number, ksb no, ksb id, ksb unique reference",
        whole="""
        ksb, ref, reference, ref no, reference number, code, id, no, number, standard ksb, occupational standard ksb,
        apprenticeship standard ksb, k s b, k s or b
        """,
    ),
    Column(
        "statement",
        """
        ksb statement, ksb description, ksb text, ksb wording, ksb detail, statement, description,
        knowledge skill behaviour, knowledge skill and behaviour, knowledge skill or behaviour,
        knowledge and skill and behaviour
        """,
        whole="""
        ksb, detail, wording, text, knowledge, skill, behaviour, knowledge statement, skill statement,
        behaviour statement, occupational standard ksb, apprenticeship standard ksb
        """,
    ),
    Column(
        "kind",
        "ksb type, type of ksb, ksb category",
        whole="type, category, kind",
    ),
    Column(
        "coverage",
        """
        coverage, covered, level of coverage, extent of coverage, ksb coverage, coverage level,
        coverage status, full partial, full or partial, full partial none, full partial not covered,
        full partially, fully partially, fully or partially, fully partly, how far covered,
        fully partially covered, is it covered, is this covered, is it met, met or not met, extent met, extent,
        degree of coverage
        """,
        whole="met, ksb met, f p n, f p, y n, yes no, yes no partial, overall, overall ksb",
    ),
    Column(
        "full",
        whole="full, fully, fully covered, full coverage, fully met, covered in full, met in full, f, yes",
    ),
    Column(
        "partial",
        whole="""
        partial, partially, partly, partially covered, partly covered, partial coverage, partially met,
        partly met, covered in part, p
        """,
    ),
    Column(
        "not_covered",
        whole="none, not covered, not met, no coverage, uncovered, not at all, not, nil, n, no",
    ),
    Column(
        "units",
        """
        unit, module, unit code, unit number, unit no, unit title, unit name, unit ref, unit reference,
        module code, module number, module no, module title, module name, where covered,
        where is this covered, where met, where addressed, mapped to, mapped unit, mapped module, covered in,
        covered by, mapping to unit, mapping to module, covered in unit, covered by unit, covered in module,
        covered by module, where is it covered, where is it taught, where is this taught, where taught, taught in,
        where is it delivered, where delivered, delivered in, delivered through, delivered by,
        in which unit, in which module, which unit, which module, qualification unit
        """,
        whole="course, course code, course title, where, qualification component, component",
        several=True,
    ),
    Column(
        "outcomes",
        """
        learning outcome, lo, assessment criteria, assessment criterion, module learning outcome,
        unit learning outcome, module outcome, unit outcome, module lo, unit lo
        """,
        whole="outcome, ac, lo ac, criteria",
    ),
    Column(
        "reason",
        """
        reason, rationale, justification, if partial, if partially, if not full, if not fully, please explain,
        explanation, partial please explain, partial reason, partial explain, reason if not full,
        why not full, unit gap, gap, coverage reason, coverage rationale, coverage justification, coverage explanation,
        coverage comment, coverage note
        """,
    ),
    Column(
        "comment",
        "comment on coverage",
        whole="comment, note, comments note, additional comment, further comment, commentary, remark",
        several=True,
    ),
    Column(
        "about_unit",
        """
        unit level, unit credit, unit glh, unit hour, unit leader, unit lead, unit tutor, unit content,
        unit description,
        unit aim, unit evidence, unit topic, unit comment, unit note, unit semester, unit year, unit size, unit value,
        unit weighting, unit handbook, unit specification, unit page, module level, module credit, module glh,
        module hour,
        module leader, module lead, module tutor, module content, module description, module aim, module evidence,
        module topic, module comment, module note, module semester, module year, module size, module value,
        module weighting, module handbook, module specification, module page
        """,
        several=True,
    ),
    Column(
        "assessment",
        """
        how assessed, how is it assessed, how is this assessed, how it is assessed, assessment method,
        assessment, method of assessment, assessed by, assessed through, how ksb is assessed,
        how is ksb assessed, how is the ksb assessed, how the ksb is assessed, unit assessment,
        module assessment
        """,
        whole="assessed, evidence",
    ),
    Column(
        "page",
        "page, page number, page reference, page ref",
    ),
    Column(
        "duty",
        "duty, duties, duties covered",
    ),
    Column(
        "status",
        """
        mandatory optional, core optional, mandatory or optional, core or optional, compulsory optional,
        core option, mand opt, mand or opt, core opt, unit status, module status, unit type, module type,
        unit m o, module m o
        """,
        whole="mandatory, core, status, m o, m or o, c o",
    ),
    Column(
        "pathway",
        "pathway, specialism",
    ),
)

UNIT_COLUMNS = (
    Column(
        "code",
        """
        unit code, unit number, unit no, unit ref, unit reference, unit id, module code, module number,
        module no, module ref, module reference, module id, course code, component code
        """,
        whole="code, ref, reference, no, number, id, unit, module",
    ),
    Column(
        "title",
        "unit title, unit name, module title, module name, course title, course name, component title",
        whole="title, name, unit, module, component, unit description, description",
    ),
    Column(
        "level",
        "level, fheq level, rqf level, unit level, module level, fheq, rqf, lvl",
    ),
    Column(
        "credits",
        """
        credit, cats, credit value, cats credit, cats point, unit credit, module credit, number of credit,
        no of credit
        """,
    ),
    Column(
        "glh",
        "glh, guided learning hour, contact hour, guided learning, taught hour, scheduled hour",
        whole="gl hour, contact",
    ),
    Column(
        "tqt",
        """
        tqt, total qualification time, notional hour, notional learning hour, total hour, learning hour,
        total learning hour, total unit time, tut, total notional hour
        """,
        whole="hour",
    ),
    Column(
        "status",
        """
        status, core or optional, core optional, core option, core or option, mandatory optional,
        mandatory or optional, compulsory optional, compulsory or optional, compulsory elective,
        core elective, core or elective, mandatory elective, mand opt, mand or opt, core opt, unit type, module type,
        unit status, module status, m o, c o, core compulsory optional, mandatory specialist optional
        """,
        whole="type, compulsory, required, core, m or o",
    ),
    Column(
        "mandatory",
        whole="mandatory, core, compulsory, mandatory unit, core unit, core module",
    ),
    Column(
        "optional",
        whole="optional, option, elective, optional unit, optional module",
    ),
    Column(
        "pathway",
        "pathway, specialism, pathway name",
        whole="award, route, stream, named award",
    ),
    Column(
        "group",
        "option group, optional group, option set, optional set, option block, elective group, group name",
        whole="group, set, block",
    ),
    Column(
        "rule",
        """
        rule of combination, combination rule, selection rule, option rule, choice rule, how many to choose,
        number to choose, how to choose
        """,
        whole="choose, choice, rule, selection",
    ),
    Column(
        "semester",
        "semester, term, year, stage, trimester, teaching period",
        whole="delivery",
    ),
    Column(
        "assessment",
        """
        assessment, how assessed, assessment method, method of assessment, assessment and weighting,
        assessment weighting, assessed by, how it is assessed, how is it assessed
        """,
        whole="assessed",
    ),
    Column(
        "outcomes",
        "learning outcome, lo, module learning outcome, unit learning outcome",
        whole="outcome",
    ),
    Column(
        "required_first",
        """
        required first, prerequisite, pre requisite, must be taken first, unit required first,
        module required first, required before
        """,
    ),
    Column(
        "not_with",
        """
        not with, not to be taken with, barred, barred combination, excluded combination, exclusion,
        forbidden combination, cannot be taken with, may not be taken with, barred unit, barred module
        """,
    ),
)

UNIT_FIRST_COLUMNS = (
    *(column for column in UNIT_COLUMNS if column.field not in ("semester", "pathway", "group")),
    Column(
        "ksb",
        """
        ksb, mapped ksb, standard ksb, occupational standard ksb, apprenticeship standard ksb, link to ksb, linked ksb,
        relevant ksb, knowledge covered, skill covered, behaviour covered, knowledge mapped, skill mapped,
        behaviour mapped, knowledge code, skill code, behaviour code, knowledge statement, skill statement,
        behaviour statement, knowledge skill behaviour, knowledge skill and behaviour, mapping to standard,
        mapping to ksb, mapped to ksb, mapped to standard
        """,
        whole="knowledge, skill, behaviour, k, s, b, mapping, standard mapping, knowledge k, skill s, behaviour b",
        several=True,
    ),
)
"""The columns of a mapping that goes unit by unit."""

GROUP_COLUMNS = (
    Column(
        "name",
        "option group, optional group, option set, option block, group name, elective group",
        whole="group, set, block",
    ),
    Column(
        "pathway",
        "pathway, specialism",
        whole="route, award",
    ),
    Column(
        "choose",
        """
        choose, unit or credit, credit or unit, choose by, choose unit or credit, measure, rule of combination
        """,
        whole="rule, count in",
    ),
    Column(
        "minimum",
        """
        minimum, min, at least, number to choose, minimum to choose, how many, number of unit, number of module,
        number of credit, no of unit, no of module, no of credit, unit to choose, module to choose, credit to choose,
        unit to be taken, module to be taken, credit to be taken, unit required, module required, credit required
        """,
        whole="from, number, fewest",
    ),
    Column(
        "maximum",
        "maximum, max, at most, up to, no more than",
        whole="to, most",
    ),
)

DETAIL_LABELS = {
    "title": """
    qualification title, programme title, course title, title of qualification, title of the qualification,
    qualification name, programme name, course name, name of qualification, name of the qualification, name of award,
    name of the award, name of programme, name of the programme, title of award, title of the award,
    title of programme, title of the programme, award title, award name, full title, title,
    qualification, programme, course
    """,
    "level": """
    qualification level, level, fheq level, rqf level, level of qualification, level of the qualification,
    programme level, course level, award level, level of award, level of the award, level of programme,
    level of the programme, level of course, level fheq, level rqf
    """,
    "award_type": "award type, type of award, type of qualification, qualification type, award, final award",
    "awarding_body": """
    awarding body, awarding organisation, awarding organization, awarding institution, awarding university,
    awarding body organisation, awarding organisation body, institution, university, ao, validating body,
    validating institution, validating university, validating organisation, awarding body name, degree awarding body
    """,
    "regulator": "regulator, regulated by, regulatory body, qualification regulator",
    "number": """
    qualification number, qualification no, qan, qn, ofqual number, ofqual reference,
    ofqual qualification number, ofqual reference number, qualification accreditation number, rqf number,
    ofqual qualification reference
    """,
    "total_credits": """
    total credit, credit total, total cats, credit, cats, credit value, total credit value, cats credit,
    total cats credit, total cats point, cats total, qualification credit, number of credit, credit required,
    total credit required, credit of the award, overall credit
    """,
    "glh": """
    guided learning hour, glh, total glh, total guided learning hour, contact hour, total contact hour
    """,
    "tqt": """
    total qualification time, tqt, notional hour, notional learning hour, total notional hour, total hour,
    total learning hour, total tqt
    """,
    "holder": """
    intellectual property holder, ip holder, intellectual property owner, ip owner, intellectual property,
    holder of the intellectual property, holder of intellectual property, intellectual property rights holder
    """,
    "permission": """
    permission from the holder, permission, permission from holder, permission from the ip holder,
    ip permission, permission from the intellectual property holder, permission to use,
    permission from pearson, pearson permission
    """,
    "first_teaching": """
    planned first teaching, first teaching, first teaching date, date of first teaching,
    planned first teaching date, first delivery, planned start, planned start date, start date, first teach
    """,
    "standard": """
    occupational standard, apprenticeship standard, standard, standard reference, standard ref, standard code,
    standard number, standard no, occupational standard reference, occupational standard st reference,
    occupational standard ref, occupational standard code, occupational standard number,
    apprenticeship standard reference, st reference, st ref, st number, st code, reference of the standard
    """,
    "standard_title": """
    standard title, standard name, occupational standard title, occupational standard name, occupation,
    occupation title, apprenticeship standard title, title of standard, title of the standard,
    name of standard, name of the standard
    """,
    "version": """
    standard version, version, version of the standard, version of standard, standard version number,
    version number, version no, occupational standard version
    """,
    "option": """
    option, standard option, option title, option name, option of the standard, occupational standard option
    """,
    "route": "occupational route, route, route name, occupational map, occupational map route",
}

NUMBER_DETAILS = frozenset({"total_credits", "glh", "tqt"})
ASIDE_SHEETS = frozenset(
    names(
        """
        instruction, guidance, guide, readme, read, note, help, how, example, intro, introduction, key, lookup, list,
        validation
        """
    )
)
"""Words in the name of a sheet that explains rather than holds: its tables count only when no other sheet has one."""

FIELD_OF_BOX = {
    "full": "coverage",
    "partial": "coverage",
    "not_covered": "coverage",
    "mandatory": "status",
    "optional": "status",
}
"""The record's field that a tick column speaks for."""
