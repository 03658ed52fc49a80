"""The front door: what this is, one step for each visitor, and what runs now."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from zhicheng.cases.public_queries import running_lists
from zhicheng.documents.public_queries import newest_documents
from zhicheng.policy.deployment import calendar, deployed_pack
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.pages.batches import windows_of
from zhicheng.web.public.show import show
from zhicheng.web.request import Request

DOCUMENTS = 5


@open_to_all
@require_safe
def home(request: Request) -> HttpResponse:
    """The home page."""
    pack = deployed_pack()
    return show(
        request,
        "home",
        pack=pack,
        windows=windows_of(pack, calendar(), request.now),
        lists=running_lists(request.now),
        documents=newest_documents(DOCUMENTS),
    )
