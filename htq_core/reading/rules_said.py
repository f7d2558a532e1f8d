"""What rules of combination in words were said to mean."""

from collections.abc import Mapping

from htq_core.reading.cells import folded
from htq_core.reading.choices import RuleSaid


class RulesSaid:
    """For each sentence the rules that it states, as somebody said; case and spaces aside."""

    def __init__(self, said: Mapping[str, tuple[RuleSaid, ...]]) -> None:
        self._said = {folded(sentence): rules for sentence, rules in said.items()}

    def of(self, sentence: str) -> tuple[RuleSaid, ...] | None:
        """What a sentence was said to mean, nothing if it is no rule; ``None`` where nothing was said of it."""
        return self._said.get(folded(sentence)) if sentence else None

    @property
    def unworded(self) -> tuple[RuleSaid, ...]:
        """The rules that no sentence of the workbook states."""
        return self._said.get("", ())


NO_RULES_SAID = RulesSaid({})
