"""To Streamlit all tests here are one session: what it keeps for that is cleared between them."""

import pytest
from streamlit.runtime.caching import clear_session_resource_cache

SESSION = "test session id"


@pytest.fixture(autouse=True)
def _nothing_kept(few_first_steps: None) -> None:
    clear_session_resource_cache(SESSION)
