"""``python -m htq_core``."""

import gc
import sys

# What is imported stays until the command ends, so going through it for garbage again and again is wasted.
gc.disable()

from htq_core.cli import main  # noqa: E402 (the collecting of garbage is stopped before anything is imported)

gc.freeze()
gc.enable()
sys.exit(main())
