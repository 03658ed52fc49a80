"""The archive: its task list, a page for each section, adding and taking out entries."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhicheng.domain.archive import entry_title, section_of
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import Role
from zhicheng.people.actions.keep_archive import add_entry, remove_entry
from zhicheng.people.archive_queries import own_entries, own_entry, own_files
from zhicheng.policy.deployment import closed_lists
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.pages.archive import entry_cards, section_or_none, section_states
from zhicheng.web.applicant.pages.registers import register_context, register_states
from zhicheng.web.request import Request


@as_role(Role.APPLICANT)
@require_GET
def archive(request: Request) -> HttpResponse:
    entries = own_entries(request.actor)
    registers = register_states(request.actor)
    context = {"sections": section_states(entries, request.now), **register_context(registers)}
    return render(request, "applicant/archive.html", context)


@as_role(Role.APPLICANT)
@require_GET
def section(request: Request, code: str) -> HttpResponse:
    """One section with its entries, each saving field by field."""
    return section_page(request, code)


def section_page(request: Request, code: str, refused: dict[str, str] | None = None) -> HttpResponse:
    """The page of a section; `refused` says by upload's name why a file was not taken."""
    shape = section_or_none(code)
    if shape is None:
        raise NotYours
    cards = entry_cards(
        shape,
        own_entries(request.actor, code),
        own_files(request.actor),
        request.now,
        opened=request.GET.get("open", ""),
        checking="check" in request.GET,
    )
    context = {
        "section": shape,
        "cards": cards,
        "refused": refused or {},
        **register_context([one for one in register_states(request.actor) if code in one.sections]),
    }
    return render(request, "applicant/section.html", context, status=422 if refused else 200)


@as_role(Role.APPLICANT)
@require_POST
def add(request: Request, code: str) -> HttpResponse:
    try:
        entry = add_entry(code, actor=request.actor, now=request.now)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("applicant-section", code)
    return redirect(f"{reverse('applicant-section', args=[code])}?open={entry.handle}#e-{entry.handle}")


@as_role(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def remove(request: Request, handle: str) -> HttpResponse:
    """A page of its own says what will happen first."""
    entry = own_entry(request.actor, handle)
    if request.method == "POST":
        remove_entry(handle, actor=request.actor, now=request.now)
        messages.success(request, "已删除这一条。")
        return redirect("applicant-section", entry.section)
    context = {
        "title": entry_title(entry.section, entry.values, lists=closed_lists()),
        "section": section_of(entry.section),
        "back": reverse("applicant-section", args=[entry.section]),
    }
    return render(request, "applicant/remove.html", context)
