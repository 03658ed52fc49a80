"""The official document: drafted by one person, read and issued by a leader, with its certificates counted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.cases.bureau_list_queries import waiting_batches
from zhicheng.documents.actions.draft_document import draft_document, drop_draft
from zhicheng.documents.actions.issue_document import issue_document
from zhicheng.documents.bureau_queries import (
    MOST_AT_ONCE,
    PAGE,
    certificates_made,
    document_for,
    documents,
    how_many_wait,
    read_document,
    without_document,
)
from zhicheng.documents.queries import paper_by_key
from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import Act, State
from zhicheng.web.acts import as_role, needs
from zhicheng.web.bureau.forms.lists import DraftForm
from zhicheng.web.bureau.views.publicities import READERS
from zhicheng.web.posted import whole
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@as_role(*READERS)
def lists(request: Request) -> HttpResponse:
    """The bureau's documents, newest first."""
    mark = request.GET.get("before", "")
    found = documents(request.actor, whole(mark))
    rows, more = found[:PAGE], len(found) > PAGE
    pager = {
        "previous_url": reverse("bureau-documents") if mark else "",
        "next_url": f"?before={rows[-1].pk}" if more else "",
    }
    context = {"rows": rows, "pager": pager, "waiting": how_many_wait(request.actor)}
    return render(request, "bureau/documents.html", context)


@both
@as_role(*READERS)
def new(request: Request) -> HttpResponse:
    """Draft a document for cleared cases; all of the batch are ticked at first."""
    batch = request.GET.get("batch", "")
    cases = without_document(request.actor, batch)
    assert request.appointment is not None  # noqa: S101  (the guard has seen to it)
    bureau = request.appointment.organisation
    words = {"title": f"{bureau.name}关于公布职称初定资格人员名单的通知"}
    form, status = DraftForm(request.POST or None, initial=words), 200
    ticked = set(request.POST.getlist("case")) if form.is_bound else {case.handle for case in cases}
    if form.is_valid():
        try:
            ids = [case.pk for case in cases if case.handle in ticked]
            if len(ids) != len(ticked):
                raise Refused("名单里有人已不在待发文状态，或已列入别的文件。请刷新后重新选择。")
            made = draft_document(ids, actor=request.actor, now=request.now, title=form.cleaned_data["title"])
            messages.success(request, f"已起草，共 {len(ids)} 人。请另一位负责人阅读名单后签发。")
            return redirect("bureau-document", made.handle)
        except NotYours:
            raise
        except Refused as refused:
            form.add_error(None, refused.message)
            status = STATUS.get(type(refused), 422)
    elif form.is_bound:
        status = 422
    batches = waiting_batches(request.actor, State.CLEARED)
    context = {"form": form, "cases": cases, "ticked": ticked, "batch": batch, "batches": batches, "most": MOST_AT_ONCE}
    return render(request, "bureau/document_new.html", context, status=status)


@require_safe
@as_role(*READERS)
def one(request: Request, handle: str) -> HttpResponse:
    """One document: its list, who drafted and issued it, how far the certificates are."""
    document = document_for(request.actor, handle)
    made, total = certificates_made(document)
    context = {
        "read": read_document(document),
        "made": made,
        "total": total,
        "paper": paper_by_key(f"document:{handle}"),
        "may_issue": request.actor.role is Role.BUREAU_LEADER and document.drafted_by_id != request.actor.person,
    }
    return render(request, "bureau/document.html", context)


@require_safe
@as_role(*READERS)
def progress(request: Request, handle: str) -> HttpResponse:
    """How many certificates are made, for a page that asks again and again until all are."""
    document = document_for(request.actor, handle)
    made, total = certificates_made(document)
    context = {"document": document, "made": made, "total": total, "paper": paper_by_key(f"document:{handle}")}
    return render(request, "bureau/parts/document_progress.html", context)


@both
@needs(Act.ISSUE_DOCUMENT)
def issue(request: Request, handle: str) -> HttpResponse:
    """The leader has read the list and issues it; another list than the one read is not signed."""
    document = document_for(request.actor, handle)
    error, status = "", 200
    if request.method == "POST":
        try:
            read = request.POST.get("read", "")
            issued = issue_document(handle, actor=request.actor, now=request.now, read=read)
            messages.success(request, f"已发文：{issued.number}。证书正在逐份制作。")
            return redirect("bureau-document", handle)
        except NotYours:
            raise
        except Refused as refused:
            error, status = refused.message, STATUS.get(type(refused), 422)
    elif document.drafted_by_id == request.actor.person:
        raise NotNow("这份文件由您起草，须由另一位负责人签发。")
    read_now = read_document(document)
    context = {
        "read": read_now,
        "error": error,
        "consequences": [
            f"名单上的 {len(read_now.rows)} 人取得资格，取得时间为今天",
            "文件取得文号并向公众公布，文号不能收回",
            "随即逐人制作证书；事业单位预留的岗位记为已使用",
        ],
    }
    return render(request, "bureau/document_issue.html", context, status=status)


@both
@as_role(*READERS)
def drop(request: Request, handle: str) -> HttpResponse:
    """Take an unissued draft back."""
    document = document_for(request.actor, handle)
    if request.method == "POST":
        drop_draft(handle, actor=request.actor, now=request.now)
        messages.success(request, "草稿已撤销，名单上的人回到待发文。")
        return redirect("bureau-documents")
    context = {
        "document": document,
        "consequences": ["草稿删除，没有用掉文号", "名单上的人回到待发文，可以列入别的文件"],
    }
    return render(request, "bureau/document_drop.html", context)
