"""Answers about certificates that were given before and still hold, given again without the rest of the way.

A right question (number with its name, or the code of a certificate) has one answer for everybody until the register
changes. It is kept in this process, without name and moment, under a keyed digest of the question, and thrown away
with all others as soon as the register has another version, another pack is in use or another legal day has begun.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpResponse
from django.urls import reverse

from zhicheng.documents.register_version import register_version
from zhicheng.domain.legal_time import legal_day
from zhicheng.web.public.flood import Dam, dam_of
from zhicheng.web.public.forms.verify import is_too_long, number_and_name
from zhicheng.web.public.verdict import Drawn
from zhicheng.web.public.views.verify import by_code, by_number

MOST_KEPT = 2000  # about 5 KB each
TYPED_FORM = "application/x-www-form-urlencoded"
LONGEST_HANDLE = 64
Version = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as a digest that only this process can make; and the name that was typed, or ""."""

    digest: bytes
    dam: Dam
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page with its holes, and the headers it was given with."""

    drawn: Drawn
    headers: dict[str, str]

    def response(self, request: Any, name: str) -> HttpResponse:
        """The page at the moment of this request."""
        content = self.drawn.filled(request.now, name)
        return HttpResponse(content, headers=self.headers | {"Content-Length": str(len(content))})


class KeptAnswers:
    """The answers of one version, so many at most; the one that was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.version: Version = ()
        self.answers: OrderedDict[bytes, Answer] = OrderedDict()
        self.lock = Lock()

    def find(self, digest: bytes, version: Version) -> Answer | None:
        """The answer to the question in this version; with a new version everything kept is thrown away."""
        with self.lock:
            if version != self.version:
                self.answers.clear()
                self.version = version
            found = self.answers.get(digest)
            if found is not None:
                self.answers.move_to_end(digest)
            return found

    def keep(self, digest: bytes, version: Version, answer: Answer) -> None:
        """Keep an answer that was drawn after `version` was read, unless another version was seen since."""
        with self.lock:
            if version == self.version:
                self.answers[digest] = answer
                if len(self.answers) > self.most:
                    self.answers.popitem(last=False)


class AtOnceMiddleware:
    """Stands behind the clock and before the sessions; whoever brings a session or a message goes the whole way."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response
        self.kept = KeptAnswers(MOST_KEPT)
        self.key = secrets.token_bytes(32)
        self.number_path = reverse("public-verify-number")
        self.code_path = reverse("public-verify-code", args=["0"])[:-1]
        self.number_dam, self.code_dam = dam_of(by_number), dam_of(by_code)

    def __call__(self, request: Any) -> HttpResponse:
        question = self._question(request)
        version = self._version(request) if question else None
        if question is None or version is None:
            return self.get_response(request)
        answer = self.kept.find(question.digest, version)
        if answer and not question.dam.overflows(request):
            return answer.response(request, question.name)
        response = self.get_response(request)
        drawn = getattr(response, "drawn", None)
        if drawn is not None and response.status_code == 200 and not response.cookies:
            headers = {name: value for name, value in response.items() if name != "Content-Length"}
            self.kept.keep(question.digest, version, Answer(drawn, headers))
        return response

    def _question(self, request: Any) -> Question | None:
        """What is asked, where the answer could be one that was given before."""
        path = request.path_info
        if path == self.number_path:
            return self._typed(request) if request.method == "POST" and _for_anybody(request) else None
        if path.startswith(self.code_path) and request.method == "GET" and len(path) <= LONGEST_HANDLE:
            return Question(self._digest(path), self.code_dam) if _for_anybody(request) else None
        return None

    def _typed(self, request: Any) -> Question | None:
        if request.content_type != TYPED_FORM or is_too_long(request.META):
            return None
        try:
            said = number_and_name(request.POST)
        except (BadRequest, SuspiciousOperation):  # too many fields, other signs than UTF-8: the whole way says so
            return None
        return Question(self._digest("\0".join(said)), self.number_dam, said[1]) if said else None

    def _digest(self, question: str) -> bytes:
        return blake2b(question.encode(), key=self.key, digest_size=16).digest()

    def _version(self, request: Any) -> Version | None:
        """None where nothing can be told at once: the whole way says what is wrong."""
        try:
            register = register_version()
        except DatabaseError:
            return None
        return (register, legal_day(request.now)) if register else None


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
