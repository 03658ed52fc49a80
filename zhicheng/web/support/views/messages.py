"""What the worker has still to do, what failed and why, and letting it try again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhicheng.cases.actions.try_message_again import try_message_again
from zhicheng.domain.permissions import SUPPORT_ROLES, Role
from zhicheng.outbox.queries import COUNTED_UP_TO, HEAPS, PAGE, backlog, messages_on
from zhicheng.web.acts import as_role
from zhicheng.web.posted import whole
from zhicheng.web.request import Request
from zhicheng.web.support.act_words import topic_word
from zhicheng.web.support.failure_words import failure_of

HEAP_WORDS = {"given_up": "已放弃", "failing": "失败后等待重试", "due": "待办", "later": "未到时间"}
EMPTY_WORDS = {
    "given_up": "多次失败、不再自动重试的任务会出现在这里。",
    "failing": "办理失败、过一会儿自动重试的任务会出现在这里。",
    "due": "已经到时间、后台还没有办理的任务会出现在这里。",
    "later": "定了时间的任务（例如公示期满）会出现在这里。",
}


@require_safe
@as_role(*SUPPORT_ROLES)
def backlog_page(request: Request) -> HttpResponse:
    """The heaps of the worker, failures first."""
    heap = request.GET.get("heap", "")
    state = backlog(request.now)
    if heap not in HEAPS:
        heap = next((code for code in HEAPS if state.counts[code]), "due")
    mark = request.GET.get("before", "")
    found = messages_on(heap, request.now, whole(mark))
    rows, more = found[:PAGE], len(found) > PAGE
    context = {
        "rows": [(message, topic_word(message.topic), failure_of(message.last_error)) for message in rows],
        "heaps": [(code, HEAP_WORDS[code], _count(state.counts[code]), code == heap) for code in HEAPS],
        "heap": heap,
        "empty_words": EMPTY_WORDS[heap],
        "oldest_due": state.oldest_due,
        "may_retry": request.actor.role is Role.SYSTEM_ADMIN and heap in ("given_up", "failing"),
        "pager": {
            "previous_url": f"?heap={heap}" if mark else "",
            "next_url": f"?heap={heap}&before={rows[-1].pk}" if more else "",
        },
    }
    return render(request, "support/messages.html", context)


@require_POST
@as_role(Role.SYSTEM_ADMIN)
def retry(request: Request, message: int) -> HttpResponse:
    """Let the worker try again now."""
    try_message_again(message, actor=request.actor, now=request.now)
    messages.success(request, "已安排立即重试。")
    heap = request.POST.get("heap", "")
    return redirect(f"{reverse('support-messages')}{f'?heap={heap}' if heap in HEAPS else ''}")


def _count(number: int) -> str:
    return str(number) if number <= COUNTED_UP_TO else f"{COUNTED_UP_TO}+"
