"""Enter a year of the working-day calendar from its notice; another person approves it."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from zhicheng.domain.faults import Defect, NotNow, NotYours, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.policy.deployment import calendar, calendar_with
from zhicheng.policy.desk.rights import must_draft
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.kept import to_text
from zhicheng.policy.models import CalendarEdition


def propose_calendar(actor: Actor, *, content: dict[str, Any], now: datetime) -> CalendarEdition:
    """Propose a whole year, as a file of policies/calendar says it. Raises Refused with every fault of the days."""
    must_draft(actor)
    faults = calendar_faults(content)
    if faults:
        raise Refused(f"日历有 {len(faults)} 处问题，请改正。", tuple(faults))
    body = to_text(content)
    try:
        with transaction.atomic():
            edition = CalendarEdition.objects.create(
                bureau_id=actor.organisation_id,
                year=content["year"],
                body=body,
                notice=content["notice"][:300],
                sha256=sha256(to_text(content, sort_keys=True).encode()).hexdigest(),
                proposed_by_id=actor.person_id,
                proposed_at=now,
            )
            details = {"sha256": edition.sha256, "edition": edition.handle, "notice": edition.notice}
            subject = f"calendar:{edition.year}"
            record("calendar_propose", subject=subject, actor=actor, now=now, after=edition.state, details=details)
    except IntegrityError:
        raise NotNow(f"{content['year']} 年的日历已有一份在等待审定，请先审定或作废那一份。") from None
    return edition


def calendar_faults(content: dict[str, Any]) -> list[Defect]:
    """What is wrong with the year, by itself or beside the years that are known."""
    try:
        known = calendar_with(content)
    except BadPack as bad:
        return [Defect(what or where, where) for where, _, what in (fault.partition(": ") for fault in bad.faults)]
    except (TypeError, KeyError) as error:
        return [Defect(f"内容里有不能保存的数据：{error}", "")]
    inuse = calendar()
    same = known.holidays == inuse.holidays and known.make_up_days == inuse.make_up_days
    unchanged = same and known.known_until == inuse.known_until and known.known_from == inuse.known_from
    return [Defect("与现用日历完全相同，不需要提请", "")] if unchanged else []


def proposed_year(edition: CalendarEdition) -> CalendarEdition:
    """The year, locked until the transaction ends, while it waits for its approval. Raises NotYours or NotNow."""
    held = CalendarEdition.objects.select_for_update().filter(pk=edition.pk).first()
    if held is None:
        raise NotYours
    if held.state != CalendarEdition.PROPOSED:
        raise NotNow("这份日历已经审定或作废，请刷新页面。")
    return held
