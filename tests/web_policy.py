"""The policy desk in the world of the matrices: a draft, one proposed and rehearsed, a year that waits."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tests.cast import a_bureau, actor_of, staff
from tests.policy_desk import Desk, drafted, judged, stricter
from zhicheng.domain.permissions import Role
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.propose_calendar import propose_calendar
from zhicheng.policy.actions.propose_draft import propose_draft
from zhicheng.policy.actions.start_draft import start_draft
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.form.controls import filled
from zhicheng.policy.form.parts import PART
from zhicheng.policy.form.tables import sheet_of
from zhicheng.policy.models import CalendarEdition, Draft, Rehearsal

NEXT_YEAR = {
    "year": 2027,
    "notice": "国务院办公厅关于2027年部分节假日安排的通知（测试）",
    "holidays": [{"name": "元旦", "from": date(2027, 1, 1), "to": date(2027, 1, 3)}],
    "make_up_days": [],
}
# By URL name: the methods, and whether only the city's drafters get in.
ROWS = {
    "bureau-policy": ("GET", False),
    "bureau-policy-read": ("GET", False),
    "bureau-policy-export": ("GET", False),
    "bureau-policy-compare": ("GET", False),
    "bureau-policy-calendar": ("GET", False),
    "bureau-policy-draft": ("GET", False),
    "bureau-policy-start": ("GET POST", True),
    "bureau-policy-import": ("GET POST", True),
    "bureau-policy-edit": ("GET POST", True),
    "bureau-policy-take-over": ("POST", True),
    "bureau-policy-rehearse": ("POST", True),
    "bureau-policy-propose": ("GET POST", True),
    "bureau-policy-take-back": ("GET POST", True),
    "bureau-policy-drop": ("GET POST", True),
    "bureau-policy-publish": ("GET POST", True),
    "bureau-policy-rehearsal": ("GET", True),
    "bureau-policy-rehearsal-progress": ("GET", True),
    "bureau-policy-rehearsal-table": ("GET", True),
    "bureau-policy-calendar-new": ("GET POST", True),
    "bureau-policy-calendar-year": ("GET POST", True),
}
NAMES_SHOWN = {"bureau-policy-rehearsal", "bureau-policy-rehearsal-table", "bureau-policy-publish"}


@dataclass(frozen=True)
class PolicyWorld:
    """What lies on the desk."""

    open: Draft
    proposed: Draft
    rehearsal: Rehearsal
    year: CalendarEdition


def policy_world(now: datetime) -> PolicyWorld:
    """Drafted by a reviewer whom nobody else of the world is, so that every leader of the city may publish."""
    reviewer = actor_of(staff(Role.BUREAU_REVIEWER, a_bureau(), "某起草人"))
    desk = Desk(reviewer, reviewer, reviewer, reviewer, reviewer, now)
    begun = drafted(desk)
    draft = start_draft(reviewer, now=now)
    content = draft.content()
    content = replace(content, content=content.content | {"rules": stricter(content, 12), "version": "3"})
    draft = edit_draft(draft, reviewer, content=content, seen=draft.version, now=now)
    draft = propose_draft(draft, reviewer, seen=draft.version, now=now, note="年限改了")
    rehearsal = judged(desk, draft)
    Rehearsal.objects.filter(pk=rehearsal.pk).update(examined=True)
    return PolicyWorld(begun, draft, rehearsal, propose_calendar(reviewer, content=NEXT_YEAR, now=now))


def policy_addresses(desk: PolicyWorld) -> dict[str, tuple[Any, ...]]:
    """What stands in the addresses of the desk."""
    of_open = dict.fromkeys(("draft", "take-over", "rehearse", "propose", "drop"), (desk.open.handle,))
    of_proposed = dict.fromkeys(("take-back", "publish"), (desk.proposed.handle,))
    of_list = {f"rehearsal{tail}": (desk.rehearsal.handle,) for tail in ("", "-progress", "-table")}
    rest: dict[str, tuple[Any, ...]] = {
        "read": (deployed_pack().id,),
        "export": (desk.proposed.handle,),
        "edit": (desk.open.handle, "basics"),
        "calendar-year": (desk.year.handle,),
    }
    return {f"bureau-policy-{name}": args for name, args in {**of_open, **of_proposed, **of_list, **rest}.items()}


def policy_forms(desk: PolicyWorld, a_file: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """What a browser would send, and who."""
    groups = filled(PART["basics"], sheet_of(desk.open.content()))
    edit: dict[str, Any] = {
        one.name: list(one.chosen) if one.kind in ("codes", "spaced") else one.text
        for group in groups
        for row in group.rows
        for one in row.controls
    }
    year = {"year": "2026", "notice": "关于更正的通知", "make_up_days": "", "whole": "yes"}
    year |= {"holidays[0].name": "元旦", "holidays[0].from": "2026-01-01", "holidays[0].to": "2026-01-01"}
    seen = {"seen": str(desk.open.version), "note": "说明"}
    sent: dict[str, dict[str, Any]] = {
        "start": {"which": "new", "new_id": "tiaozhou-2026"},
        "import": {"file": a_file("pack.yaml", b"base: huzhou-2024\nid: tiaozhou-2027\n", "application/yaml")},
        "edit": {**edit, "seen": str(desk.open.version), "whole": "yes", "act": "save"},
        "take-over": {"seen": str(desk.open.version), "key": ["procedure:paper.copies"]},
        "rehearse": {},
        "propose": seen,
        "take-back": {**seen, "seen": str(desk.proposed.version)},
        "drop": seen,
        "publish": {"read": "on", "signed": desk.rehearsal.sha256},
        "calendar-new": year,
        "calendar-year": {"act": "approve"},
    }
    return {f"bureau-policy-{name}": ("other_leader", data) for name, data in sent.items()}
