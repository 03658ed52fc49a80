"""The end of a wait for somebody outside: it comes when it was said, whatever is still hanging."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


def in_time(question: Coroutine[None, None, T], seconds: float) -> T:
    """What `question` gives within `seconds`. Raises TimeoutError. Not to be used from a running event loop.

    Unlike `asyncio.run` it does not wait for threads: the system's search for a host's address cannot be broken off
    and may take a minute where no name server answers.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(asyncio.wait_for(question, seconds))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
