"""资格自查: anybody's few answers judged at once; nothing is stored, nothing needs a sign-in."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhicheng.domain.eligibility import UnreadableFacts
from zhicheng.domain.legal_time import legal_day
from zhicheng.policy.deployment import deployed_pack
from zhicheng.web.acts import open_to_all
from zhicheng.web.parts.fields import error_items
from zhicheng.web.public.flood import at_most
from zhicheng.web.public.forms.self_check.sheet import Sheet
from zhicheng.web.public.pages.self_check.result import result_of
from zhicheng.web.public.private import never_stored
from zhicheng.web.public.show import show
from zhicheng.web.request import Request


@csrf_exempt
@open_to_all
@never_stored
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(60, seconds=60)
def self_check(request: Request) -> HttpResponse:
    """The questions; with them, once sent, the answer. It changes nothing, so no token and no cookie is set."""
    pack, today = deployed_pack(), legal_day(request.now)
    if request.method != "POST":
        return _page(request, Sheet(None, pack=pack, today=today))
    sheet = Sheet(request.POST, pack=pack, today=today)
    if sheet.adding:
        return _page(request, sheet)
    if not sheet.is_valid():
        errors = [one for form in sheet.faulty() for one in error_items(form)]
        return _page(request, sheet, status=422, errors=errors)
    try:
        result = result_of(sheet, pack, request.now)
    except UnreadableFacts as unreadable:
        return _page(request, sheet, status=422, errors=[str(one) for one in unreadable.faults])
    return _page(request, sheet, result=result)


def _page(request: Request, sheet: Sheet, status: int = 200, **more: object) -> HttpResponse:
    pack = sheet.main.pack
    context = {"sheet": sheet, "form": sheet.main, "pack": pack, "city": pack.regions[pack.city], **more}
    return show(request, "self_check/page", status=status, **context)
