"""Everything that stands between a draft and its submission, said at once."""

from datetime import date, datetime

from zhicheng.cases.barred import bar_of
from zhicheng.cases.facts import facts_of
from zhicheng.cases.judging import answer_for
from zhicheng.cases.models import Case
from zhicheng.domain.archive import ArchiveEntry, cross_faults, read_entry, section_of
from zhicheng.domain.faults import Defect
from zhicheng.domain.identity import ID_KINDS
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.states import State
from zhicheng.people.archive_reading import entries_of
from zhicheng.people.models import Person
from zhicheng.policy.deployment import closed_lists, deployed_pack

IDENTITY_SCAN = "identity_scan"
NEEDED = (
    ("series", "系列还没有选"),
    ("level", "级别还没有选"),
    ("speciality", "专业还没有填"),
    ("title", "拟取得的资格名称还没有选"),
    ("employer_id", "用人单位还没有选"),
)
PRINTED_SECTIONS = ("basics", "summary")  # the form that is signed on paper cannot do without them


def what_is_missing(case: Case, now: datetime) -> list[Defect]:
    """A bar on the person, faults of the form, of the archive, of the window and of the rules; none means: submit."""
    bar = bar_of(case.person_id, now) if case.state == State.DRAFT else None
    return ([bar.defect()] if bar else []) + _faults(case, now)


def _faults(case: Case, now: datetime) -> list[Defect]:
    faults = [Defect(what, f"apply:{name.removesuffix('_id')}") for name, what in NEEDED if not getattr(case, name)]
    faults += _archive_faults(case.person_id, legal_day(now)) + _identity_faults(case.person)
    if faults:
        return faults
    if case.state == State.DRAFT:
        faults += _window_faults(case, legal_day(now))
    return faults + _rule_faults(case, now)


def _archive_faults(person_id: int, today: date) -> list[Defect]:
    entries = entries_of(person_id)
    there = {entry.section for entry in entries}
    faults = [
        Defect(section_of(section).empty, f"archive:{section}", cure="到业绩档案库填写")
        for section in PRINTED_SECTIONS
        if section not in there
    ]
    faults += [
        Defect(message, f"archive:{entry.section}:{entry.id}:{field}", cure="到业绩档案库改正")
        for entry in entries
        if entry.source == "typed"
        for field, message in _errors(entry, today).items()
    ]
    return faults + [
        Defect(fault.message, f"archive:{fault.section}:{fault.entry}:{fault.field}", cure="到业绩档案库改正")
        for fault in cross_faults(entries, today=today)
        if fault.blocks
    ]


def _identity_faults(person: Person) -> list[Defect]:
    """A paper whose number has no public format is proved by its scan."""
    paper = ID_KINDS[person.id_kind]
    scans = [entry for entry in entries_of(person.pk) if entry.values.get("kind") == IDENTITY_SCAN]
    if not paper.needs_scan or any(entry.files.get("file") for entry in scans):
        return []
    return [
        Defect(
            f"还没有上传{paper.label}的扫描件",
            "archive:attachment",
            "5.3",
            "在业绩档案库“其他附件”添加一条，材料种类选“证件扫描件”",
        )
    ]


def _errors(entry: ArchiveEntry, today: date) -> dict[str, str]:
    reading = read_entry(
        entry.section, entry.values, today=today, source=entry.source, files=entry.files, lists=closed_lists()
    )
    return reading.errors


def _window_faults(case: Case, today: date) -> list[Defect]:
    if case.employer is None or case.authority is None or case.received_by is None:
        return [
            Defect("按单位隶属和申报级别，还确定不了受理部门", "apply:employer", "5.4", "请向单位所在地人社部门咨询")
        ]
    pack = deployed_pack()
    batch = pack.batch_on(today, case.employer.affiliation, case.level)
    if batch and batch.opens <= today:
        return []
    phone = case.authority.phone
    if batch:
        cure = f"下一批 {batch.opens:%Y年%m月%d日} 开始，草稿会替您留着"
        return [Defect("现在不在申报时间内", "apply:batch", "5.1", cure)]
    what = f"{case.authority.name}还没有公布申报时间"
    ask = f"请致电 {phone} 咨询" if phone else f"请向{case.authority.name}咨询"
    return [Defect(what, "apply:batch", "5.4", f"{ask}，草稿会替您留着")]


def _rule_faults(case: Case, now: datetime) -> list[Defect]:
    answer = answer_for(case, facts_of(case, now), now)
    if answer is None:
        return [Defect("所选的系列或级别不在目录里", "apply:series", cure="请重新选择")]
    faults = [
        Defect(finding["because"], f"rule:{finding['condition']}", finding["clause"])
        for finding in answer["findings"]
        if finding["outcome"] in ("not_met", "incomplete")
    ]
    return faults + [
        Defect(material["because"], f"material:{material['code']}", material["clause"], "上传或补全后再提交")
        for material in answer["materials"]
        if material["state"] in ("missing", "defective")
    ]
