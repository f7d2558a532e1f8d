"""Does it hold on every permitted pathway?"""

from htq_core.rules.rule import Family

PTH = Family("PTH", "Does it hold on every permitted pathway?")
