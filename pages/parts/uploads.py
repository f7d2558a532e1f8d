"""Files that people give to a screen. Each is taken at once, so that the uploader it came through keeps no copy.

One of the few files that touch Streamlit's session state; ``tests/pages/test_fence.py`` lists them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from htq_core import UnreadableWorkbook
from pages.parts import server

Named = tuple[str, bytes]


@dataclass(frozen=True)
class Uploader:
    """A place for files, by its name, and what was wrong with the last one given there."""

    name: str

    @property
    def times(self) -> int:
        """How often something was given here. A control with this in its key shows at once what a file has changed."""
        return int(st.session_state.get(f"{self.name}-times", 0))

    @property
    def key(self) -> str:
        """The key of the control. It changes with every file taken, so that an empty one stands there next."""
        return f"{self.name}-{self.times}"

    def take(self) -> list[Named]:
        """The name and bytes of each file that was given."""
        given = st.session_state.get(self.key) or []
        files = given if isinstance(given, list) else [given]
        taken = [(file.name, file.getvalue()) for file in files]
        for file in files:
            server.let_go(file)
        st.session_state[f"{self.name}-times"] = self.times + 1
        return taken

    def open(self, use: Callable[[str, bytes], None]) -> None:
        """Have the file used that was given. If it cannot be, what was there before stays."""
        for name, data in self.take()[:1]:
            self.use(use, name, data)

    def use(self, use: Callable[[str, bytes], None], name: str, data: bytes) -> None:
        """Have a file used that was taken earlier; if it cannot be, keep the reason."""
        try:
            use(name, data)
        except UnreadableWorkbook as trouble:
            st.session_state[f"{self.name}-trouble"] = (name, trouble.message, trouble.fix)
        else:
            self.forget_trouble()

    @property
    def trouble(self) -> tuple[str, str, str] | None:
        """The last file that could not be used: its name, what happened and what to do."""
        return st.session_state.get(f"{self.name}-trouble")

    def forget_trouble(self) -> None:
        """Forget what was wrong with the last file."""
        st.session_state.pop(f"{self.name}-trouble", None)
