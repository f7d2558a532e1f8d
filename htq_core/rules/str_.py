"""The structure by itself"""

from htq_core.rules.rule import Family

STR = Family("STR", "The structure by itself")
