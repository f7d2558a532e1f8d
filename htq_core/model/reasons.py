"""What a reason for less than full coverage says, as far as words tell."""

import re

from htq_core.patterns import when_met
from htq_core.standards.wording import fold

LEAST_SHARED = 3
"""So many words of a reason must be the statement's own before the reason counts as said already."""
_SAYS_NOTHING = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be been being by can do does for from has have in into is it its of on or so such than
        that the their them these they this those to was were when where which who will with within able
        we our there also full fully partial partially partly part coverage cover covers covered covering not no met
        meet meets ksb ksbs statement knowledge skill skills behaviour behaviours know knows understand understands
        understanding learner learners student students apprentice apprentices unit units module modules course
        programme qualification taught teach teaches teaching learn learned learnt learning only just some""",
    )
)
_WORKPLACE = when_met(
    r"\b(?:work ?places?|work based|at work|in work|on the job|employers?|on site|placements?|mentors?"
    r"|(?:live|real|work|working|practice|clinical) (?:environments?|settings?))\b"
)
_GROUND = re.compile(r"\b(?:(?:un)?safe\w*|risk\w*|hazard\w*|danger\w*|(?:un)?reliab\w*|harm\w*)\b")
_LESS = when_met(
    r"\b(?:part(?:ly|ially)|in part(?! (?:\w|one|two|three|four)\b)|incomplete(?:ly)?"
    r"|partial(?! (?:differential|derivative|discharge|fraction|load|pressure))"
    r"|(?<!not )(?<!time )limited(?! (?:compan|liabilit|partnership|edition|by guarantee))"
    r"|only (?:some|part|partly|covers?|touch\w*|introduc\w*)|(?:briefly|only just) (?:covered|touched|introduced)"
    r"|some (?:aspects?|elements?|parts?|coverage|content|of (?:it|this|these))|to (?:some|a lesser) (?:extent|degree)"
    r"|not (?:yet |all |be |been )?(?:fully|all|completely|entirely|explicitly|in depth|in full)"
    r"|not (?:yet |be |been |all |formally |directly )*(?:assessed|covered|taught|delivered|met)"
    r"(?! \w+(?: \w+){0,4} but\b)"
    r"|does not (?:\w+ )?cover|isnt (?:\w+ )?covered)\b"
)


def takes_back(note: str) -> bool:
    """Whether a note beside full coverage says that it is less: "partly", "limited", "some of it", "not assessed"."""
    return bool(_LESS().search(fold(note)))


def says_nothing(reason: str) -> bool:
    """Whether a reason holds nothing but words that say nothing by themselves, and codes: "Partly covered in U2"."""
    return all(word in _SAYS_NOTHING or any(sign.isdigit() for sign in word) for word in fold(reason).split())


def says_no_more(reason: str, statement: str) -> bool:
    """Whether a reason holds nothing but words of the statement, and words that say nothing by themselves."""
    own = fold(reason).split()
    shared = set(fold(statement).split())
    return len(shared.intersection(own)) >= LEAST_SHARED and not set(own) - shared - _SAYS_NOTHING


def is_on_published_ground(reason: str) -> bool:
    """Whether a reason speaks of the workplace, and of what is safe or reliable."""
    folded = fold(reason)
    return bool(_WORKPLACE().search(folded) and _GROUND.search(folded))
