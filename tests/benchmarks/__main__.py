"""``python -m tests.benchmarks [PART …]``: figures beside their yardsticks, of every part or of those named.

The parts are core, reading, standards, exports, command, screen, memory and load.
Needs ``pip install -r tests/benchmarks/requirements.txt``; ``screen`` and ``memory`` also a Chromium browser.
Ours and theirs take turns in one run, and the ratio is what counts: milliseconds only say which order.
"""

import importlib
import os
import sys

PARTS = ("core", "reading", "standards", "exports", "command", "screen", "memory", "load")

if hasattr(os, "getloadavg"):
    load = os.getloadavg()[0]
    print(f"Others at work: {load:.1f} on {os.cpu_count()} cores. Screens need a quiet machine: below 1 is good.")
for part in sys.argv[1:] or PARTS:
    if part not in PARTS:
        raise SystemExit(f"There is no part {part}. Choose from: {', '.join(PARTS)}.")
    importlib.import_module(f"tests.benchmarks.{part}").measure()
