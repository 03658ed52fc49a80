"""What an applicant claims, one by one, as the employer and the bureau look at it."""

from dataclasses import dataclass
from typing import Any

SECTION_CLAUSE = {
    "schooling": "3.1",
    "degree": "3.1",
    "assessment": "3.2",
    "insurance": "3.3",
    "licence": "3.5",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a frozen copy. `key` names it for findings, `source` says where it comes from."""

    key: str
    section: str
    title: str
    source: str
    clause: str | None
    values: dict[str, str]
    files: dict[str, str]


def claims_of(body: dict[str, Any]) -> list[Claim]:
    """The claims of a snapshot's body: the target, then each entry of the archive."""
    target = body["target"]
    heading = f"申报 {target['series_name']} · {target['speciality']} · {target['title']}（{target['level_name']}）"
    own = Claim("target", "target", heading, "typed", None, {}, {})
    return [own] + [
        Claim(
            key=f"{entry['section']}:{entry['id']}",
            section=entry["section"],
            title=entry["title"],
            source=entry["source"],
            clause=SECTION_CLAUSE.get(entry["section"]),
            values=entry["values"],
            files=entry["files"],
        )
        for entry in body["entries"]
    ]
