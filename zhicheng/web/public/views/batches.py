"""The batches of the city and of each county."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from zhicheng.policy.deployment import calendar, deployed_pack
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.pages.batches import windows_of
from zhicheng.web.public.show import show
from zhicheng.web.request import Request


@open_to_all
@require_safe
def batches(request: Request) -> HttpResponse:
    """Opening and closing days, what is left, and the last safe day to submit."""
    pack = deployed_pack()
    windows = windows_of(pack, calendar(), request.now)
    return show(
        request,
        "batches",
        pack=pack,
        city=windows[0],
        counties=windows[1:],
        publicity_days=pack.publicity.employer_days,
        clause=pack.clause_of("publicity.employer_days"),
    )
