"""Hand out a paper's bytes exactly as they were made."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhicheng.documents.file_kinds import media_type_of
from zhicheng.documents.queries import file_name_for, paper_for
from zhicheng.web.acts import open_to_all
from zhicheng.web.request import Request


@open_to_all
@require_safe
def download(request: Request, handle: str) -> HttpResponse:
    """The file for whoever may read it; a public list's paper for everybody while it runs."""
    paper = paper_for(request.actor, handle, now=request.now)
    name, media_type = file_name_for(paper), media_type_of(paper.kind)
    response = HttpResponse(bytes(paper.content or b""), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header("save" in request.GET, name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
