"""The keys by which anybody checks our papers without us."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from zhicheng.gateways.eseal import seal
from zhicheng.gateways.gmseal import gm_seal
from zhicheng.web.acts import open_to_all
from zhicheng.web.posted import whole
from zhicheng.web.public.pages.keys import keys_page
from zhicheng.web.public.show import show
from zhicheng.web.request import Request


@open_to_all
@require_safe
def keys(request: Request) -> HttpResponse:
    """The log's key and newest head, the keys of the codes, the certificates of the seals, and how to use them."""
    sm = gm_seal()
    before = whole(request.GET.get("before"))
    return show(request, "keys", page=keys_page(seal().certificate_pem, sm.maker_der if sm else None, before))
