"""To Streamlit all tests here are one session: what it keeps for that is cleared between them."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.caching import clear_session_resource_cache

SESSION = "test session id"


@pytest.fixture(autouse=True)
def _nothing_kept(few_first_steps: None) -> None:
    clear_session_resource_cache(SESSION)


@pytest.fixture(autouse=True, scope="package")
def _components_are_sought_once() -> Iterator[None]:
    """Whenever an app starts, Streamlit seeks components in every package installed, which takes most of its time."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield
