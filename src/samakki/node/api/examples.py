"""A request of each kind as its description shows it: each would be accepted of an officer whose records these were.

Everybody and everything in them is invented.
"""

from typing import Any, Final

from pydantic import ConfigDict

REPORT: Final = "R-7K3QX"
NAME: Final = {"prop": "name", "value": "สมชาย ใจดี", "language": "th", "basis": "fact", "grade": "B2"}
TASK: Final = {"title": "Ask the bank whose account it is", "due_on": "2026-03-09"}
WITHDRAWAL: Final = {"reason": "mistaken"}
ENTITY: Final = {
    "source": REPORT,
    "ftm_schema": "Person",
    "statements": [NAME, {"prop": "phone", "value": "+66812345678", "as_written": "081-234 5678"}],
}
LINK: Final = {
    "source": REPORT,
    "ftm_schema": "Associate",
    "ends": {"person": "E-7K3QX", "associate": "E-9M4TC"},
    "statements": [{"prop": "relationship", "value": "drives for him", "basis": "assessment"}],
}
EXHIBIT: Final = {
    "kind": "phone",
    "description": "Black telephone with a cracked glass",
    "seized_at": "2026-02-20T14:05:00",
    "zone": "Asia/Phnom_Penh",
    "seized_place": "House at the bridge",
    "seal": "A-17",
    "checklist": {"label": "done"},
}
EVENT: Final = {
    "title": "The lorry is alleged to have crossed",
    "when": "2026-02-20",
    "time": "04:30",
    "zone": "Asia/Bangkok",
    "words": "ข้ามแล้ว",
    "source": REPORT,
    "grade": "B2",
    "entities": ["E-7K3QX"],
}
REPORT_HEAD: Final = {
    "purpose": "investigate_trafficking",
    "text": "He is said to drive for the house at the bridge.",
    "headline": "Driver of the house at the bridge",
    "obtained_on": "2026-02-20",
    "language": "en",
}
ITEM: Final = {"raw": "He drives a white van.", "sanitised": "A person drives a white van.", "grade": "B2"}


def shows(example: dict[str, Any]) -> ConfigDict:
    """Settings of a body whose description carries an example."""
    return ConfigDict(json_schema_extra={"examples": [example]})
