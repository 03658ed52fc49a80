"""Text and shapes on an OFD page, in millimetres from its left and top edge, as the XML of the format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

import segno

Colour = tuple[int, int, int]
INK, MUTED, PALE, SEAL_RED, WHITE = (0, 0, 0), (90, 90, 90), (190, 190, 190), (200, 16, 30), (255, 255, 255)
SERIF, SANS = 1, 2  # the ids of the fonts in PublicRes.xml
NARROW = 0.5  # width of a Latin sign or digit, in sizes
LINE = 1.35  # from base line to base line, in sizes
MM_A_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Text:
    """One line; `x`, `y` are the start of its base line, `size` is in points."""

    words: str
    x: float
    y: float
    size: float
    font: int = SERIF
    colour: Colour = INK
    bold: bool = False
    spacing: float = 0.0

    def advances(self) -> list[float]:
        """How far each sign moves the pen, in millimetres: set in the file, so that no reader's font decides."""
        em = self.size * MM_A_POINT
        return [em * (1.0 if is_wide(sign) else NARROW) + self.spacing for sign in self.words]

    def width(self) -> float:
        """From the first sign's left edge to the last one's right."""
        return sum(self.advances()) - self.spacing

    def xml(self, number: int) -> str:
        """A TextObject whose box begins a size above the base line."""
        em = self.size * MM_A_POINT
        box = f"{self.x:.3f} {self.y - em:.3f} {self.width() + 0.1:.3f} {em * 1.3:.3f}"
        weight = ' Weight="700"' if self.bold else ""
        steps = " ".join(f"{one:.3f}" for one in self.advances()[:-1])
        delta = f' DeltaX="{steps}"' if steps else ""
        return (
            f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="{self.font}" Size="{em:.3f}"{weight}>'
            f"{_fill(self.colour)}"
            f'<ofd:TextCode X="0" Y="{em:.3f}"{delta}>{escape(self.words)}</ofd:TextCode></ofd:TextObject>'
        )


@dataclass(frozen=True, slots=True)
class Path:
    """A shape in a box, its points counted from the box's corner: drawn with a line of this width, or filled."""

    x: float
    y: float
    width: float
    height: float
    data: str
    colour: Colour = INK
    line: float = 0.0

    def xml(self, number: int) -> str:
        """A PathObject."""
        box = f"{self.x:.3f} {self.y:.3f} {self.width:.3f} {self.height:.3f}"
        stroke = "true" if self.line else "false"
        how = f'LineWidth="{self.line:.3f}" Stroke="{stroke}" Fill="{"false" if self.line else "true"}"'
        colour = _stroke(self.colour) if self.line else _fill(self.colour)
        data = f"<ofd:AbbreviatedData>{self.data}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject ID="{number}" Boundary="{box}" {how}>{colour}{data}</ofd:PathObject>'


Drawn = Text | Path


def rectangle(x: float, y: float, width: float, height: float, *, line: float, colour: Colour) -> Path:
    """A frame."""
    return Path(x, y, width, height, _box(0, 0, width, height), colour, line)


def rule(x: float, y: float, width: float, *, line: float = 0.18, colour: Colour = PALE) -> Path:
    """A level line."""
    return Path(x, y, width, max(line, 0.1), f"M 0 0 L {width:g} 0", colour, line)


def code(content: str, x: float, y: float, side: float) -> list[Path]:
    """A QR code of error level M on white, its four cells of rest included in `side`."""
    cells = [list(row) for row in segno.make_qr(content, error="m").matrix]
    cell = side / (len(cells) + 8)
    bars = " ".join(
        _box((start + 4) * cell, (row + 4) * cell, (end - start) * cell, cell)
        for row, line in enumerate(cells)
        for start, end in _runs(line)
    )
    ground = Path(x, y, side, side, _box(0, 0, side, side), WHITE)
    return [ground, Path(x, y, side, side, bars)]


def fitted(words: str, width: float, sizes: Iterable[float], lines: int) -> list[tuple[str, float]]:
    """The words broken into lines that fit the width, each with its size: the largest that needs no more lines."""
    broken: list[str] = []
    size = 0.0
    for size in sizes:
        broken = list(_broken(words, width, size))
        if len(broken) <= lines:
            break
    return [(line, size) for line in broken]


def _broken(words: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for sign in words:
        if line and Text(line + sign, 0, 0, size).width() > width:
            yield line
            line = ""
        line += sign
    yield line


def is_wide(sign: str) -> bool:
    """Whether a sign takes the whole square: Chinese and its punctuation do."""
    return ord(sign) >= 0x2E80 or sign in "—…“”‘’·"


def _runs(line: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, dark in enumerate([*line, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at
            start = None


def _box(x: float, y: float, width: float, height: float) -> str:
    right, low = x + width, y + height
    return f"M {x:.4f} {y:.4f} L {right:.4f} {y:.4f} L {right:.4f} {low:.4f} L {x:.4f} {low:.4f} C"


def _fill(colour: Colour) -> str:
    return f'<ofd:FillColor Value="{colour[0]} {colour[1]} {colour[2]}"/>'


def _stroke(colour: Colour) -> str:
    return f'<ofd:StrokeColor Value="{colour[0]} {colour[1]} {colour[2]}"/>'
