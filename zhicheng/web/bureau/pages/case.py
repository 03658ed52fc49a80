"""The reviewer's page of one case: queue beside it, evidence, check list, and what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from zhicheng.cases.actions.county_check import needs_county_check
from zhicheng.cases.bureau_case_queries import (
    Happened,
    bureau_publicity,
    corrections,
    earlier_snapshot,
    history,
    unit_findings,
    unit_publicity,
)
from zhicheng.cases.judging import answer_in_force
from zhicheng.cases.queries import acts_open_to
from zhicheng.documents.change_queries import CertificateHistory, certificate_history
from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.claim_changes import ValueChange, all_changes
from zhicheng.domain.permissions import ROLE_WORDS, Actor, Role
from zhicheng.domain.states import TWICE_SEEN, Act, State
from zhicheng.policy.deployment import closed_lists, deployed_pack, pack_of
from zhicheng.web.bureau.pages.certificate_change import kinds_for
from zhicheng.web.bureau.pages.check_list import CheckList, check_list_of
from zhicheng.web.bureau.pages.evidence import EvidenceTab, evidence_tabs
from zhicheng.web.bureau.pages.place import Neighbours, Place, neighbours
from zhicheng.web.parts.verdicts import verdict_context

LOOKING = frozenset({Act.CHECK_ITEM, Act.CHECK_CLAIM, Act.EDIT})


@dataclass(frozen=True, slots=True)
class Button:
    """One act of the action bar; `key` presses it."""

    label: str
    url: str
    key: str
    main: bool = False
    official: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    case: Any
    place: Place
    around: Neighbours
    tabs: list[EvidenceTab]
    check_list: CheckList
    answer: dict[str, Any] | None
    compared: int
    doubts: list[dict[str, Any]]
    places: dict[str, str]
    changes: list[ValueChange]
    resubmitted: bool
    unit_ordinal: int
    unit_period: dict[str, Any] | None
    bureau_list: Any
    corrections: list[Any]
    certificate: CertificateHistory | None
    events: list[dict[str, Any]]
    buttons: list[Button]
    waits_for: str


def case_page(actor: Actor, case: Any, place: Place) -> CasePage:
    """Everything the page shows; the case comes from `reviewed_case`."""
    body = case.snapshot.body
    places = {code: region.name for code, region in deployed_pack().regions.items()}
    answer = answer_in_force(case)
    compared = _compared(answer, places)
    unit = unit_findings(case)
    listed = unit_publicity(case)
    before = earlier_snapshot(case)
    listed_checks = check_list_of(actor, case)
    return CasePage(
        case=case,
        place=place,
        around=neighbours(actor, place, case),
        tabs=evidence_tabs(body, unit.by_key),
        check_list=listed_checks,
        answer=answer,
        compared=len(compared),
        doubts=[one for one in compared if one["tone"] != "good"],
        places=places,
        changes=all_changes(before.body, body, lists=closed_lists()) if before else [],
        resubmitted=before is not None,
        unit_ordinal=unit.ordinal,
        unit_period=period_of(listed.publicity) if listed else None,
        bureau_list=bureau_publicity(case),
        corrections=corrections(case),
        certificate=certificate_history(case) if State(case.state) in TWICE_SEEN else None,
        events=_told(history(case), {one.code: one.wording for one in refusal_reasons(case)}),
        buttons=buttons(actor, case, place, defects=listed_checks.defects),
        waits_for=waits_for(actor, case),
    )


def _compared(answer: dict[str, Any] | None, places: dict[str, str]) -> list[dict[str, Any]]:
    """Each condition and material that the automatic check looked at, in words; what is not met comes first."""
    if not answer:
        return []
    words = verdict_context(answer, places)
    return [*words["findings"], *words["materials"]]


def period_of(publicity: Any) -> dict[str, Any]:
    """A publicity's days in the form that the counted-days component takes."""
    counted = [date.fromisoformat(day) for day in publicity.counted_days]
    return {
        "start": publicity.starts_on,
        "first": counted[0],
        "end": publicity.ends_on,
        "counted": [{"day": day, "why": "", "notice": ""} for day in counted],
        "excluded": [],
    }


