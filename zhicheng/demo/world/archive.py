"""An applicant fills the archive: asks the registers, types the rest, uploads scans; all through the real actions."""

from datetime import datetime

from zhicheng.demo.world.applicant import Applicant, Study
from zhicheng.demo.world.cast import World, as_applicant
from zhicheng.demo.world.registers import answer_registers
from zhicheng.demo.world.scans import as_jpeg, as_pdf, photo, sheet
from zhicheng.domain.archive.codes import GRADES
from zhicheng.domain.permissions import Actor
from zhicheng.gateways.files import file_store
from zhicheng.gateways.files.examine import examine
from zhicheng.people.actions.keep_archive import add_entry, save_fields
from zhicheng.people.actions.keep_file import keep_file
from zhicheng.people.models import ArchiveEntry

GRADE_WORDS = {choice.code: choice.label for choice in GRADES}


class Desk:
    """One applicant at the keyboard at one moment."""

    def __init__(self, world: World, applicant: Applicant, now: datetime) -> None:
        self.world, self.who, self.now = world, applicant, now
        self.person = world.people[applicant.name]
        self.me: Actor = as_applicant(self.person)

    def put(self, section: str, values: dict[str, str]) -> ArchiveEntry:
        """Type one entry; what is empty is left out."""
        entry = add_entry(section, actor=self.me, now=self.now)
        typed = {name: value for name, value in values.items() if value}
        return save_fields(entry.handle, typed, actor=self.me, now=self.now)[0]

    def upload(self, name: str, data: bytes) -> str:
        """Upload a file as the page does: examined, kept, entered. Returns its handle."""
        found = examine(name, data)
        kept = keep_file(
            actor=self.me,
            now=self.now,
            name=name,
            media_type=found.mime,
            size=len(data),
            pages=found.pages,
            sha256=file_store().put(data),
            original=True,
        )
        return kept.handle

    def scan(self, title: str, rows: list[tuple[str, str]], *, stamp: str = "", pdf: bool = True) -> str:
        """Upload a sample scan of this heading."""
        page = sheet(title, [("姓名", self.who.name), *rows], stamp=stamp)
        ending, data = ("pdf", as_pdf(page)) if pdf else ("jpg", as_jpeg(page))
        return self.upload(f"{title}-{rows[0][1] if rows else ''}.{ending}".replace("/", ""), data)

    def unit_name(self, key: str) -> str:
        unit = self.world.units.get(key)
        return unit.name if unit else key


def fill_archive(world: World, applicant: Applicant, now: datetime) -> None:
    """Everything that the applicant has, as known at `now`."""
    desk = Desk(world, applicant, now)
    fill_basics(desk)
    if applicant.registers != "unasked":
        answer_registers(desk.person, applicant, world, now)
    for one in applicant.studies:
        if applicant.registers != "unasked" and (one.country != "CN" or applicant.registers != "pulled"):
            _type_schooling(desk, one)
    fill_work(desk)
    if applicant.registers in ("unknown", "down"):
        _type_insurance(desk)
    for year, grade in applicant.forms:
        fill_assessment(desk, year, grade)
    for kind, number in applicant.licences:
        page = desk.scan("职业资格证书", [("证书编号", number)], pdf=False)
        day = applicant.jobs[-1].begun
        desk.put("licence", {"kind": kind, "number": number, "date": day, "file": page})
    for title in applicant.titles:
        desk.put("title", dict(title))
    desk.put("summary", {"text": _summary(applicant)})


def fill_basics(desk: Desk) -> None:
    who = desk.who
    job = who.jobs[-1] if who.jobs else None
    values = {
        "gender": who.gender,
        "birth_date": who.born.isoformat(),
        "ethnicity": who.ethnicity,
        "political_status": "masses" if who.nationality else "league_member",
        "nationality": who.nationality or "CN",
        "phone": desk.person.phone(),
        "work_start": who.jobs[0].begun if who.jobs else "",
        "department": job.post if job else "",
        "speciality_now": who.speciality,
        "file_keeper": "苕州市人才服务有限公司",
        "photo": desk.upload("证件照.jpg", photo(who.name)),
    }
    desk.put("basics", values)


def fill_work(desk: Desk) -> None:
    for job in desk.who.jobs:
        values = {
            "employer": desk.unit_name(job.unit),
            "from": job.begun,
            "to": job.ended,
            "post": job.post,
            "kind": "technical",
            "content": job.content,
        }
        desk.put("work", values)


def fill_assessment(desk: Desk, year: int, grade: str, *, stamped: bool = True) -> ArchiveEntry:
    """One year's form: as it is typed and as it is scanned."""
    employer = desk.unit_name(desk.who.jobs[-1].unit)
    rows = [("年度", str(year)), ("单位", employer), ("考核等次", GRADE_WORDS[grade])]
    values = {
        "year": str(year),
        "employer": employer,
        "grade": grade,
        "stamped": "true" if stamped else "false",
        "file": desk.scan("年度考核登记表", rows, stamp=employer if stamped else ""),
    }
    return desk.put("assessment", values)


def _type_schooling(desk: Desk, one: Study) -> None:
    proofs = {"certificate_file": desk.scan("毕业证书", [("学校", one.school), ("专业", one.speciality)], pdf=False)}
    attested = {}
    if one.country == "CN":
        proofs["filing_form_file"] = desk.scan("学历备案表", [("学校", one.school), ("专业", one.speciality)])
    else:
        page = desk.scan("国外学历学位认证书", [("学校", one.school), ("专业", one.speciality)])
        attested = {"cscse_number": f"演示{one.day.replace('-', '')}", "cscse_file": page}
    common = {"school": one.school, "speciality": one.speciality, "date": one.day, "country": one.country}
    diploma = {"level": one.level, "mode": one.mode, "enrolled": one.enrolled, "conclusion": "graduated"}
    desk.put("schooling", common | diploma | proofs | attested)
    if one.degree:
        proofs = {
            "certificate_file": desk.scan("学位证书", [("学校", one.school), ("学科", one.speciality)], pdf=False)
        }
        desk.put("degree", common | {"level": one.degree} | proofs | attested)


def _type_insurance(desk: Desk) -> None:
    job = desk.who.jobs[-1]
    page = desk.scan("参保证明", [("单位", desk.unit_name(job.unit)), ("起始月份", job.begun[:7])])
    last = f"{desk.now:%Y-%m}"
    values = {"region": "330500", "from": job.begun[:7], "to": last, "employer": desk.unit_name(job.unit), "file": page}
    desk.put("insurance", values)


def _summary(applicant: Applicant) -> str:
    job = applicant.jobs[-1]
    years = f"自 {job.begun[:4]} 年 {int(job.begun[5:7])} 月起任{job.post}"
    return (
        f"本人{years}，主要从事{job.content}。工作中能独立完成岗位要求的专业技术任务，参与过多个项目的方案、实施和总结，"
        f"注意把在校所学的{applicant.studies[-1].speciality if applicant.studies else '专业'}知识用于实际，"
        "遇到疑难问题能查阅规范并向前辈请教。今后将继续学习，提高专业水平。"
    )
