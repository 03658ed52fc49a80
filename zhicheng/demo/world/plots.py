"""The ways a case can go, each told as far as it has come by the demo's first day."""

from datetime import datetime, timedelta

from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.actions.refuse import refuse
from zhicheng.cases.actions.transfer import transfer
from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.demo.world.archive import Desk, fill_assessment, fill_basics, fill_work
from zhicheng.demo.world.moments import at, first_workday, workday_after
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Part, Plot
from zhicheng.documents.actions.propose_change import propose_correction, propose_revocation
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest
from zhicheng.domain.permissions import Role
from zhicheng.jobs.clock import real_now
from zhicheng.people.actions.keep_archive import add_entry, remove_entry, save_fields
from zhicheng.people.archive_queries import own_entries

OBJECTORS = (("何大同", "0000711"), ("尹三省", "0000712"), ("鲁直言", "0000713"))


# -- parts of a way, each up to one act -------------------------------------------------------------
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


# -- drafts -------------------------------------------------------------------------------------------
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


# -- at the employer ----------------------------------------------------------------------------------
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


# -- at the bureau ------------------------------------------------------------------------------------
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


# -- on the bureau's list and after ---------------------------------------------------------------------
def objected_at_bureau(story: Story, when: str, objection: str, decided: str = "", upheld: bool = False) -> Plot:
    """Objected to while on the bureau's list; decided on a later day, or held still."""
    yield from approved(story, when)
    now = yield at(objection)
    ground = "该同志填报的 2022 年工作经历与实际不符，当时他在另一家公司从事销售，请核实。"
    handle = story.object_to(now, "bureau", ground, *OBJECTORS[2])
    if decided:
        now = yield at(decided)
        finding = "经向两家单位核实，2022 年 3 月至 12 月本人从事销售工作，与填报不符，专业工作年限不足。"
        reviewer = story.of_bureau(Role.BUREAU_REVIEWER)
        decide_objection(handle, actor=reviewer, now=now, upheld=upheld, finding=finding)


CORRECTED = "申报时专业名称少录了几个字，与学历证书不一致。本人书面申请更正。"
PROOF = "本人更正申请、毕业证书原件。"
HEARD = "已书面告知本人拟撤销的事实、理由和依据，本人在十日内没有提出陈述、申辩。"
REVOKED = "复查发现年度考核登记表系伪造，原单位书面证明未作过该考核。"


def revoked(story: Story, when: str, paper: str, proposed: str, decided: str = "") -> Plot:
    """Certified; later one person proposes to revoke, and on the day `decided` another one does."""
    yield from handed_in(story, when, paper)
    now = yield at(proposed)
    reviewer = story.of_bureau(Role.BUREAU_REVIEWER)
    change = propose_revocation(
        story.case.pk,
        actor=reviewer,
        now=now,
        code="false_material",
        reason=REVOKED,
        heard=HEARD,
        evidence="年度考核登记表原件、原单位书面证明。",
    )
    if decided:
        now = yield at(decided)
        leader = story.of_bureau(Role.BUREAU_LEADER)
        revoke(story.case.pk, actor=leader, now=now, read=read_digest(change))


def corrected(story: Story, when: str, paper: str, proposed: str, decided: str, right: dict[str, str]) -> Plot:
    """Certified; later a clerk proposes to put facts of the certificate right, and a leader decides it."""
    yield from handed_in(story, when, paper)
    now = yield at(proposed)
    clerk = story.of_bureau(Role.BUREAU_CLERK)
    change = propose_correction(
        story.case.pk, actor=clerk, now=now, code="entry_error", reason=CORRECTED, evidence=PROOF, right=right
    )
    now = yield at(decided)
    leader = story.of_bureau(Role.BUREAU_LEADER)
    reissue(story.case.pk, actor=leader, now=now, read=read_digest(change), sealed_at=real_now())
