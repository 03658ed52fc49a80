"""A public institution's free posts: reserved by a recommendation, used by a title, released otherwise."""

from collections.abc import Iterable

from django.db.models import F, Q

from zhicheng.cases.models import Case, PostCandidate, PostLine
from zhicheng.domain.faults import Refused
from zhicheng.domain.posts import LEVELS, LINE_OF_LEVEL, TableState


def named_candidate(case: Case) -> PostCandidate | None:
    """The result of the competition that names this person for a post of the level asked for.

    A post that another application of the same person used or gave back serves this one no more.
    """
    return (
        PostCandidate.objects.select_related("line", "table")
        .filter(Q(state=PostCandidate.NAMED) | Q(case=case))
        .filter(
            person_id=case.person_id,
            table__organisation=case.employer,
            table__state=TableState.APPROVED.value,
            line__level=LINE_OF_LEVEL.get(case.level, ""),
        )
        .order_by("-table__year")
        .first()
    )


def reserve(case: Case) -> None:
    """Take one free post for the case; of two that compete for the last one, one gets it. Raises Refused."""
    candidate = named_candidate(case)
    if candidate is None:
        raise Refused("岗位信息表里没有该同志的竞聘结果。请先在岗位信息表中列明，并经主管部门和人社部门同意。")
    line = PostLine.objects.select_for_update().get(pk=candidate.line_id)
    candidate = PostCandidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.case_id == case.pk and candidate.state == PostCandidate.RESERVED:
        return
    if line.taken >= line.offered:
        raise Refused(f"{LEVELS[line.level]}岗位已没有空缺（推出 {line.offered} 个，均已预留或使用）。")
    line.taken += 1
    line.save(update_fields=["taken"])
    candidate.case, candidate.state = case, PostCandidate.RESERVED
    candidate.save(update_fields=["case", "state"])


def release(case: Case) -> None:
    """Give back the post reserved for the case, if any; the person stays named."""
    candidate = PostCandidate.objects.select_for_update().filter(case=case, state=PostCandidate.RESERVED).first()
    if candidate is None:
        return
    line = PostLine.objects.select_for_update().get(pk=candidate.line_id)
    line.taken -= 1
    line.save(update_fields=["taken"])
    candidate.case, candidate.state = None, PostCandidate.NAMED
    candidate.save(update_fields=["case", "state"])


def let_go_of_another(case: Case) -> bool:
    """Give the reserved post back when it is not the one that fits the case now; returns whether there was one."""
    reserved = PostCandidate.objects.filter(case=case, state=PostCandidate.RESERVED).first()
    if reserved is None or reserved == named_candidate(case):
        return False
    release(case)
    return True


def use(case_ids: Iterable[int]) -> None:
    """The titles are issued: the posts reserved for these cases are used."""
    PostCandidate.objects.filter(case__in=case_ids, state=PostCandidate.RESERVED).update(state=PostCandidate.USED)


def give_up(case: Case) -> None:
    """The title is revoked: the post that it used is free again; who had it stays on record."""
    used = PostCandidate.objects.select_for_update().filter(case=case, state=PostCandidate.USED).first()
    if used is None:
        return
    PostLine.objects.filter(pk=used.line_id).update(taken=F("taken") - 1)
    used.state = PostCandidate.RELEASED
    used.save(update_fields=["state"])
