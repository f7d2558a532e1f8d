"""What fields are called in front of people, who do not know our names for them."""

COLUMNS = {
    "ksb": ("the KSB codes", "KSB"),
    "coverage": ("the coverage", "Coverage"),
    "units": ("the units", "Units"),
    "code": ("the unit codes or titles", "Unit code"),
    "level": ("the levels", "Level"),
    "credits": ("the credits", "Credits"),
    "status": ("what is mandatory or optional", "Status"),
}
"""The columns that are needed: what they hold, and the heading our templates give them."""

FIELDS = {
    "ksb": "KSB code",
    "statement": "statement",
    "coverage": "coverage",
    "units": "units",
    "outcomes": "learning outcomes",
    "assessment": "assessment",
    "reason": "reason",
    "code": "code",
    "title": "title",
    "name": "name",
    "level": "level",
    "credits": "credits",
    "glh": "guided learning hours",
    "tqt": "total hours",
    "status": "status (mandatory or optional)",
    "pathway": "pathway",
    "group": "option group",
    "rule": "rule of combination",
    "required_first": "units required first",
    "not_with": "units not to be taken with it",
    "choose": "measure (units or credits)",
    "minimum": "minimum",
    "maximum": "maximum",
    "page": "page",
    "duty": "duties",
    "semester": "semester",
    "kind": "kind of KSB",
    "comment": "comments",
    "about_unit": "facts about the unit",
}
"""The fields of a row."""

ITEMS = {
    "title": "qualification title",
    "level": "qualification level",
    "award_type": "award type",
    "awarding_body": "awarding body",
    "regulator": "regulator",
    "number": "qualification number",
    "total_credits": "total credits",
    "glh": "guided learning hours of the qualification",
    "tqt": "total qualification time",
    "holder": "intellectual property holder",
    "permission": "permission from the holder",
    "first_teaching": "planned first teaching",
    "standard": "occupational standard",
    "standard_title": "standard title",
    "version": "standard version",
    "option": "option of the standard",
    "route": "occupational route",
}
"""The items of the details."""
