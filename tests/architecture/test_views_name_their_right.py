"""No page without a word on who may open it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def views(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_view_says_who_may_open_it() -> None:
    silent = [address for address, view in views(get_resolver().url_patterns) if not getattr(view, "right", "")]
    assert silent == []


def test_the_walk_finds_the_pages() -> None:
    assert len(list(views(get_resolver().url_patterns))) > 50
