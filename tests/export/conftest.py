"""What is exported is tested here, and what to do first elsewhere."""

import pytest


@pytest.fixture(autouse=True)
def _few_first_steps(few_first_steps: None) -> None:
    pass
