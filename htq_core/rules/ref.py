"""Do the two sheets agree?"""

from htq_core.rules.rule import Family

REF = Family("REF", "Do the two sheets agree?")
