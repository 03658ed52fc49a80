"""What machines ask for, and the page behind the code on the paper form."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from zhicheng.web.acts import open_to_all
from zhicheng.web.public.private import never_kept
from zhicheng.web.public.show import show
from zhicheng.web.request import Request

CLOSED_TO_ROBOTS = ["notice", "v", "p", "objection", "my", "unit", "bureau", "support", "account", "paper", "demo"]


@open_to_all
@require_safe
def robots(request: Request) -> HttpResponse:
    """Which addresses search engines must leave alone."""
    lines = ["User-agent: *", *(f"Disallow: /{path}/" for path in CLOSED_TO_ROBOTS)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
def favicon(request: Request) -> HttpResponse:
    """The mark, for browsers that ask without reading the page."""
    return HttpResponsePermanentRedirect(static("zhicheng/mark.svg"))


@open_to_all
@never_kept
@require_safe
def paper_version(request: Request, version: str) -> HttpResponse:
    """What the code on a paper form is for; it tells nothing about the form."""
    return show(request, "paper_version", version=version.rpartition("-")[2])
