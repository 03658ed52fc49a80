"""A clerk drafts the official document for cleared cases; it has no number until another person issues it."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Case
from zhicheng.documents.models import DocumentEntry, OfficialDocument
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.states import State
from zhicheng.events.record import record

DRAFTERS = (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)


def draft_document(case_ids: list[int], *, actor: Actor, now: datetime, title: str) -> OfficialDocument:
    """Put these cleared cases, all decided by the actor's bureau, none his own, on one draft (all or none)."""
    if actor.role not in DRAFTERS:
        raise Refused("您现在的身份不能起草公布文件。")
    if not title.strip():
        raise Refused("请填写文件标题。")
    with transaction.atomic():
        cases = _locked(case_ids, actor)
        listed = DocumentEntry.objects.filter(case__in=case_ids)  # asked under the lock: two drafts may be under way
        if not cases or len(cases) != len(set(case_ids)) or listed.exists():
            raise Refused("名单里有人已不在待发文状态，或已列入别的文件。请刷新后重新选择。")
        document = OfficialDocument.objects.create(
            bureau_id=actor.organisation_id,
            batch=cases[0].batch,
            title=title.strip(),
            drafted_by_id=actor.person_id,
            drafted_at=now,
        )
        DocumentEntry.objects.bulk_create(
            DocumentEntry(document=document, case=case, serial=serial) for serial, case in enumerate(cases, start=1)
        )
        details = {"cases": [case.number for case in cases]}
        record("draft_document", subject=f"document:{document.handle}", actor=actor, now=now, details=details)
    return document


def _locked(case_ids: list[int], actor: Actor) -> list[Case]:
    """The cleared cases among these, locked in the order of their row ids, in the order of the document."""
    mine = Case.objects.filter(pk__in=case_ids, authority_id=actor.organisation, state=State.CLEARED.value)
    found = mine.exclude(person_id=actor.person_id).select_for_update().order_by("pk")
    return sorted(found, key=lambda case: (case.level, case.series, case.number or ""))


def drop_draft(handle: str, *, actor: Actor, now: datetime) -> None:
    """Take an unissued draft back; its cases wait for another document."""
    with transaction.atomic():
        document = (
            OfficialDocument.objects.select_for_update()
            .filter(handle=handle, bureau_id=actor.organisation_id, issued_at=None)
            .first()
        )
        if document is None or actor.role not in DRAFTERS:
            raise Refused("没有可以撤销的文件草稿。")
        record("drop_document_draft", subject=f"document:{handle}", actor=actor, now=now)
        document.delete()
