"""The queue."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhicheng.domain.permissions import BUREAU_ROLES, Role
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.pages.queue import queue_page
from zhicheng.web.request import Request


@require_safe
@as_role(*BUREAU_ROLES)
def queue(request: Request) -> HttpResponse:
    """The bureau's queue; the paper counter is led to the page of its own work."""
    if request.actor.role is Role.PAPER_COUNTER:
        return redirect("bureau-paper")
    page = queue_page(request.actor, request.GET, request.now)
    return render(request, "bureau/queue.html", {"page": page})
