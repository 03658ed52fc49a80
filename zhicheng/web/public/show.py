"""Render a page of the public site."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zhicheng.web.request import Request


def show(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page `public/<template>.html`."""
    return render(request, f"public/{template}.html", context, status=status)
