"""What the papers say that an employer prints, hangs up and seals."""

from dataclasses import dataclass
from datetime import date

from zhicheng.documents.papers.data.shared import Contact, Paper, Period, Target


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
