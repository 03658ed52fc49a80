"""The public log of certificates as its auditors see it: what the last check found, and asking for another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhicheng.documents.log_check_queries import CHECKERS, ask_for_check, state_of_log
from zhicheng.web.acts import as_role
from zhicheng.web.request import Request


@require_safe
@as_role(*CHECKERS)
def issue_log(request: Request) -> HttpResponse:
    """The last result; while a check is under way the page asks again by itself."""
    return render(request, "support/issue_log.html", {"state": state_of_log(request.actor)})


@require_POST
@as_role(*CHECKERS)
def check(request: Request) -> HttpResponse:
    """Have the worker check everything."""
    ask_for_check(request.actor, now=request.now)
    messages.success(request, "已安排检查，完成后结果显示在这里。")
    return redirect("support-issue-log")
