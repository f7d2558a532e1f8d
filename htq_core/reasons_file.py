"""The applicant's own reasons for leaving findings as they are, as a file: read, and written."""

import json
from collections.abc import Mapping

from htq_core.errors import Reason, UnreadableWorkbook

FILE_NAME = "reasons.json"
LONGEST_REASON = 500
LARGEST_FILE = 1024 * 1024
HOW_TO_MEND = "Save it again on the Take away page, or give each finding’s id with a reason, within braces."


def reasons_from(data: bytes) -> dict[str, str]:
    """The reasons in a JSON file, by the id of the finding they are for; blank ones are none.

    Raises UnreadableWorkbook.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableWorkbook(Reason.REASONS, "The file of reasons is too large.", HOW_TO_MEND)
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableWorkbook(Reason.REASONS, "The file of reasons is not JSON.", HOW_TO_MEND) from None
    if not isinstance(given, dict) or not all(isinstance(reason, str) for reason in given.values()):
        raise UnreadableWorkbook(Reason.REASONS, "This is not a file of reasons.", HOW_TO_MEND)
    reasons = {id: reason.strip() for id, reason in given.items() if reason.strip()}
    for id, reason in reasons.items():
        if len(reason) > LONGEST_REASON:
            raise UnreadableWorkbook(
                Reason.REASONS,
                f"The reason for {id[:40]} is longer than {LONGEST_REASON} characters.",
                "Say it in fewer words, and try again.",
            )
    return reasons


def to_file(reasons: Mapping[str, str]) -> bytes:
    """The reasons as a JSON file that ``reasons_from`` reads."""
    return (json.dumps(dict(reasons), indent=2, ensure_ascii=False) + "\n").encode()
