"""Render a page of the public site, its foot included."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zhicheng.web.public.pages.footer import foot
from zhicheng.web.request import Request


def show(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page `public/<template>.html`."""
    return render(request, f"public/{template}.html", {**asdict(foot()), **context}, status=status)
