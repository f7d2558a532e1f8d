"""Every rule of the rulebook that is in force, in the rulebook's order."""

from htq_core.rules import (
    app,
    asm,
    cov,
    cov_reasons,
    cov_units,
    ksb,
    ksb_wording,
    pth,
    pth_options,
    qua,
    qua_facts,
    read,
    read_unseen,
    read_values,
    ref,
    ref_beside,
    ref_weight,
    std,
    std_named,
    std_options,
    std_version,
    str_,
    str_credits,
    str_groups,
)  # fmt: skip
from htq_core.rules.rule import Family, Rule

RULEBOOK_VERSION = "1.0"
_NEIGHBOURS = (
    read_values, read_unseen, std_named, std_options, std_version, qua_facts, ksb_wording, cov_reasons, cov_units,
    ref_beside, ref_weight, str_credits, str_groups, pth_options,
)  # fmt: skip
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
