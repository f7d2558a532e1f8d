"""What the first sheet of each template says. A blank line divides paragraphs; other breaks do not show."""

from datetime import date

from htq_core.location import TEMPLATE_MARK
from htq_core.settings import ApprovingBody

_NOT_OFFICIAL = f"""
{TEMPLATE_MARK} It is not the official template.

The approvals team at {{approving_body}} has its own templates, and gives you its KSB mapping sheet after your
support session. Use this one to prepare. You can fill it in offline.
"""


def not_official(body: ApprovingBody) -> str:
    """That this is our template, and who has the official one."""
    return _NOT_OFFICIAL.format(approving_body=body.name)


def stamp(day: date, reference: str, version: str) -> str:
    """When the sheet was issued and for what. The checker knows the sheet by it when it comes back."""
    return f"\nIssued on {day.day} {day:%B %Y} for {reference} version {version}.\n"


WHAT_HAPPENS_NEXT = """
Save this workbook. Fill in the other one too: the checker needs the KSB mapping and the qualification structure.

Open both in the checker. It says what to put right, in which cell, and what to talk about.

Then bring them to your support session. You need one before you can apply.

The checker counts and asks. It does not decide: people judge whether a qualification meets the criteria.
"""

ILLUSTRATIVE = """
The standard in this workbook is illustrative. We made it up to show how the checker works. It is not a published
standard, so do not use it in an application.
"""

PUBLISHED = """
The statements are those of the published occupational standard, in the version named above. Standards change: check
that this is still the right version. Crown copyright, used under the Open Government Licence v3.0.
"""

STANDARD_SHEET = """
Check that the standard, its version and the option are the ones your qualification aligns to. Fill in any that are
empty.

Add the title and the level of your qualification, just as they are on your structure workbook.

If your qualification aligns to more than one occupation, fill in one mapping for each. Each has to be met in full.
"""

ROWS_ARE_FILLED_IN = """
KSB is short for knowledge, skills and behaviours. Each KSB of the standard has a row: K1 is the first knowledge
statement, S1 the first skill, B1 the first behaviour.

The grey cells are locked, so that codes and wording stay as published. To change them all the same, choose Review, then
Unprotect Sheet. There is no password.
"""

ROWS_ARE_EMPTY = """
KSB is short for knowledge, skills and behaviours. The checker does not hold the list for this standard, so the rows are
empty.

Open the published standard. Copy each KSB into a row of its own: its code, such as K1, under KSB, and its wording under
Statement. Keep the order and the wording as published, and leave none out.
"""

CLAIMS = """
Under Coverage, choose Full if your qualification teaches and assesses the whole statement, Partial if it does so for
part of it, and Not covered if it does not.

You are expected to cover all KSBs. Partial coverage may be accepted for some, mainly where the rest is safer or more
reliable to learn at work.

Under Units, name the units that cover the KSB, by the codes on your structure workbook, with semicolons between them:
U1; U4. Name each one, because words such as “all” or “throughout” cannot be checked.

Under Learning outcomes, name the outcomes of those units: LO1, LO3.

Under How assessed, say how learners show it.

Under Reason if not full, say for each Partial and each Not covered why full coverage is not possible, and what is left
to the workplace. Leave it empty for Full.

If optional units cover a KSB, make sure that every choice a learner may make still covers it.
"""

ONE_QUALIFICATION = """
Fill in one workbook for each qualification. Each qualification needs an application form of its own.
"""

QUALIFICATION = """
Answer each item. The title, the level and the awarding body are always needed.

The level is 4 or 5. The title may not contain “HTQ” or “Higher Technical Qualification”.

If somebody else owns the content, name them as the intellectual property holder and say whether you have their
permission. Every HNC and HND needs Pearson's permission.

Give the planned first teaching as a month and a year, such as September 2027.

Name the occupational standard by its reference, such as ST0827, and give the version and the option that your mapping
uses.
"""

UNITS = """
Give each unit a row. Units and modules mean the same here.

Use a code only once. The KSB mapping names units by these codes.

Under Level and Credits, write numbers. GLH is short for guided learning hours.

Under Status, choose Mandatory or Optional.

Leave Pathway empty for a unit that is open to everyone. A mandatory unit with a pathway is mandatory on that pathway
only. Where there are pathways, a learner follows one of them.

Give each optional unit an option group, and describe that group on the Option groups sheet.

Under Assessment, divide the items by semicolons and give each its weighting: Written exam 60%; Portfolio 40%.

Under Learning outcomes, number them: LO1 Explain the law; LO2 Plan a visit.

Under Required first, name the units a learner has to take before this one. Under Not with, name the units that cannot
be taken together with it. Use unit codes, with semicolons between them.
"""

OPTION_GROUPS = """
Give each option group a row that says how much a learner chooses from it.

Leave Pathway empty if the group is for everyone.

Under Choose, pick units or credits. Under Minimum and Maximum, say how many. Leave Maximum empty if it is the same as
the minimum.

If every unit is mandatory, leave this sheet empty.
"""
