"""The page that tells a verdict, drawn once with a hole for the moment and one for the name."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape

from zhicheng.documents.verification import Verdict
from zhicheng.domain.words import cn_datetime
from zhicheng.web.public.pages.finding import finding_of
from zhicheng.web.request import Request

MOMENT, NAME = secrets.token_hex(16), secrets.token_hex(16)
HOLES = re.compile(f"({MOMENT}|{NAME})")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page cut at its holes: every second piece is the name of a hole."""

    pieces: tuple[bytes, ...]

    def filled(self, now: datetime, name: str = "") -> bytes:
        """The page as it is told at `now`; `name` stands where the name was left out."""
        told = {MOMENT.encode(): cn_datetime(now).encode(), NAME.encode(): escape(name).encode()}
        return b"".join(told.get(piece, piece) for piece in self.pieces)


def verdict_page(request: Request, verdict: Verdict, *, status: int = 200, repeats: str | None = None) -> HttpResponse:
    """The verdict and what it means, without anything to fill in.

    `repeats` is what a later asker has to say, the name or "", for the same page to be the answer; None where the
    page is for this asker only. It goes with the response as `drawn`, without the name.
    """
    hole = verdict if not repeats else replace(verdict, name=NAME)
    context: dict[str, Any] = {"finding": finding_of(hole), "asked_at": MOMENT}
    page = render_to_string("public/verdict.html", context, request=request)
    drawn = Drawn(tuple(piece.encode() for piece in HOLES.split(page)))
    response = HttpResponse(drawn.filled(request.now, verdict.name), status=status)
    if repeats is not None:
        response.drawn = drawn  # type: ignore[attr-defined]  # taken by AtOnceMiddleware
    return response
