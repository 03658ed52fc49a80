"""Several acts begun at the same instant, each in a thread with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from zhicheng.domain.faults import Refused


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act gives, in their order; a refusal is an answer like any other."""

    def do(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))
