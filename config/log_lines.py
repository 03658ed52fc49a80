"""How the log is written: errors with their way through the code, but no value of a row and no identity number."""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType

from zhicheng.domain.identity.masking import without_numbers
from zhicheng.outbox.told import told

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Writes a record as Python does, each error of a chain told as `zhicheng.outbox.told` tells it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's line, and its errors below."""
        return without_numbers(super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  (logging's name)
        """The chain of errors, the first cause first."""
        return "\n".join(_written(one) for one in reversed(list(_chain(ei[1]))))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _written(error: BaseException) -> str:
    way = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"Traceback (most recent call last):\n{way}{kind}: {told(error)}"
