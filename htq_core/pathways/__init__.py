"""Permitted pathways as constraints: exact proofs and counterexamples. No reading, no rules.

1. ``choices``: the records become, for each named pathway, units that must and may be taken, *limits* (what is taken
   of a group, or in all, weighs between so much and so much) and *links* (one unit needs or bars another).
2. ``turns`` and ``diagram``: units take turns, each is left or taken. All that matters of the turns so far is how much
   each open limit holds, and which units with open links were taken: that is the *state*. Equal states are merged, so
   that "choose 5 of 25" is some 100 states and not 53,130 sets. The permitted pathways are the ways through the
   diagram.
3. A proof is one pass backwards: the KSBs avoidable from a state are those avoidable after leaving the unit, or after
   taking it if it does not cover them. All KSBs go at once, as the bits of one number. A KSB that cannot be avoided
   from the first state is guaranteed; otherwise following its bit forwards spells out a pathway that misses it.
4. The worst pathway is one pass forwards with the sets of KSBs covered so far. A quick pass that keeps few sets gives
   a good pathway; the exact pass then drops every set that is no better. Work is counted: see ``TooManyCombinations``.
5. A wish is a pathway that takes some units and leaves others: the same pass as for a proof, with a bit for each wish.
   The smallest repair is the smallest set of changes after which no wish for a pathway that misses the KSB is granted.
"""

from htq_core.pathways.choices import Choices, Link, choices_of, folded, names_in, open_on, rows_that_hold
from htq_core.pathways.combination import Combination, CreditRange, Guarantee, Pathway
from htq_core.pathways.diagram import TooManyCombinations, Wish
from htq_core.pathways.obstacles import Cause, Obstacle
from htq_core.pathways.repair import Change, Kind, Repair

__all__ = [
    "Cause",
    "Change",
    "Choices",
    "Combination",
    "CreditRange",
    "Guarantee",
    "Kind",
    "Link",
    "Obstacle",
    "Pathway",
    "Repair",
    "TooManyCombinations",
    "Wish",
    "choices_of",
    "folded",
    "names_in",
    "open_on",
    "rows_that_hold",
]
