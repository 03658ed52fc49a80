"""The desk of the pages: which papers there are, in which editions, whether they are sound, and how they look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from typst import TypstError

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.faults import FontMissing, Unprintable
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.template_queries import real_papers, real_words
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Role
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.pages.templates import EditionRow, edition_row, kind_rows
from zhicheng.web.bureau.specimen import page_picture, pages_of
from zhicheng.web.request import Request

READERS = (Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)
MOST_PAGES = 8


@require_safe
@as_role(*READERS)
def desk(request: Request) -> HttpResponse:
    """Every paper with its editions."""
    return render(request, "bureau/templates.html", {"rows": kind_rows(legal_day(request.now))})


@require_safe
@as_role(*READERS)
def edition(request: Request, kind: str, number: str) -> HttpResponse:
    """One edition: what the lint says, and its pages with the sample or with a real case."""
    row = edition_row(kind, number, legal_day(request.now))
    chosen, pages, fault = request.GET.get("paper", ""), 0, ""
    words = _words(request, row, chosen)
    try:
        pages = pages_of(kind, number, words)
    except (FontMissing, Unprintable, TypstError) as error:
        fault = f"这一件的内容排不进这个版式：{error}"
    context: dict[str, Any] = {
        "row": row,
        "about": KINDS[kind],
        "papers": real_papers(request.actor, kind),
        "chosen": chosen,
        "pages": range(1, min(pages, MOST_PAGES) + 1),
        "left_out": max(0, pages - MOST_PAGES),
        "fault": fault,
    }
    return render(request, "bureau/template.html", context)


@require_safe
@as_role(*READERS)
def page(request: Request, kind: str, number: str, page: int) -> HttpResponse:
    """One page as a picture with 样张 across it; drawn anew each time, kept nowhere."""
    row = edition_row(kind, number, legal_day(request.now))
    picture = page_picture(kind, number, _words(request, row, request.GET.get("paper", "")), page)
    response = HttpResponse(picture, content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _words(request: Request, row: EditionRow, chosen: str) -> Paper:
    if chosen:
        return real_words(request.actor, row.kind, chosen, now=request.now)
    return sample(row.kind, edition=row.number)
