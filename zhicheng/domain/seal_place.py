"""Where on a page a seal goes: shared words of the papers, which leave the room, and of the seal, which fills it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SealPlace:
    """The middle of a round seal: page counted from 1, millimetres from the page's left and top edge."""

    page: int
    x_mm: float
    y_mm: float
    diameter_mm: float = 42.0
