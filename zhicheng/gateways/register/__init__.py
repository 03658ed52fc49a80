"""What all registers outside have in common: who is asked about, the evidence of an answer, and silence."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Reason = Literal["silent", "refused", "unreadable", "another_person", "stale"]

_WORDS: dict[str, str] = {
    "silent": "暂时没有答复",
    "refused": "拒绝了这次查询",
    "unreadable": "答复的内容无法识别",
    "another_person": "答复的不是本人，已作废",
    "stale": "答复已过时，已作废",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The person a register is asked about; the number in its normal form."""

    name: str
    id_kind: str
    id_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The register's very bytes, with the question they answer and the time at which it was put."""

    register: str
    request_id: str
    asked_at: datetime
    raw: bytes = field(repr=False)


class Unavailable(Exception):
    """The register cannot be asked now, or its answer cannot be trusted: nothing is known, least of all "none".

    `reason` is one of `Reason`; `detail` is for the log and names no person; `words` is Chinese for the page.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.words = _WORDS[reason]
