"""A public institution's post table (岗位信息表): its way to approval, and the sums that must hold."""

from dataclasses import dataclass
from enum import StrEnum

from zhicheng.domain.faults import Defect
from zhicheng.domain.permissions import Role

LEVELS: dict[str, str] = {
    "senior": "正高级",
    "associate_senior": "副高级",
    "intermediate": "中级",
    "junior": "初级及未定级",
}
LINE_OF_LEVEL = {
    "technician": "junior",
    "assistant": "junior",
    "intermediate": "intermediate",
    "associate_senior": "associate_senior",
    "senior": "senior",
}


class TableState(StrEnum):
    DRAFT = "draft"
    WITH_SUPERVISOR = "with_supervisor"
    WITH_BUREAU = "with_bureau"
    APPROVED = "approved"
    RETURNED = "returned"


class TableAct(StrEnum):
    EDIT = "edit"
    SEND = "send"
    ENDORSE = "endorse"
    APPROVE = "approve"
    RETURN = "return"


TABLE_MOVES: dict[tuple[TableState, TableAct], TableState] = {
    (TableState.DRAFT, TableAct.EDIT): TableState.DRAFT,
    (TableState.RETURNED, TableAct.EDIT): TableState.RETURNED,
    (TableState.DRAFT, TableAct.SEND): TableState.WITH_SUPERVISOR,
    (TableState.RETURNED, TableAct.SEND): TableState.WITH_SUPERVISOR,
    (TableState.WITH_SUPERVISOR, TableAct.ENDORSE): TableState.WITH_BUREAU,
    (TableState.WITH_SUPERVISOR, TableAct.RETURN): TableState.RETURNED,
    (TableState.WITH_BUREAU, TableAct.APPROVE): TableState.APPROVED,
    (TableState.WITH_BUREAU, TableAct.RETURN): TableState.RETURNED,
}
EMPLOYER_DOES = frozenset({TableAct.EDIT, TableAct.SEND})


def may_move_table(role: Role, act: TableAct, state: TableState) -> bool:
    """Whether a role has this act in this state; which organisation it must be is the caller's to check."""
    if (state, act) not in TABLE_MOVES:
        return False
    if act in EMPLOYER_DOES:
        return role in (Role.EMPLOYER_CLERK, Role.EMPLOYER_HEAD)
    if state is TableState.WITH_SUPERVISOR:
        return role is Role.SUPERVISOR
    return role in (Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)


@dataclass(frozen=True, slots=True)
class Line:
    """One level of the table: posts approved, occupied and put up for competition."""

    level: str
    approved: int
    occupied: int
    offered: int

    @property
    def vacant(self) -> int:
        return self.approved - self.occupied


def table_defects(*, staffing_quota: int, posts: int, lines: tuple[Line, ...], named: dict[str, int]) -> list[Defect]:
    """Every sum of the annex that does not hold: vacancies, totals, offered posts and the persons named per line."""
    faults = []
    for line in lines:
        word = LEVELS[line.level]
        if line.occupied > line.approved:
            faults.append(Defect(f"{word}实聘 {line.occupied} 人，多于核准 {line.approved} 人", line.level, "annex"))
        elif line.offered > line.vacant:
            faults.append(Defect(f"{word}推出 {line.offered} 个岗位，多于空缺 {line.vacant} 个", line.level, "annex"))
        if named.get(line.level, 0) > line.offered:
            faults.append(
                Defect(f"{word}拟聘 {named[line.level]} 人，多于推出的 {line.offered} 个岗位", line.level, "annex")
            )
    total = sum(line.approved for line in lines)
    if total != posts:
        faults.append(Defect(f"各级核准人数合计 {total}，与专业技术岗位总数 {posts} 不等", "posts", "annex"))
    if posts > staffing_quota:
        faults.append(Defect(f"专业技术岗位总数 {posts} 超过编制数 {staffing_quota}", "staffing_quota", "annex"))
    return faults
