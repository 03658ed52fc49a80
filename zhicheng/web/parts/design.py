"""The page that shows every component in all its states."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhicheng.web.acts import open_to_all
from zhicheng.web.parts import samples


@open_to_all
@require_safe
def design_language(request: HttpRequest) -> HttpResponse:
    """The design language, alive, with invented data; open to everybody, as it tells nothing about anybody."""
    form = samples.broken_form()
    form.auto_id = "f-%s"
    return render(request, "design_language.html", {**samples.context(), "broken": form})
