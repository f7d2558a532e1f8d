"""What is different since an earlier check of the same application."""

from pydantic import BaseModel, ConfigDict

from htq_core.findings import Severity


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Difference(_Part):
    """A finding that has come or gone. ``title`` says what its rule asks; ``because`` why the files need not have."""

    id: str
    rule: str
    severity: Severity
    title: str
    because: str = ""


class Since(_Part):
    """The findings of two checks side by side.

    ``came`` and ``went`` are those that a change of ours may have made: of the rulebook, a setting, or the standard.
    ``unlooked`` were there, and the rule gave no answer this time. ``changes`` say what is different besides findings.
    """

    checked_at: str
    fixed: tuple[Difference, ...] = ()
    still: tuple[Difference, ...] = ()
    new: tuple[Difference, ...] = ()
    came: tuple[Difference, ...] = ()
    went: tuple[Difference, ...] = ()
    unlooked: tuple[Difference, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The comparison in a sentence."""
        said = f"{len(self.fixed)} fixed, {len(self.still)} still there, {len(self.new)} new"
        ours = len(self.came) + len(self.went)
        return f"{said}, {ours} different because what is checked has changed." if ours else f"{said}."