def waits_for(actor: Actor, case: Any) -> str:
    """Why the present officer cannot go on, or "" when nothing stands in the way."""
    county = case.state == State.WITH_BUREAU and needs_county_check(case)
    if county and case.received_by_id == actor.organisation:
        return f"请先完成县区初核，再由{case.authority.name}审核。"
    if case.authority_id != actor.organisation:
        return f"由{case.authority.name}审批，您所在的部门只能查看。"
    if case.state == State.WITH_BUREAU and case.proposed_by_id == actor.person:
        return "您已提出通过意见，需另一人批准。"
    if county:
        return f"等待{case.received_by.name}初核，初核后才能提出通过意见。"
    if case.state == State.CERTIFIED and actor.person in (case.change_proposed_by_id, case.revocation_proposed_by_id):
        return "您对证书的提议，需另一位负责人决定。"
    if case.state == State.REVOKED and case.change_proposed_by_id == actor.person:
        return "您提出的恢复，需另一位负责人决定。"
    return ""


def buttons(actor: Actor, case: Any, place: Place, *, defects: int) -> list[Button]:
    """The acts that this officer may do to the case now, the usual one first; with defects found, to return it."""
    acts = acts_open_to(actor, case)
    proposed = case.proposed_by_id is not None
    county = needs_county_check(case) if case.state == State.WITH_BUREAU else False
    changes = kinds_for(actor, case)
    offered = [
        (Act.COUNTY_CHECK, "县区初核", "bureau-county-check", "P", not defects, county),
        (Act.PROPOSE, "提出通过", "bureau-propose", "P", not defects, not proposed and not county),
        (Act.APPROVE, "批准", "bureau-approve", "P", not defects, True),
        (Act.DISAGREE, "不同意", "bureau-disagree", "N", False, proposed),
        (Act.RETURN, "退回补正", "bureau-return", "D", bool(defects), True),
        (Act.REFUSE, "不予通过", "bureau-refuse", "X", False, True),
        (Act.TRANSFER, "转办", "bureau-transfer", "T", False, True),
        (Act.REISSUE, "看提议并决定", "bureau-decide-change", "R", True, True),
        (Act.REVOKE, "看提议并决定", "bureau-decide-change", "R", True, True),
        (Act.REINSTATE, "看提议并决定", "bureau-decide-change", "R", True, True),
        (Act.DROP_CHANGE, "作废提议", "bureau-drop-change", "N", False, True),
        (Act.PROPOSE_REISSUE, "更正、换发或撤销证书", "bureau-propose-change", "B", False, bool(changes)),
        (Act.PROPOSE_REINSTATEMENT, "恢复资格", "bureau-propose-change", "B", False, bool(changes)),
    ]
    return [
        Button(label, place.at(name, case.handle), key, main, act is Act.REFUSE)
        for act, label, name, key, main, fits in offered
        if act in acts and fits
    ]


def _told(happened: list[Happened], reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """The history for the timeline; what one person looked at in one go is one line with its count.

    `reasons` are the words of the codes that an event may keep instead of a text.
    """
    told: list[dict[str, Any]] = []
    for (act, _), run in groupby(happened, key=lambda one: (one.event.act, one.event.actor)):
        events = list(run)
        if act not in LOOKING:
            told += [_line(one, _detail(one.event.details, reasons)) for one in events]
        else:
            told.append(_line(events[0], f"{len(events)} 次" if len(events) > 1 else ""))
    return told


def _line(one: Happened, text: str) -> dict[str, Any]:
    event = one.event
    role = ROLE_WORDS.get(Role(event.role), event.role)
    words = ACT_WORDS[Act(event.act)] if event.act in set(Act) else event.act
    return {"title": words, "at": event.at, "who": f"{role} {one.who}".strip(), "text": text}


def _detail(details: dict[str, Any], reasons: Mapping[str, str]) -> str:
    reason = details.get("reason") or ""
    return str(details.get("note") or reasons.get(reason, reason) or details.get("words") or "")


def refusal_reasons(case: Any) -> list[Any]:
    """The closed list from which a refusal takes its reason."""
    return list(pack_of(case.policy_pack, case.policy_sha256).refusal_reasons)
