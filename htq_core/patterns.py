"""Regular expressions that few sheets have a use for."""

import re
from collections.abc import Callable
from functools import cache, partial


def when_met(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A long regular expression that is made when it is first asked for.

    Python takes up to three milliseconds to make one, which the command would pay for at every start.
    """
    return cache(partial(re.compile, pattern, flags))
