"""The unit's post tables: the list by year, one table with its ledger, filling it in, sending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhicheng.cases.actions.post_table_door import table_acts_open_to
from zhicheng.cases.actions.post_table_save import save_post_table, start_post_table
from zhicheng.cases.actions.post_table_send import faults_of, send_post_table
from zhicheng.cases.post_table_queries import own_unit, post_table_for, post_tables_seen_by
from zhicheng.domain.faults import Defect, NotNow, NotYours, Refused, StalePage
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, Role
from zhicheng.domain.posts import TableAct
from zhicheng.web.acts import as_role
from zhicheng.web.employer.forms.post_table import PostTableForm
from zhicheng.web.employer.pages.post_table import edit_page, stored, table_page, table_row
from zhicheng.web.posted import GET_OR_POST, whole
from zhicheng.web.request import Request

READERS = (*EMPLOYER_ROLES, Role.SUPERVISOR, *BUREAU_ROLES, Role.AUDITOR)


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def all_tables(request: Request) -> HttpResponse:
    """One table a year; an enterprise is told that it needs none."""
    unit = own_unit(request.actor)
    year = legal_day(request.now).year
    tables = [table_row(table) for table in post_tables_seen_by(request.actor).prefetch_related("lines")[:20]]
    started = {row.table.year for row in tables}
    context = {
        "unit": unit,
        "tables": tables,
        "years": [one for one in (year, year + 1) if one not in started],
        "needed": unit.kind == "public_institution",
    }
    return render(request, "employer/post_tables.html", context)


@require_POST
@as_role(*EMPLOYER_ROLES)
def start(request: Request) -> HttpResponse:
    """Open the table of a year; the one there is, if it was opened before."""
    year = whole(request.POST.get("year"))
    this_year = legal_day(request.now).year
    if year is None or not this_year - 1 <= year <= this_year + 1:
        raise Refused("请选择岗位信息表的年度。")
    table = start_post_table(year, actor=request.actor, now=request.now)
    return redirect("employer-post-edit", table.handle)


@require_safe
@require_safe
@as_role(*READERS)
def show(request: Request, handle: str) -> HttpResponse:
    """The table as it stands, for everybody who may read it."""
    page = table_page(request.actor, post_table_for(request.actor, handle))
    return render(request, "employer/post_table.html", {"page": page})


@require_safe
@require_safe
@as_role(*READERS)
def paper(request: Request, handle: str) -> HttpResponse:
    """The card of the printed table, for a page that waits for it."""
    page = table_page(request.actor, post_table_for(request.actor, handle))
    context = {"paper": page.paper, "label": "岗位信息表打印件", "paper_url": request.path}
    return render(request, "employer/parts/paper.html", context)


@GET_OR_POST
@as_role(*EMPLOYER_ROLES)
def edit(request: Request, handle: str) -> HttpResponse:
    """Fill the table in; what does not add up is kept and said at its place."""
    table = post_table_for(request.actor, handle)
    if TableAct.EDIT not in table_acts_open_to(request.actor, table):
        raise NotNow("这份岗位信息表已经送出，不能修改。需要修改的，请联系现在办理的部门退回。")
    figures, people, names = stored(table)
    if request.method != "POST":
        form = PostTableForm(None, figures, people)
        faults = faults_of(table) if table.version > 1 else []
        return _edit(request, table, form, names, faults, status=200)
    form = PostTableForm(request.POST, figures, people)
    if not form.is_valid():
        return _edit(request, table, form, names, [])
    return _save(request, table, form, names)


def _save(request: Request, table: Any, form: PostTableForm, names: list[str]) -> HttpResponse:
    seen = whole(request.POST.get("seen"))
    try:
        saved = save_post_table(table.handle, form.entry(), actor=request.actor, now=request.now, seen=seen)
    except (NotYours, StalePage):
        raise
    except Refused as refused:
        return _edit(request, table, form, names, _at_their_rows(form, refused.defects), message=refused.message)
    if request.POST.get("then") != "send":
        messages.success(request, "已保存。")
        return redirect("employer-post-edit", table.handle)
    return _send(request, saved.handle)


@require_POST
@as_role(*EMPLOYER_ROLES)
def send(request: Request, handle: str) -> HttpResponse:
    """Send the table as it was saved."""
    return _send(request, handle, whole(request.POST.get("seen")))


def _send(request: Request, handle: str, seen: int | None = None) -> HttpResponse:
    try:
        table = send_post_table(handle, actor=request.actor, now=request.now, seen=seen)
    except (NotYours, StalePage):
        raise
    except Refused as refused:
        table = post_table_for(request.actor, handle)
        figures, people, names = stored(table)
        form = PostTableForm(None, figures, people)
        return _edit(request, table, form, names, list(refused.defects), message=refused.message)
    supervisor = own_unit(request.actor).supervised_by
    messages.success(request, f"已送{supervisor.name if supervisor else '主管部门'}审核。")
    return redirect("employer-post", table.handle)


def _at_their_rows(form: PostTableForm, defects: tuple[Defect, ...]) -> list[Defect]:
    """The action counts the rows that it was given; the page has struck out and blank ones between."""
    places = [place for place, _ in form.kept_rows()]
    return [Defect(one.what, f"candidates-{places[int(one.where.rpartition('-')[2])]}") for one in defects]


def _edit(
    request: Request,
    table: Any,
    form: PostTableForm,
    names: list[str],
    faults: list[Defect],
    *,
    message: str = "",
    status: int = 422,
) -> HttpResponse:
    page = edit_page(table, form, names, faults, message)
    context = {"page": page, "refused": status != 200, "has_actionbar": True}
    return render(request, "employer/post_table_edit.html", context, status=status)
