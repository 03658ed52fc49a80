"""What is wrong with the machine and not with the paper is waited for, for as long as it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from zhicheng.documents.papers import FontMissing
from zhicheng.outbox.deliver import Silent


@contextmanager
def patient() -> Iterator[None]:
    """Turn the loss of a font file into Silent: every paper fails then, and every one is made once it is back."""
    try:
        yield
    except FontMissing as error:
        raise Silent(f"FontMissing: {error}") from error
