"""What the server holds with twenty people's results open."""

import tempfile
from pathlib import Path

from tests.benchmarks import yardsticks
from tests.benchmarks.screen import open_bare, open_upload, upload, upload_bare
from tests.benchmarks.servers import PROGRAM, browsing, serving

PEOPLE = 20


def measure() -> None:
    """Print the server's memory while twenty visitors each have their own two files and results open."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(yardsticks.BARE_PAGE)
        with serving(PROGRAM / "app.py") as ours, serving(script) as theirs, browsing() as browser:
            at_rest = ours.megabytes()
            for _ in range(PEOPLE):
                upload(open_upload(browser, ours))
                upload_bare(open_bare(browser, theirs))
            held, bare = ours.megabytes(), theirs.megabytes()
    print(
        f"server with {PEOPLE} people's results open: {held:.0f} MB, {at_rest:.0f} at rest · "
        f"bare page with the same files: {bare:.0f} MB · ratio {held / bare:.2f} (aim: under 300 MB)",
        flush=True,
    )
