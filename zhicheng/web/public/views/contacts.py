"""联系我们: the offices, and who decides what."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from zhicheng.cases.public_queries import bureaus
from zhicheng.policy.deployment import deployed_pack
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.pages.contacts import offices, rows
from zhicheng.web.public.show import show
from zhicheng.web.request import Request


@open_to_all
@require_safe
def contacts(request: Request) -> HttpResponse:
    """Telephones, areas, and the table of levels and areas."""
    pack, known = deployed_pack(), bureaus()
    return show(request, "contacts", pack=pack, offices=offices(pack, known), rows=rows(pack, known))
