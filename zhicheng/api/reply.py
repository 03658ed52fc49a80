"""Answers in JSON, and faults in one shape for every status: {"error": [one line for each]}."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from zhicheng.domain.eligibility.exchange import dumped

JSON = "application/json"


def reply(content: dict[str, Any], status: int = 200) -> HttpResponse:
    """The content as the command line prints it; nobody keeps it."""
    response = HttpResponse(f"{dumped(content)}\n".encode("utf-8", "backslashreplace"), status=status)
    response["Content-Type"] = JSON
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def refuse(status: int, lines: Iterable[str]) -> HttpResponse:
    """A refusal: each line one fault, in Chinese, with the path of the field where there is one."""
    return reply({"error": list(lines)}, status)
