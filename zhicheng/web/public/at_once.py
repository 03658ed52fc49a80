"""Answers to right questions about certificates, given without the rest of the way.

What a page tells of a certificate is read from the register for each asker. Only the page around it is kept in this
process, once drawn for a shape of verdict, a pack and a legal day: it holds nothing of any certificate.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpResponse
from django.urls import reverse

from zhicheng.documents.public_queries import Told, told_of_handle, told_of_number
from zhicheng.documents.verification import Registered, Verdict, judge_code, judge_number
from zhicheng.domain.legal_time import legal_day
from zhicheng.web.public.flood import Dam, dam_of
from zhicheng.web.public.forms.verify import is_too_long, number_and_name
from zhicheng.web.public.verdict import Drawn, shape_of
from zhicheng.web.public.views.verify import by_code, by_number

MOST_KEPT = 200  # about 5 KB each; a pack and a day have some dozens
TYPED_FORM = "application/x-www-form-urlencoded"
HANDLE = re.compile(r"[-a-zA-Z0-9_]{1,64}")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the register, behind which dam, and what makes a verdict of what was found."""

    dam: Dam
    look_up: Callable[[], Told | None]
    judge: Callable[[Registered | None], Verdict]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its holes, and the headers it was given with."""

    drawn: Drawn
    headers: dict[str, str]

    def response(self, request: Any, texts: tuple[str, ...]) -> HttpResponse:
        """The page at the moment of this request."""
        content = self.drawn.filled(request.now, texts)
        return HttpResponse(content, headers=self.headers | {"Content-Length": str(len(content))})


class AtOnceMiddleware:
    """Stands behind the clock and before the sessions; whoever brings a session or a message goes the whole way."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: dict[Hashable, Page] = {}
        self.number_path = reverse("public-verify-number")
        self.code_path = reverse("public-verify-code", args=["0"])[:-1]
        self.number_dam, self.code_dam = dam_of(by_number), dam_of(by_code)

    def __call__(self, request: Any) -> HttpResponse:
        question = self._question(request)
        if question is None or question.dam.overflows(request):
            return self.get_response(request)
        try:
            told = question.look_up()
        except DatabaseError:  # the whole way says what is wrong
            return self.get_response(request)
        verdict = question.judge(told.certificate if told else None)
        if told is None or verdict.certificate is None:
            return self.get_response(request)
        shape, texts = shape_of(verdict)
        around = (question.dam.kind, told.pack, legal_day(request.now))
        page = self.pages.get((around, shape))
        return page.response(request, texts) if page else self._drawn(request, around)

    def _drawn(self, request: Any, around: Hashable) -> HttpResponse:
        """The answer of the whole way; its page is kept for the shape that it was drawn for, whatever came between."""
        response = self.get_response(request)
        drawn = getattr(response, "drawn", None)
        if drawn is not None and response.status_code == 200 and not response.cookies:
            headers = {name: value for name, value in response.items() if name != "Content-Length"}
            if len(self.pages) >= MOST_KEPT:
                self.pages.clear()
            self.pages[around, drawn.shape] = Page(drawn, headers)
        return response

    def _question(self, request: Any) -> Question | None:
        """What is asked, where the answer is the same for everybody."""
        path = request.path_info
        if path == self.number_path:
            return self._typed(request) if request.method == "POST" and _for_anybody(request) else None
        if path.startswith(self.code_path) and request.method == "GET" and _for_anybody(request):
            handle = path.removeprefix(self.code_path)
            if HANDLE.fullmatch(handle):
                return Question(self.code_dam, lambda: told_of_handle(handle.lower()), judge_code)
        return None

    def _typed(self, request: Any) -> Question | None:
        if request.content_type != TYPED_FORM or is_too_long(request.META):
            return None
        try:
            said = number_and_name(request.POST)
        except (BadRequest, SuspiciousOperation):  # too many fields, other signs than UTF-8: the whole way says so
            return None
        if said is None:
            return None
        number, name = said
        return Question(self.number_dam, lambda: told_of_number(number), lambda found: judge_number(found, name))


def _for_anybody(request: Any) -> bool:
    """Whether the answer is for nobody in particular, at an address that is ours."""
    cookies = request.COOKIES
    if settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies:
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
