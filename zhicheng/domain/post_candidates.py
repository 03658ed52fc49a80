"""What a post table says of the persons whom the competition chose, and what must hold of it."""

from dataclasses import dataclass
from decimal import Decimal

from zhicheng.domain.faults import Defect
from zhicheng.domain.posts import LEVELS, Line, table_defects

GRADES: dict[str, range] = {
    "senior": range(1, 5),
    "associate_senior": range(5, 8),
    "intermediate": range(8, 11),
    "junior": range(11, 14),
}
ROUNDING = Decimal(1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One person of the table without the title yet: level, name and grade of the post, and the title asked for."""

    name: str
    level: str
    post_title: str
    grade: int | None
    applies_for: str


def share_defects(shares: list[Decimal]) -> list[Defect]:
    """The approved shares make up the whole, but for rounding."""
    total = sum(shares, Decimal(0))
    if abs(total - 100) <= ROUNDING:
        return []
    return [Defect(f"核准比例合计 {total.normalize():f}%，应为 100%", "ratio", "annex")]


def chosen_defects(chosen: list[Chosen], *, already_titled: int, offered: int) -> list[Defect]:
    """Each person's row is whole, the grade is one of the level, and all of them fit the posts put up."""
    faults = []
    for one in chosen:
        where = f"candidate:{one.name}"
        grades = GRADES[one.level]
        if not one.post_title or not one.applies_for:
            faults.append(Defect(f"{one.name}的聘任职务或推荐申报职称没有填", where, "annex"))
        if one.grade is None:
            faults.append(Defect(f"{one.name}的在聘岗位等级没有填", where, "annex"))
        elif one.grade not in grades:
            span = f"{grades.start} 至 {grades.stop - 1} 级"
            faults.append(
                Defect(f"{one.name}的岗位等级 {one.grade} 级不属于{LEVELS[one.level]}（{span}）", where, "annex")
            )
    if len(chosen) + already_titled > offered:
        what = f"已有资格 {already_titled} 人加名单 {len(chosen)} 人，多于推出的 {offered} 个岗位"
        faults.append(Defect(what, "already_titled", "annex"))
    return faults


def whole_table_defects(
    *,
    staffing_quota: int,
    posts: int,
    already_titled: int,
    lines: tuple[Line, ...],
    shares: list[Decimal],
    chosen: list[Chosen],
) -> list[Defect]:
    """Everything that stands against sending the table, at once, each fault with its place."""
    named = {level: sum(one.level == level for one in chosen) for level in LEVELS}
    offered = sum(line.offered for line in lines)
    return [
        *share_defects(shares),
        *table_defects(staffing_quota=staffing_quota, posts=posts, lines=lines, named=named),
        *chosen_defects(chosen, already_titled=already_titled, offered=offered),
    ]
