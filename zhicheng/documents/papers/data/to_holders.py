"""What the papers say that go to the holder of a certificate."""

from dataclasses import dataclass
from datetime import date

from zhicheng.documents.papers.data.shared import Contact, Paper, Target


@dataclass(frozen=True, kw_only=True)
class Certificate(Paper):
    """电子职称证书. `dated` is the day of issue; no digit of an identity number has a place here.

    `verify_url` is the short address in print. `proof_url` is what the code holds where it is given: the same address,
    `#`, and the signed facts (printed since edition 2). `force_note` says that the electronic certificate is worth a
    paper one, in the words of the pack that says so; empty prints nothing.
    """

    certificate_number: str
    name: str
    gender: str
    birth_month: str | None
    employer: str
    target: Target
    obtained_on: date
    document_number: str
    authority: str
    verify_url: str
    proof_url: str = ""
    force_note: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangedFact:
    """One fact of a certificate as it stood and as it stands now, in the words printed on the certificate."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class CorrectionNotice(Paper):
    """职称证书更正（换发）通知书: which number gives way to which, what changed, why, by whom and from when.

    `act` is “更正” (a fact was wrong) or “换发” (a fact changed, or the file has to be made anew); `changes` may be
    empty then. `document_number` is the document that gave the title, `basis` what allows the act. `verify_url` is the
    page of the new number.
    """

    act: str
    notice_number: str
    holder: str
    employer: str
    target: Target
    old_number: str
    new_number: str
    document_number: str
    changes: tuple[ChangedFact, ...]
    reason: str
    basis: str
    effect_from: date
    effects: tuple[str, ...]
    remedies: tuple[str, ...]
    contact: Contact
    authority: str
    verify_url: str


@dataclass(frozen=True, kw_only=True)
class ReinstatementNotice(Paper):
    """恢复通知书: which decision falls and by what, from when the title counts, which number stands for it from now on.

    `undone` names the decision that falls, which was of `revoked_on`; `old_numbers` are all that the revocation took,
    the oldest first. The rest is as in `CorrectionNotice`.
    """

    notice_number: str
    holder: str
    employer: str
    target: Target
    revoked_on: date
    undone: str
    old_numbers: tuple[str, ...]
    new_number: str
    document_number: str
    reason: str
    basis: str
    effect_from: date
    effects: tuple[str, ...]
    remedies: tuple[str, ...]
    contact: Contact
    authority: str
    verify_url: str


@dataclass(frozen=True, kw_only=True)
class RevocationNotice(Paper):
    """撤销决定书: the facts and the reason, the clause, from when, what becomes of title and post, where to turn.

    `heard` tells how the holder was heard before the decision; empty prints nothing. `review_body` and `court` are
    named with the periods of the law: sixty days for 行政复议, six months for 行政诉讼, from the day of service.
    """

    notice_number: str
    holder: str
    employer: str
    target: Target
    certificate_number: str
    document_number: str
    obtained_on: date
    facts: tuple[str, ...]
    heard: str
    reason: str
    clause: str
    effect_from: date
    on_title: str
    on_post: str
    review_body: str
    court: str
    delivery: str
    copies_to: tuple[str, ...]
    contact: Contact
    authority: str
    verify_url: str
