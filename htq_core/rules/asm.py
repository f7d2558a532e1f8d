"""Assessment and additional content"""

from htq_core.rules.rule import Family

ASM = Family("ASM", "Assessment and additional content")
