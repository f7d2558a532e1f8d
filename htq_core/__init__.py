"""HTQ readiness checker: the core, which knows nothing of screens.

``__init__.pyi`` lists what the front door holds. Each name is imported when it is first asked for, so that a command
pays only for what it uses.
"""

import os

import lazy_loader

# Looking for plugins, pydantic would read the facts of every installed package at each start. There are none to find.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
