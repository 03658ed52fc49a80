"""Post tables of the units of this bureau's area: read, approve, return."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.cases.actions.post_table_approve import approve_post_table
from zhicheng.cases.actions.post_table_door import TABLE_STATE_WORDS, table_acts_open_to
from zhicheng.cases.actions.post_table_return import return_post_table
from zhicheng.cases.actions.post_table_send import faults_of
from zhicheng.cases.post_table_queries import history_of, ledger_of, post_table_for, post_tables_seen_by
from zhicheng.documents.queries import paper_by_key
from zhicheng.domain.posts import TableAct
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.forms.posts import OpinionForm
from zhicheng.web.bureau.views.deciding import tried
from zhicheng.web.bureau.views.publicities import READERS
from zhicheng.web.posted import whole
from zhicheng.web.request import Request

PAGE = 25
TONES = {"draft": "quiet", "with_supervisor": "quiet", "with_bureau": "wait", "approved": "good", "returned": "wait"}


@require_safe
@as_role(*READERS)
def lists(request: Request) -> HttpResponse:
    """The tables that wait for the bureau first, or all of a state; newest first."""
    state = request.GET.get("state", "with_bureau")
    tables = post_tables_seen_by(request.actor)
    if state in TABLE_STATE_WORDS:
        tables = tables.filter(state=state)
    mark = request.GET.get("before", "")
    if before := whole(mark):
        tables = tables.filter(pk__lt=before)
    rows = list(tables.order_by("-pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    context = {
        "rows": [(table, TABLE_STATE_WORDS[table.state], TONES[table.state]) for table in rows],
        "state": state,
        "states": [*TABLE_STATE_WORDS.items(), ("all", "全部")],
        "pager": {
            "previous_url": f"?state={state}" if mark else "",
            "next_url": f"?state={state}&before={rows[-1].pk}" if more else "",
        },
    }
    return render(request, "bureau/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@as_role(*READERS)
def one(request: Request, handle: str) -> HttpResponse:
    """One table with its sums, its people and the ledger; approve or return it here."""
    table = post_table_for(request.actor, handle)
    form, status = OpinionForm(request.POST or None, initial={"seen": table.version}), 200
    if form.is_valid():
        words, seen = form.cleaned_data["words"], form.cleaned_data["seen"]
        returns = request.POST.get("act") == "return"
        if returns:
            status = tried(
                form,
                lambda: return_post_table(handle, actor=request.actor, now=request.now, reason=words, seen=seen),
            )
        else:
            status = tried(
                form,
                lambda: approve_post_table(handle, actor=request.actor, now=request.now, opinion=words, seen=seen),
            )
        if not status:
            messages.success(request, "已退回单位修改。" if returns else "已同意这份岗位信息表。")
            return redirect(reverse("bureau-posts"))
    elif form.is_bound:
        status = 422
    acts = table_acts_open_to(request.actor, table)
    context = {
        "table": table,
        "word": TABLE_STATE_WORDS[table.state],
        "tone": TONES[table.state],
        "ledger": ledger_of(table),
        "faults": faults_of(table),
        "history": history_of(table),
        "form": form,
        "may_approve": TableAct.APPROVE in acts,
        "may_return": TableAct.RETURN in acts,
        "paper": paper_by_key(f"post-table:{handle}:{table.version}"),
    }
    return render(request, "bureau/post_table.html", context, status=status)
