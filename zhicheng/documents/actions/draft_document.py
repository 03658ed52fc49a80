"""A clerk drafts the official document for cleared cases; it has no number until another person issues it."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Case
from zhicheng.documents.models import DocumentEntry, OfficialDocument
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import BUREAU_ROLES, Actor, Role
from zhicheng.domain.states import State
from zhicheng.events.record import record


def draft_document(case_ids: list[int], *, actor: Actor, now: datetime, title: str) -> OfficialDocument:
    """Put these cleared cases, all decided by the actor's bureau, on one draft (all or none)."""
    if actor.role not in BUREAU_ROLES or actor.role is Role.PAPER_COUNTER:
        raise Refused("您现在的身份不能起草公布文件。")
    if not title.strip():
        raise Refused("请填写文件标题。")
    with transaction.atomic():
        cases = list(
            Case.objects.select_for_update(of=("self",))
            .filter(pk__in=case_ids, authority_id=actor.organisation, state=State.CLEARED.value)
            .exclude(document_entry__isnull=False)
            .order_by("level", "series", "number")
        )
        if not cases or len(cases) != len(set(case_ids)):
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


def drop_draft(handle: str, *, actor: Actor, now: datetime) -> None:
    """Take an unissued draft back; its cases wait for another document."""
    with transaction.atomic():
        document = (
            OfficialDocument.objects.select_for_update()
            .filter(handle=handle, bureau_id=actor.organisation_id, issued_at=None)
            .first()
        )
        if document is None or actor.role not in BUREAU_ROLES:
            raise Refused("没有可以撤销的文件草稿。")
        record("drop_document_draft", subject=f"document:{handle}", actor=actor, now=now)
        document.delete()
