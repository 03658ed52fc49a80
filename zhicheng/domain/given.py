"""A value that the procedure has brought about by now, though its column could be empty."""

from typing import TypeVar

T = TypeVar("T")


class NotThereYet(Exception):
    """Something was asked of a case before the procedure brought it about: a fault of ours, not of the person."""


def given(value: T | None) -> T:
    """The value, which is there by now. Raises NotThereYet when it is not."""
    if value is None:
        raise NotThereYet("the case does not have this yet")
    return value
