"""Read what a form posted, without trusting it."""

from django.views.decorators.http import require_http_methods

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def whole(text: str | None) -> int | None:
    """The whole number that a hidden field holds; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
