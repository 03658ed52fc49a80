"""What each paper says: one frozen dataclass a kind, plain values only, so that the same data prints the same bytes."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper carries: the day that it bears (also its creation date), and whether it is a demo's specimen."""

    dated: date
    demo: bool


@dataclass(frozen=True, kw_only=True)
class Target:
    """The title that is asked for or given."""

    series: str
    speciality: str
    title: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to ask or to tell: office and telephone, the rest where there is one."""

    office: str
    telephone: str
    address: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A publicity: its first and last day, and the very working days that were counted."""

    starts_on: date
    ends_on: date
    counted_days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class Receipt(Paper):
    """提交回执: what was handed in, when, to whom. `submitted_at` is an aware moment in the bureau's zone."""

    application_number: str
    applicant: str
    employer: str
    target: Target
    batch: str
    authority: Contact
    submitted_at: datetime
    content_code: str
    statement_version: str
    materials: tuple[str, ...]
    next_step: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One stretch of schooling or work, as the form lists it."""

    period: str
    place: str
    work: str
    post: str


@dataclass(frozen=True, kw_only=True)
class AssessmentRow:
    """The grade of one year and the employer that gave it."""

    year: int
    grade: str
    employer: str


@dataclass(frozen=True, kw_only=True)
class DeterminationForm(Paper):
    """初定专业技术职务任职资格表: two pages, A4 duplex, from the approved data.

    `supervising_opinion` is None where no supervising department has a say (an enterprise); an opinion that is an empty
    text leaves the space to write in. `photo` is a JPEG or PNG, of any size and colour mode.
    """

    application_number: str
    version_code: str
    page_url: str
    name: str
    gender: str
    birth_month: str
    ethnicity: str
    political_status: str
    identity_kind: str
    identity_number: str
    photo: bytes | None
    employer: str
    started_work: str
    present_work: str
    school: str
    major: str
    graduated: str
    length_of_schooling: str
    education: str
    degree: str
    diploma_number: str
    degree_number: str
    current_title: str
    target: Target
    history: tuple[HistoryRow, ...]
    summary: str
    assessments: tuple[AssessmentRow, ...]
    publicity: Period
    employer_opinion: str
    supervising_opinion: str | None
    bureau: str
    bureau_opinion: str
    document_number: str
    remarks: str
    hand_in_to: Contact
    hand_in_by: date


@dataclass(frozen=True, kw_only=True)
class PostColumn:
    """One level of posts: share as written (“30%”), posts approved, posts filled. What is vacant follows."""

    share: str
    approved: int
    filled: int


@dataclass(frozen=True, kw_only=True)
class PostCandidate:
    """One person on the post table without the title yet."""

    name: str
    identity_number: str
    current_title: str
    appointed_to: str
    appointed_on: str
    post_grade: str
    recommended_title: str


@dataclass(frozen=True, kw_only=True)
class PostTablePaper(Paper):
    """事业单位人员职称申报岗位信息表, row for row as annexed to the notice.

    `columns` and `offered` stand in the order 正高级, 副高级, 中级, 初级.
    """

    table_number: str
    version_code: str
    year: int
    employer: str
    establishment: int
    posts: int
    columns: tuple[PostColumn, PostColumn, PostColumn, PostColumn]
    offered: tuple[int, int, int, int]
    with_title: int
    candidates: tuple[PostCandidate, ...]
    supervising_opinion: str
    bureau_opinion: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class EmployerCandidate:
    """One person in the publicity of the unit."""

    name: str
    schooling: str
    years_of_work: str
    assessments: str
    target: Target


@dataclass(frozen=True, kw_only=True)
class EmployerNotice(Paper):
    """推荐公示 inside the unit: who is put forward, which days are counted, how to object."""

    employer: str
    base: str
    candidates: tuple[EmployerCandidate, ...]
    period: Period
    unit_contact: Contact
    authority: Contact
    page_url: str


@dataclass(frozen=True, kw_only=True)
class EmployerNoticeResult(Paper):
    """公示情况说明: where and when it hung, and what came of it; `objections` empty means that there was none."""

    employer: str
    application_number: str
    applicant: str
    target: Target
    period: Period
    places: tuple[str, ...]
    objections: tuple[str, ...]
    conclusion: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """A line of a public list: these fields and no other may be published."""

    serial: int
    name: str
    employer: str
    series: str
    speciality: str
    title: str
    level: str


@dataclass(frozen=True, kw_only=True)
class IssueLogHead:
    """The public issue log at a moment: entries, root in hexadecimal, an aware moment in the bureau's zone.

    Printed on many papers it binds the log: nobody can afterwards change, remove or back-date what was in it.
    """

    size: int
    root: str
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class BureauNotice(Paper):
    """拟初定人员名单公示: base, period with its counted days, how to object, the list, the issue log so far."""

    authority: str
    title: str
    base: str
    period: Period
    objections_to: Contact
    rows: tuple[ListRow, ...]
    page_url: str
    issue_log: IssueLogHead | None = None


@dataclass(frozen=True, kw_only=True)
class Defect:
    """One thing to put right: what is wrong, where, by which clause, what cures it."""

    what: str
    where: str
    clause: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class ReturnNotice(Paper):
    """一次性告知书: every defect at once. `due_on` is the last day of the time given, its 24:00 included."""

    notice_number: str
    application_number: str
    applicant: str
    target: Target
    defects: tuple[Defect, ...]
    due_on: date
    asker: Contact
    page_url: str


@dataclass(frozen=True, kw_only=True)
class RefusalNotice(Paper):
    """不予初定告知书: the reason with its clause, the facts it rests on, and how to have it looked at again."""

    notice_number: str
    application_number: str
    applicant: str
    target: Target
    reason: str
    reason_code: str
    clause: str
    facts: tuple[str, ...]
    review_to: Contact
    review_by: date
    remedies: tuple[str, ...]
    authority: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class OfficialDocument(Paper):
    """公布文件: red head, number, body, the list as annex, the issue log; the seal goes over signature and date."""

    organ: str
    document_number: str
    title: str
    addressees: str
    body: tuple[str, ...]
    list_title: str
    rows: tuple[ListRow, ...]
    signed_by: str
    copies_to: str
    printed_by: str
    issue_log: IssueLogHead | None = None


@dataclass(frozen=True, kw_only=True)
class Certificate(Paper):
    """电子职称证书. `dated` is the day of issue; no digit of an identity number has a place here.

    `verify_url` is the short address in print. `proof_url` is what the code holds where it is given: the same address,
    `#`, and the signed facts (printed since edition 2). `force_note` says that the electronic certificate is worth a
    paper one, in the words of the pack that says so; empty prints nothing.
    """

    certificate_number: str
    name: str
    gender: str
    birth_month: str | None
    employer: str
    target: Target
    obtained_on: date
    document_number: str
    authority: str
    verify_url: str
    proof_url: str = ""
    force_note: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangedFact:
    """One fact of a certificate as it stood and as it stands now, in the words printed on the certificate."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class CorrectionNotice(Paper):
    """职称证书更正（换发）通知书: which number gives way to which, what changed, why, by whom and from when.

    `act` is “更正” (a fact was wrong) or “换发” (a fact changed, or the file has to be made anew); `changes` may be
    empty then. `document_number` is the document that gave the title, `basis` what allows the act. `verify_url` is the
    page of the new number.
    """

    act: str
    notice_number: str
    holder: str
    employer: str
    target: Target
    old_number: str
    new_number: str
    document_number: str
    changes: tuple[ChangedFact, ...]
    reason: str
    basis: str
    effect_from: date
    effects: tuple[str, ...]
    remedies: tuple[str, ...]
    contact: Contact
    authority: str
    verify_url: str


@dataclass(frozen=True, kw_only=True)
class RevocationNotice(Paper):
    """撤销决定书: the facts and the reason, the clause, from when, what becomes of title and post, where to turn.

    `heard` tells how the holder was heard before the decision; empty prints nothing. `review_body` and `court` are
    named with the periods of the law: sixty days for 行政复议, six months for 行政诉讼, from the day of service.
    """

    notice_number: str
    holder: str
    employer: str
    target: Target
    certificate_number: str
    document_number: str
    obtained_on: date
    facts: tuple[str, ...]
    heard: str
    reason: str
    clause: str
    effect_from: date
    on_title: str
    on_post: str
    review_body: str
    court: str
    delivery: str
    copies_to: tuple[str, ...]
    contact: Contact
    authority: str
    verify_url: str


@dataclass(frozen=True, kw_only=True)
class PaperSlip(Paper):
    """材料接收凭条 from the counter: which print was received, how many copies. `received_at` is an aware moment."""

    slip_number: str
    application_number: str
    applicant: str
    employer: str
    paper: str
    version_code: str
    copies: int
    received_at: datetime
    counter: Contact
    clerk: str
    remark: str
    page_url: str
