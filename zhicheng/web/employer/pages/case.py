"""One case as its unit looks it through: claim by claim, with findings, files and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from zhicheng.cases.employer_queries import next_to_check
from zhicheng.cases.judging import gone_over
from zhicheng.cases.queries import acts_open_to
from zhicheng.cases.unit_case_queries import (
    LookedThrough,
    held_by_objection,
    list_of,
    looked_through,
    open_correction,
    post_found,
)
from zhicheng.documents.change_queries import CertificateHistory, certificate_history
from zhicheng.documents.queries import PaperCard, papers_of_case
from zhicheng.domain.archive import SECTIONS, section_of, value_label
from zhicheng.domain.claim_changes import ClaimChange, ValueChange
from zhicheng.domain.claims import Claim, claims_of
from zhicheng.domain.eligibility.procedure import ReturnReason
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import TWICE_SEEN, Act, State
from zhicheng.policy.deployment import closed_lists, pack_of
from zhicheng.web.employer.pages.forwarding import OpenBy, open_by

KEYS = (
    {"key": "Y", "label": "这一项属实"},
    {"key": "N", "label": "这一项有问题"},
    {"key": "J", "label": "下一件申报"},
)
REGISTERS = {
    "schooling": "education_register",
    "degree": "education_register",
    "insurance": "insurance_register",
}
TARGET_ROWS = (("series_name", "系列"), ("speciality", "专业"), ("level_name", "级别"), ("title", "资格名称"))


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file of a claim: what it proves, its first page as a picture, and the page on which it is shown whole."""

    label: str
    name: str
    pages: int
    url: str
    image_url: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form of one claim and was refused, kept."""

    key: str
    note: str
    reason: str
    error: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with everything to judge it by."""

    claim: Claim
    anchor: str
    heading: str
    source: str
    rows: list[dict[str, str]]
    files: list[FileLink]
    finding: Any
    reason_words: str
    earlier: Any
    change: ClaimChange | None
    changed_rows: tuple[ValueChange, ...]
    reasons: list[ReturnReason]
    typed: Typed | None

    @property
    def pulled(self) -> bool:
        return self.claim.source == "pulled"


@dataclass(frozen=True)
class CasePage:
    case: Any
    claims: list[ClaimCard]
    seen: LookedThrough
    acts: frozenset[Act]
    entry: Any
    held: bool
    correction: Any
    post: str
    gone_over: Any
    is_public_institution: bool
    open_heading: str
    open_anchor: str
    asked: list[dict[str, Any]]
    papers: list[PaperCard]
    following: Any
    open_by: OpenBy | None
    certificate: CertificateHistory | None

    @property
    def total(self) -> int:
        return len(self.claims)

    @property
    def done(self) -> int:
        return self.total - len(self.seen.left)

    @property
    def changed(self) -> int:
        """How many places differ from the last submission."""
        differ = sum(1 if change.new else len(change.values) for change in self.seen.changes.values())
        return differ + len(self.seen.gone)

    @property
    def ready(self) -> bool:
        return not self.seen.left and not self.seen.defects

    @property
    def may(self) -> dict[str, bool]:
        """The acts open to the reader, by name, for the template."""
        return {act.value: act in self.acts for act in Act}


def case_page(actor: Actor, case: Any, now: datetime, typed: Typed | None = None) -> CasePage:
    """Everything that the page of a case shows to this actor at `now`."""
    seen = looked_through(case)
    claims = in_order(claims_of(case.snapshot.body)) if case.snapshot else []
    cards = [_card(case, claim, seen, typed) for claim in claims]
    left = [card for card in cards if card.finding is None]
    correction = open_correction(case)
    return CasePage(
        case=case,
        claims=cards,
        seen=seen,
        acts=acts_open_to(actor, case),
        entry=list_of(case),
        held=held_by_objection(case),
        correction=correction,
        papers=papers_of_case(actor, case),
        following=next_to_check(actor, case, now),
        open_by=open_by(case, now),
        certificate=certificate_history(case) if State(case.state) in TWICE_SEEN else None,
        asked=shown_defects(case, correction.body["defects"]) if correction else [],
        post=post_found(case),
        gone_over=gone_over(case),
        is_public_institution=bool(case.employer and case.employer.kind == "public_institution"),
        open_heading=left[0].heading if left else "",
        open_anchor=left[0].anchor if left else "decide",
    )


def anchor_of(key: str) -> str:
    """The id of a claim's card on the page."""
    return "claim-" + key.replace(":", "-")


def in_order(claims: list[Claim]) -> list[Claim]:
    """The claims as the archive's sections follow each other, the target first."""
    places = {section.code: place for place, section in enumerate(SECTIONS)}
    return sorted(claims, key=lambda claim: places.get(claim.section, -1))


def shown_defects(case: Any, defects: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Defects for the component: the code of the place as words, with a link to the claim."""
    headings = {f"claim:{claim.key}": claim for claim in claims_of(case.snapshot.body)}
    page = reverse("employer-case", args=[case.handle])
    rows = []
    for defect in defects:
        claim = headings.get(defect["where"])
        place = {"where": _heading(claim), "url": f"{page}#{anchor_of(claim.key)}"} if claim else {"where": ""}
        rows.append({**defect, **place})
    return rows


def _heading(claim: Claim) -> str:
    return "申报的资格" if claim.section == "target" else section_of(claim.section).label


def next_open(case: Any) -> str:
    """The anchor of the first claim that nobody has looked at yet; the foot of the page when there is none."""
    left = set(looked_through(case).left)
    claims = in_order(claims_of(case.snapshot.body)) if case.snapshot else []
    return next((anchor_of(claim.key) for claim in claims if claim.key in left), "decide")


def _card(case: Any, claim: Claim, seen: LookedThrough, typed: Typed | None) -> ClaimCard:
    body = case.snapshot.body
    reasons = pack_of(case.policy_pack, case.policy_sha256).return_reasons
    finding = seen.findings.get(claim.key)
    words = {reason.code: reason.wording for reason in reasons}
    change = seen.changes.get(claim.key)
    return ClaimCard(
        claim=claim,
        anchor=anchor_of(claim.key),
        heading=_heading(claim),
        source=REGISTERS.get(claim.section, "typed") if claim.source == "pulled" else claim.source,
        rows=_target_rows(body) if claim.section == "target" else _rows(claim),
        files=_files(case, claim),
        finding=finding,
        reason_words=words.get(finding.reason, "") if finding else "",
        earlier=seen.earlier.get(claim.key),
        change=change,
        changed_rows=change.values if change else (),
        reasons=sorted(reasons, key=lambda reason: reason.clause != claim.clause),
        typed=typed if typed and typed.key == claim.key else None,
    )


def _target_rows(body: dict[str, Any]) -> list[dict[str, str]]:
    target = body["target"]
    return [{"label": label, "value": target.get(name) or ""} for name, label in TARGET_ROWS]


def _rows(claim: Claim) -> list[dict[str, str]]:
    lists = closed_lists()
    return [
        {"label": field.label, "value": value_label(field, claim.values[field.name], lists=lists)}
        for field in section_of(claim.section).fields
        if field.kind != "file" and claim.values.get(field.name)
    ]


def _files(case: Any, claim: Claim) -> list[FileLink]:
    known = case.snapshot.body.get("files", {})
    return [
        FileLink(
            label=section_of(claim.section).field(name).label,
            name=known[handle]["name"],
            pages=known[handle]["pages"],
            url=reverse("employer-file", args=[case.handle, handle]),
            image_url=reverse("employer-file-page", args=[case.handle, handle, 1]),
        )
        for name, handle in claim.files.items()
        if handle in known
    ]
