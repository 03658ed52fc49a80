"""Ways that a case goes at the bureau."""

from datetime import datetime, timedelta

from zhicheng.cases.actions.refuse import refuse
from zhicheng.cases.actions.transfer import transfer
from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.demo.world.archive import Desk, fill_assessment
from zhicheng.demo.world.moments import workday_after
from zhicheng.demo.world.plots.way import proposed, recommended
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Part, Plot
from zhicheng.domain.permissions import Role
from zhicheng.people.actions.keep_archive import remove_entry
from zhicheng.people.archive_queries import own_entries


def transferred(story: Story, when: str, to: str) -> Plot:
    """It came to the wrong bureau and is handed on; number and time stay."""
    now = yield from recommended(story, when)
    now = yield workday_after(now, 1, "11:00")
    reason = "单位已迁至霅溪区登记，由霅溪区办理。"
    clerk = story.of_bureau(Role.BUREAU_CLERK)
    transfer(story.case.pk, story.world.units[to].handle, actor=clerk, now=now, reason=reason)


def partly_looked_through_at_bureau(story: Story, when: str) -> Plot:
    now = yield from recommended(story, when)
    now = yield workday_after(now, 1, "15:00")
    story.look_through_at_bureau(now, most=4)
    story.find_fault(now, "insurance_here", "insurance_unexplained", "2023 年 3 月至 5 月由另一家单位参保，没有说明")


def disagreed(story: Story, when: str) -> Plot:
    now = yield from proposed(story, when)
    now = yield workday_after(now, 1, "09:50")
    story.disagree(now, "所学专业与申报专业的相近程度还要再看一下，请补一份岗位说明。")


RETURN_FAULTS = (
    ("assessment_forms", "assessment_unstamped", "2023 年度考核登记表上的公章看不清，请盖清后重新扫描"),
    ("insurance_here", "insurance_unexplained", "2022 年 1 月至 6 月的参保单位与申报单位不同，请说明"),
)


def returned_by_bureau(story: Story, when: str) -> Plot:
    yield from _returned_by_bureau(story, when)


def _returned_by_bureau(story: Story, when: str) -> Part:
    now = yield from recommended(story, when)
    now = yield workday_after(now, 3, "14:30")
    story.return_from_bureau(now, *RETURN_FAULTS)
    return now


def unit_redone(story: Story, when: str) -> Plot:
    """Returned by the bureau, a publicised fact corrected: it goes through the unit again."""
    now = yield from _returned_by_bureau(story, when)
    now = yield workday_after(now, 5, "19:05")
    story.edit(now, speciality=f"{story.who.speciality}（给水排水）")
    _replace_form(story, now)
    now = yield now + timedelta(minutes=20)
    story.resubmit(now)


def corrected_for_bureau(story: Story, when: str) -> Plot:
    """Returned by the bureau, a form replaced: straight back to the bureau, which sees what changed."""
    now = yield from _returned_by_bureau(story, when)
    now = yield workday_after(now, 2, "20:30")
    _replace_form(story, now)
    now = yield now + timedelta(minutes=20)
    story.resubmit(now)


def _replace_form(story: Story, now: datetime) -> None:
    """Upload last year's assessment form anew."""
    old = [one for one in own_entries(story.me, "assessment") if one.values.get("year") == "2023"]
    for entry in old:
        remove_entry(entry.handle, actor=story.me, now=now)
    fill_assessment(Desk(story.world, story.who, now), 2023, "excellent")


def refused(story: Story, when: str, reason: str, note: str) -> Plot:
    now = yield from recommended(story, when)
    now = yield workday_after(now, 2, "10:05")
    story.look_through_at_bureau(now)
    now = yield workday_after(now, 1, "15:20")
    refuse(story.case.pk, actor=story.of_bureau(Role.BUREAU_REVIEWER), now=now, reason=reason, note=note)


def withdrawn_at_bureau(story: Story, when: str) -> Plot:
    now = yield from recommended(story, when)
    now = yield workday_after(now, 1, "18:40")
    withdraw(story.case.pk, actor=story.me, now=now, reason="工作调动，将由新单位重新申报")
