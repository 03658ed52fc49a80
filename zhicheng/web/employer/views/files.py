"""Show the files that a case used, page by page as pictures, to whoever may read the case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhicheng.cases.queries import case_for
from zhicheng.cases.unit_case_queries import file_of
from zhicheng.domain.permissions import EMPLOYER_ROLES
from zhicheng.web.acts import as_role
from zhicheng.web.page_images import page_as_jpeg
from zhicheng.web.request import Request

SANDBOX = "sandbox; default-src 'none'"


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def show(request: Request, handle: str, file: str) -> HttpResponse:
    """All pages of one file, below each other."""
    case = case_for(request.actor, handle)
    found = file_of(case, file)
    context = {"case": case, "file": found, "pages": range(1, max(1, found["pages"]) + 1)}
    return render(request, "employer/file.html", context)


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def page_image(request: Request, handle: str, file: str, page: int) -> HttpResponse:
    found = file_of(case_for(request.actor, handle), file)
    response = HttpResponse(page_as_jpeg(found["sha256"], found["media_type"], page), content_type="image/jpeg")
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
