"""Cases that are still drafts, or were withdrawn as such."""

from datetime import timedelta

from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.demo.world.archive import Desk, fill_basics, fill_work
from zhicheng.demo.world.moments import at
from zhicheng.demo.world.plots.way import prepared
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Plot
from zhicheng.people.actions.keep_archive import add_entry, save_fields


def nothing_at_all(story: Story, when: str) -> Plot:
    """An account and an empty draft."""
    now = yield at(when)
    story.enter(now)
    now = yield now + timedelta(minutes=4)
    story.begin(now)


def account_only(story: Story, when: str) -> Plot:
    """An account; the archive waits, registers not asked."""
    now = yield at(when)
    story.enter(now)


def half_filled(story: Story, when: str) -> Plot:
    """Basics, work and series; nothing asked of the registers, no assessment form."""
    now = yield at(when)
    story.enter(now)
    now = yield now + timedelta(minutes=25)
    desk = Desk(story.world, story.who, now)
    fill_basics(desk)
    fill_work(desk)
    story.begin(now)
    story.edit(now, series=story.who.series, level=story.who.level)


def draft_only(story: Story, when: str) -> Plot:
    """A draft with everything filled in, not submitted."""
    yield from prepared(story, when)


def conflicting(story: Story, when: str) -> Plot:
    """A draft in which two jobs overlap, one ends before it begins, and a form is entered twice."""
    now = yield from prepared(story, when)
    now = yield now + timedelta(minutes=30)
    desk = Desk(story.world, story.who, now)
    unit = desk.unit_name(story.who.unit)
    second = {"employer": "苕州某设计工作室", "from": "2023-05-01", "to": "2022-11-30", "post": "兼职设计"}
    desk.put("work", second | {"kind": "technical", "content": "园林方案设计"})
    form = {"year": "2023", "employer": unit, "grade": "qualified", "stamped": "true"}
    desk.put("assessment", form)
    entry = add_entry("schooling", actor=desk.me, now=now)
    save_fields(entry.handle, {"level": "bachelor", "school": "苕州学院", "date": "2021-13-45"}, actor=desk.me, now=now)


def withdrawn_draft(story: Story, when: str) -> Plot:
    yield from prepared(story, when)
    now = yield at(when)
    withdraw(story.case.pk, actor=story.me, now=now, reason="准备先参加考试，以后再申报")
