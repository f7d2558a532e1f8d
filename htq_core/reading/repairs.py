"""What values that nobody could understand were said to mean."""

from collections.abc import Mapping

from htq_core.reading.cells import folded


class Repairs:
    """For each field, what a text stands for: ``{"coverage": {"Mostly": "Partial"}}``. Case and spaces aside."""

    def __init__(self, meanings: Mapping[str, Mapping[str, str]]) -> None:
        self._meanings = {
            name: {folded(written): meaning for written, meaning in own.items()}
            for name, own in meanings.items()
            if own
        }

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def meaning(self, name: str, text: str) -> str | None:
        """What the text of a field was said to mean; ``None`` where nothing was said of it."""
        return self._meanings.get(name, {}).get(folded(text)) if text else None


NO_REPAIRS = Repairs({})
