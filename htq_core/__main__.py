"""``python -m htq_core``."""

import sys

from htq_core.cli import main

sys.exit(main())
