"""Read what a form posted, without trusting it."""


def whole(text: str | None) -> int | None:
    """The whole number that a hidden field holds; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
