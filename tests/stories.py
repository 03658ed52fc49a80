"""Bring a case to any state through the real actions, as the people of the cast would."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.cast import SHANGHAI_MORNING, a_bureau, a_person, a_unit, actor_of, applicant, staff
from zhicheng.cases.actions.approve import approve, propose
from zhicheng.cases.actions.check_item import check_claim, check_item
from zhicheng.cases.actions.clear_list import clear_list
from zhicheng.cases.actions.edit_draft import edit_draft
from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.actions.publish_list import publish_list
from zhicheng.cases.actions.recommend import recommend
from zhicheng.cases.actions.start_draft import start_draft
from zhicheng.cases.actions.submit import submit
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Case, PublicityEntry
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.draft_document import draft_document
from zhicheng.documents.actions.issue_document import issue_document, list_of
from zhicheng.domain.permissions import WORKER, Actor, Role
from zhicheng.domain.states import Desk
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.models import ArchiveEntry, ArchiveFile, Evidence, Organisation, Person

SCHOOLING = {
    "level": "bachelor",
    "school": "苕州学院",
    "speciality": "环境工程",
    "mode": "full_time",
    "date": "2021-06-30",
    "conclusion": "graduated",
    "country": "CN",
}
MASTER = SCHOOLING | {"level": "postgraduate", "school": "苕州大学", "date": "2019-06-30"}


@dataclass
class Story:
    """A case with everybody who handles it."""

    case: Case
    person: Person
    unit: Organisation
    bureau: Organisation
    me: Actor
    clerk: Actor
    head: Actor
    bureau_clerk: Actor
    reviewer: Actor
    leader: Actor
    counter: Actor
    now: datetime = SHANGHAI_MORNING

    def pass_days(self, days: int) -> datetime:
        self.now += timedelta(days=days)
        return self.now

    def fresh(self) -> Case:
        self.case = Case.objects.get(pk=self.case.pk)
        return self.case


def keep_archive(person: Person, *, level: str = "assistant", now: datetime = SHANGHAI_MORNING) -> None:
    """An archive that is whole for the level: schooling and insurance pulled, the rest typed with its scans."""
    scan = ArchiveFile.objects.create(
        person=person, name="扫描件.pdf", media_type="application/pdf", size=1, sha256="0" * 64, received_at=now
    )
    evidence = Evidence.objects.create(
        person=person, register="education", outcome="answered", asked_at=now, answered_at=now
    )

    def put(section: str, values: dict[str, Any], source: str = "typed") -> None:
        ArchiveEntry.objects.create(
            person=person,
            section=section,
            values=values,
            source=source,
            evidence=evidence if source == "pulled" else None,
            created_at=now,
            saved_at=now,
        )

    put("schooling", MASTER if level == "intermediate" else SCHOOLING, "pulled")
    put("insurance", {"region": "330500", "from": "2021-07", "to": "2024-10", "employer": "某单位"}, "pulled")
    first = "2019-07-01" if level == "intermediate" else "2021-07-01"
    put("work", {"employer": "某单位", "from": first, "post": "工程师", "kind": "technical", "content": "污水处理设计"})
    for year in (2021, 2022, 2023):
        form = {"year": str(year), "employer": "某单位", "grade": "qualified", "stamped": "true", "file": scan.handle}
        put("assessment", form)
    put("summary", {"text": "工作小结" * 20})
    put(
        "basics",
        {
            "gender": "female",
            "birth_date": "1999-03-02",
            "ethnicity": "汉族",
            "phone": "13900000001",
            "work_start": first,
            "speciality_now": "环境工程",
        },
    )


def a_draft(
    *, level: str = "assistant", affiliation: str = "330500", kind: str = "enterprise", name: str = "沈喆", **unit: Any
) -> Story:
    person = a_person(name)
    employer = unit.get("employer") or a_unit(affiliation=affiliation, kind=kind)
    city = a_bureau()
    bureau = (
        city
        if level == "intermediate" or affiliation in ("330500", "nantaihu")
        else a_bureau(affiliation, "某区人社局")
    )
    a_bureau(affiliation if affiliation != "nantaihu" else "330500")
    keep_archive(person, level=level)
    case = start_draft(actor=applicant(person), now=SHANGHAI_MORNING)
    changes: dict[str, Any] = {
        "series": "engineering",
        "level": level,
        "speciality": "环境工程",
        "employer": employer.handle,
        "status": "in_post",
        "staffing": "established",
    }
    for entry in ArchiveEntry.objects.filter(person=person, section__in=["schooling", "degree", "work"]):
        changes[f"relation.{entry.handle}"] = "same"
    case = edit_draft(case.pk, changes, actor=applicant(person), now=SHANGHAI_MORNING)
    receiving = case.received_by or bureau
    return Story(
        case=case,
        person=person,
        unit=employer,
        bureau=bureau,
        me=applicant(person),
        clerk=actor_of(staff(Role.EMPLOYER_CLERK, employer, "陈昇")),
        head=actor_of(staff(Role.EMPLOYER_HEAD, employer, "顾堃")),
        bureau_clerk=actor_of(staff(Role.BUREAU_CLERK, bureau, "周岚")),
        reviewer=actor_of(staff(Role.BUREAU_REVIEWER, bureau, "吴翀")),
        leader=actor_of(staff(Role.BUREAU_LEADER, bureau, "郑颖")),
        counter=actor_of(staff(Role.PAPER_COUNTER, receiving, "孙窗")),
    )


def submitted(story: Story | None = None, **options: Any) -> Story:
    story = story or a_draft(**options)
    submit(story.case.pk, actor=story.me, now=story.now, key=f"form-{story.case.pk}", agreed=TRUTH_VERSION)
    story.fresh()
    return story


def in_unit_publicity(**options: Any) -> Story:
    story = submitted(**options)
    for key in keys_of(story.case, Desk.EMPLOYER):
        check_claim(story.case.pk, key, "ok", actor=story.clerk, now=story.now)
    open_unit_publicity([story.case.pk], actor=story.clerk, now=story.now, place="一楼公告栏", contact="0500-1")
    story.fresh()
    return story


def at_bureau(**options: Any) -> Story:
    story = in_unit_publicity(**options)
    recommend(story.case.pk, actor=story.head, now=story.pass_days(10), opinion="同意推荐。")
    story.fresh()
    return story


def proposed(**options: Any) -> Story:
    story = at_bureau(**options)
    for key in keys_of(story.case, Desk.BUREAU):
        check_item(story.case.pk, key, "ok", actor=story.bureau_clerk, now=story.now)
    propose(story.case.pk, actor=story.bureau_clerk, now=story.now)
    story.fresh()
    return story


def approved(**options: Any) -> Story:
    story = proposed(**options)
    approve(story.case.pk, actor=story.reviewer, now=story.now)
    story.fresh()
    return story


def in_public_notice(**options: Any) -> Story:
    story = approved(**options)
    publish_list([story.case.pk], actor=story.bureau_clerk, now=story.now, title="第三批公示", contact="0500-2000001")
    story.fresh()
    return story


def cleared(**options: Any) -> Story:
    story = in_public_notice(**options)
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    clear_list(entry.publicity_id, actor=WORKER, now=story.pass_days(10))
    story.fresh()
    return story


def decided(**options: Any) -> Story:
    story = cleared(**options)
    document = draft_document([story.case.pk], actor=story.bureau_clerk, now=story.now, title="关于公布任职资格的通知")
    read = canonical_sha256(list_of(document))
    issue_document(document.handle, actor=story.leader, now=story.now, read=read)
    story.fresh()
    return story
