"""The qualification"""

from htq_core.rules.rule import Family

QUA = Family("QUA", "The qualification")
