"""Ways that a case goes at the employer."""

from datetime import timedelta

from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.demo.world.moments import first_workday, workday_after
from zhicheng.demo.world.plots.way import in_unit_publicity, submitted
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Part, Plot
from zhicheng.domain.permissions import Role
from zhicheng.people.actions.keep_archive import save_fields
from zhicheng.people.archive_queries import own_entries

OBJECTORS = (("何大同", "0000711"), ("尹三省", "0000712"))


def partly_looked_through(story: Story, when: str) -> Plot:
    now = yield from submitted(story, when)
    now = yield workday_after(now, 1, "10:40")
    story.look_through_in_unit(now, most=2)


def returned_by_unit(story: Story, when: str) -> Plot:
    yield from _returned_by_unit(story, when)


def _returned_by_unit(story: Story, when: str) -> Part:
    now = yield from submitted(story, when)
    now = yield workday_after(now, 1, "11:15")
    note = "工作内容写得太笼统，请写明参与的项目和承担的部分"
    story.return_from_unit(now, "work", "work_unclear", note)
    return now


def corrected_for_unit(story: Story, when: str) -> Plot:
    """Returned by the unit, corrected and sent again; the unit sees what changed."""
    now = yield from _returned_by_unit(story, when)
    now = yield workday_after(now, 1, "20:15")
    work = own_entries(story.me, "work")[-1]
    content = "参加三个污水处理项目的工艺设计，承担其中管网水力计算和图纸绘制"
    save_fields(work.handle, {"content": content}, actor=story.me, now=now)
    now = yield now + timedelta(minutes=12)
    story.resubmit(now)


def declined(story: Story, when: str) -> Plot:
    now = yield from submitted(story, when)
    now = yield workday_after(now, 3, "15:30")
    story.decline(now, "本年度已与本人协商调离技术岗位，暂不推荐。")


def objected_in_unit(story: Story, when: str) -> Plot:
    now = yield from in_unit_publicity(story, when)
    now = yield workday_after(now, 2, "13:20")
    ground = "该同志 2023 年下半年在外地项目借调，年度考核并非由本单位作出，请核实。"
    story.object_to(now, "unit", ground, *OBJECTORS[0])


def objection_dismissed_in_unit(story: Story, when: str) -> Part:
    now = yield from in_unit_publicity(story, when)
    now = yield workday_after(now, 1, "13:20")
    handle = story.object_to(now, "unit", "该同志入职时间与公示的不一致，请单位核实。", *OBJECTORS[1])
    now = yield workday_after(now, 1, "16:45")
    finding = "经查劳动合同和参保记录，入职时间与填报一致，异议不成立。"
    decide_objection(handle, actor=story.of_unit(Role.EMPLOYER_HEAD), now=now, upheld=False, finding=finding)
    now = yield first_workday(story.end_of_list(), "09:20")
    story.recommend(now)
    return now
