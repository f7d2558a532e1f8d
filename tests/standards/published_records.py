"""Small made-up records in the published form, for the tests of this folder."""

import json
from typing import Any


def statements(kind: str, *texts: str) -> list[dict[str, str]]:
    """Statements with identifiers ``k-1``, ``k-2`` …; ``kind`` is knowledge, skill or behaviour."""
    return [{f"{kind}Id": f"{kind[0]}-{n}", "detail": text} for n, text in enumerate(texts, 1)]


def record(**changes: Any) -> dict[str, Any]:
    """A sound record of two knowledge statements, two skills and one behaviour, with the changes made."""
    sound = {
        "referenceNumber": "ST9901",
        "title": "Kite maker",
        "level": 4,
        "version": "1.0",
        "versionNumber": "1.0",
        "status": "Approved for delivery",
        "route": "Creative and design",
        "coreAndOptions": False,
        "options": [],
        "knowledges": statements("knowledge", "How wind behaves", "How paper tears"),
        "skills": statements("skill", "Cut a sail", "Tie a bridle"),
        "behaviours": statements("behaviour", "Patient"),
        "duties": [],
        "earliestStartDate": "2021-02-19T00:00:00",
        "latestStartDate": None,
        "lastUpdated": "2022-08-22T00:00:00 +00:00",
        "somethingNew": {"deep": [1, 2, 3]},
    }
    return {**sound, **changes}


def as_bytes(content: Any) -> bytes:
    """The content as a file of JSON."""
    return json.dumps(content).encode()


def duty(
    knowledge: str = "", skills: str = "", behaviour: str = "", core: int = 1, options: Any = None
) -> dict[str, Any]:
    """A duty calling on statements by identifier, blank-separated."""
    return {
        "dutyDetail": "Do it",
        "isThisACoreDuty": core,
        "mappedKnowledge": knowledge.split(),
        "mappedSkills": skills.split() or None,
        "mappedBehaviour": behaviour.split(),
        "mappedOptions": options,
    }
