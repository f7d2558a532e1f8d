"""Every rule of the rulebook that is in force, in the rulebook's order."""

from htq_core.rules import app, asm, cov, ksb, pth, qua, qua_facts, read, ref, std, std_named, std_version, str_
from htq_core.rules.rule import Family, Rule

RULEBOOK_VERSION = "1.0"
_NEIGHBOURS = (std_named, std_version, qua_facts)
"""Modules whose rules belong to the family of a module beside them."""
FAMILIES: tuple[Family, ...] = (
    read.READ,
    std.STD,
    qua.QUA,
    ksb.KSB,
    cov.COV,
    ref.REF,
    str_.STR,
    pth.PTH,
    asm.ASM,
    app.APP,
)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.rules)
