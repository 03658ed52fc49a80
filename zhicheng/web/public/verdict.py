"""The page that tells a verdict, drawn with holes for the moment and for what the certificate says, and filled in."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from zhicheng.documents.verification import Verdict
from zhicheng.domain.words import cn_datetime
from zhicheng.web.public.pages.finding import Finding, finding_of, with_holes
from zhicheng.web.request import Request

SIGN = secrets.token_hex(16)  # nobody can have it in a name
HOLES = re.compile(f"{SIGN}:([0-9]+);")
MOMENT = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """The page of every verdict of one shape, cut at its holes: the bytes between them, and the place of each hole."""

    shape: Finding
    pieces: tuple[bytes | int, ...]

    def filled(self, now: datetime, texts: Iterable[str]) -> bytes:
        """The page as it is told at `now` with these texts in its holes, escaped as the templates escape."""
        written = [escape(text).encode() for text in (cn_datetime(now), *texts)]
        return b"".join([written[piece] if isinstance(piece, int) else piece for piece in self.pieces])


def verdict_page(request: Request, verdict: Verdict, *, status: int = 200) -> HttpResponse:
    """The verdict and what it means, without anything to fill in; what was drawn goes with the response as `drawn`."""
    shape, texts = shape_of(verdict)
    drawn = draw(request, shape)
    response = HttpResponse(drawn.filled(request.now, texts), status=status)
    response.drawn = drawn  # type: ignore[attr-defined]  # taken by AtOnceMiddleware
    return response


def shape_of(verdict: Verdict) -> tuple[Finding, tuple[str, ...]]:
    """What the page of this verdict shares with others, and the texts that it does not."""
    return with_holes(finding_of(verdict), hole)


def draw(request: Request, shape: Finding) -> Drawn:
    """The page of this shape for who asks: it knows nothing of any certificate."""
    context: dict[str, Any] = {"finding": shape, "asked_at": hole(MOMENT)}
    page = HOLES.split(render_to_string("public/verdict.html", context, request=request))
    return Drawn(shape, tuple(int(piece) if at % 2 else piece.encode() for at, piece in enumerate(page)))


def hole(place: int) -> str:
    """What stands where the text of this place is to be filled in."""
    return f"{SIGN}:{place};"
