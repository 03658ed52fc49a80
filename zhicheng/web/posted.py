"""Read what a form or an address said, without trusting it."""

from django.views.decorators.http import require_http_methods

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_NUMBER = 18  # digits that every database takes for a whole number


def whole(text: str | None) -> int | None:
    """The whole number, nought or more, that somebody sent; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
