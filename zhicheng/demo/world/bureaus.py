"""What the bureaus do for many people at once: public lists and official documents."""

from collections.abc import Iterable
from datetime import datetime

from zhicheng.cases.actions.publish_list import publish_list
from zhicheng.cases.queries import cases_seen_by
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.moments import at
from zhicheng.demo.world.timeline import Plot
from zhicheng.documents.actions.draft_document import draft_document
from zhicheng.documents.actions.issue_document import issue_document, list_of
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import State
from zhicheng.people.models import Organisation

EVERYWHERE = ("330500", "330502", "330503", "330521", "330522", "330523")


def round_of(
    world: World, word: str, *, publish: str, draft: str = "", issue: str = "", areas: Iterable[str] = EVERYWHERE
) -> Plot:
    """Publish who is approved, draft the document for who is cleared, issue it; without a day, it is left undone."""
    bureaus = [world.units[area] for area in areas]
    now = yield at(publish)
    for bureau in bureaus:
        _publish(world, bureau, word, now)
    if draft:
        now = yield at(draft)
        for bureau in bureaus:
            _draft(world, bureau, word, now)
    if issue:
        now = yield at(issue)
        for bureau in bureaus:
            issue_drafts(world, bureau, now)


def issue_drafts(world: World, bureau: Organisation, now: datetime) -> int:
    """The bureau's leader reads and signs every draft that lies there; returns how many."""
    drafts = list(OfficialDocument.objects.filter(bureau=bureau, issued_at=None).order_by("pk"))
    for document in drafts:
        leader = world.who(bureau, Role.BUREAU_LEADER, other_than=document.drafted_by_id)
        issue_document(document.handle, actor=leader, now=now, read=canonical_sha256(list_of(document)))
    return len(drafts)


def _publish(world: World, bureau: Organisation, word: str, now: datetime) -> None:
    clerk = world.who(bureau, Role.BUREAU_CLERK)
    ready = cases_seen_by(clerk).filter(state=State.APPROVED.value, authority=bureau).values_list("pk", flat=True)
    if ready:
        title = f"{bureau.name}{word}职称初定人员名单公示"
        publish_list(list(ready), actor=clerk, now=now, title=title, contact=f"{bureau.name}，电话 {bureau.phone}")


def _draft(world: World, bureau: Organisation, word: str, now: datetime) -> None:
    clerk = world.who(bureau, Role.BUREAU_CLERK)
    cleared = cases_seen_by(clerk).filter(state=State.CLEARED.value, authority=bureau, document_entry=None)
    ready = list(cleared.values_list("pk", flat=True))
    if ready:
        draft_document(ready, actor=clerk, now=now, title=f"关于公布{word}职称初定人员任职资格的通知")
