"""The usual way of a case up to each of its acts; other plots leave it there."""

from datetime import timedelta

from zhicheng.demo.world.moments import at, first_workday, workday_after
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Part


def prepared(story: Story, when: str) -> Part:
    """Three evenings before `when`: an account, the archive, a filled-in draft."""
    now = yield at(when) - timedelta(days=3) + timedelta(hours=10, minutes=23)
    story.enter(now)
    now = yield now + timedelta(minutes=41)
    story.fill_archive(now)
    story.begin(now)
    now = yield now + timedelta(minutes=5)
    story.fill_in(now)
    return now


def submitted(story: Story, when: str) -> Part:
    yield from prepared(story, when)
    now = yield at(when)
    story.submit(now)
    return now


def looked_through_in_unit(story: Story, when: str) -> Part:
    now = yield from submitted(story, when)
    now = yield workday_after(now, 1, "14:10")
    story.look_through_in_unit(now)
    return now


def in_unit_publicity(story: Story, when: str) -> Part:
    now = yield from looked_through_in_unit(story, when)
    now = yield now + timedelta(minutes=80)
    story.open_list_in_unit(now)
    return now


def recommended(story: Story, when: str) -> Part:
    yield from in_unit_publicity(story, when)
    now = yield first_workday(story.end_of_list(), "09:20")
    story.recommend(now)
    return now


def proposed(story: Story, when: str) -> Part:
    now = yield from recommended(story, when)
    now = yield workday_after(now, 2, "10:05")
    story.propose(now)
    return now


def approved(story: Story, when: str) -> Part:
    now = yield from proposed(story, when)
    now = yield workday_after(now, 1, "16:00")
    story.approve(now)
    return now


def handed_in(story: Story, when: str, paper: str) -> Part:
    yield from approved(story, when)
    now = yield at(paper)
    story.hand_in_paper(now)
    return now
