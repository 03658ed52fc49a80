"""公告公示: the bureaus' lists for everybody, a unit's list for whoever has its address."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from zhicheng.cases import public_queries as lists
from zhicheng.documents.queries import paper_by_key
from zhicheng.policy.deployment import calendar
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.private import never_kept
from zhicheng.web.public.show import show
from zhicheng.web.request import Request

PAPER_KEYS = {"bureau": "bureau-notice", "unit": "unit-notice"}


@open_to_all
@require_safe
def notices(request: Request) -> HttpResponse:
    """Lists that run now, and by title only those that are over."""
    after = request.GET.get("after", "")
    ended, more = lists.ended_lists(request.now, after)
    running = [] if after else lists.running_lists(request.now)
    pager = {"next_url": f"?after={ended[-1].handle}"} if more else {}
    return show(
        request, "notices", running=running, ended=ended, pager=pager, calendar=calendar(), first_page=not after
    )


@open_to_all
@never_kept
@require_safe
def bureau_list(request: Request, handle: str) -> HttpResponse:
    """One list of a bureau with its people, within its period."""
    return _one_list(request, "bureau", handle)


@open_to_all
@never_kept
@require_safe
def unit_list(request: Request, handle: str) -> HttpResponse:
    """One list of a unit with its people, within its period; found by link or QR code only."""
    return _one_list(request, "unit", handle)


def _one_list(request: Request, kind: str, handle: str) -> HttpResponse:
    card = lists.list_card(kind, handle)
    if not card.runs(request.now):
        return show(request, "list_over", status=410, card=card)
    paper = paper_by_key(f"{PAPER_KEYS[kind]}:{handle}")
    object_to = "public-object-unit" if card.in_unit else "public-object"
    return show(
        request,
        "list",
        card=card,
        running=lists.people_on(card, request.now),
        paper=paper,
        object_to=object_to,
        calendar=calendar(),
    )
