"""公布文件: the issued official documents, for good."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from zhicheng.documents.public_queries import documents_after, public_document
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.show import show
from zhicheng.web.request import Request


@open_to_all
@require_safe
def documents(request: Request) -> HttpResponse:
    """All issued documents, newest first."""
    cards, more = documents_after(request.GET.get("after", ""))
    pager = {"next_url": f"?after={cards[-1].handle}"} if more else {}
    return show(request, "documents", documents=cards, pager=pager)


@open_to_all
@require_safe
def document(request: Request, handle: str) -> HttpResponse:
    """One document: its list and its file."""
    return show(request, "document", document=public_document(handle))
