"""What the papers say that go to whoever applies: receipts, notices of what is lacking or refused."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.documents.papers.data.shared import Contact, Paper, Target


@dataclass(frozen=True, kw_only=True)
class Receipt(Paper):
    """提交回执: what was handed in, when, to whom. `submitted_at` is an aware moment in the bureau's zone."""

    application_number: str
    applicant: str
    employer: str
    target: Target
    batch: str
    authority: Contact
    submitted_at: datetime
    content_code: str
    statement_version: str
    materials: tuple[str, ...]
    next_step: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class Defect:
    """One thing to put right: what is wrong, where, by which clause, what cures it."""

    what: str
    where: str
    clause: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class ReturnNotice(Paper):
    """一次性告知书: every defect at once. `due_on` is the last day of the time given, its 24:00 included."""

    notice_number: str
    application_number: str
    applicant: str
    target: Target
    defects: tuple[Defect, ...]
    due_on: date
    asker: Contact
    page_url: str


@dataclass(frozen=True, kw_only=True)
class RefusalNotice(Paper):
    """不予初定告知书: the reason with its clause, the facts it rests on, and how to have it looked at again."""

    notice_number: str
    application_number: str
    applicant: str
    target: Target
    reason: str
    reason_code: str
    clause: str
    facts: tuple[str, ...]
    review_to: Contact
    review_by: date
    remedies: tuple[str, ...]
    authority: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class PaperSlip(Paper):
    """材料接收凭条 from the counter: which print was received, how many copies. `received_at` is an aware moment."""

    slip_number: str
    application_number: str
    applicant: str
    employer: str
    paper: str
    version_code: str
    copies: int
    received_at: datetime
    counter: Contact
    clerk: str
    remark: str
    page_url: str
