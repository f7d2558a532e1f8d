"""The occupational standard"""

from htq_core.rules.rule import Family

STD = Family("STD", "The occupational standard")
