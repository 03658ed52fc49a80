"""Draw the round face of a seal as a small PDF, in the papers' own fonts."""

from pathlib import Path

import typst

PAGE = Path(__file__).with_name("face.typ")
FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"


def draw_face(ring: str, mark: str) -> bytes:
    """A page of 42 by 42 mm with `ring` along the circle and `mark` in the middle, on no ground."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    drawn = typst.Compiler(root=str(PAGE.parent), font_paths=fonts).compile(
        str(PAGE), format="pdf", sys_inputs={"ring": ring, "mark": mark}, pdf_tags=False
    )
    if not isinstance(drawn, bytes):
        raise TypeError("the face of a seal is one page")
    return drawn
