"""The fonts in the repository are those of their manifest, each with its licence, and have the characters of names."""

import hashlib
import json
import threading
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from zhicheng.documents.papers import FontMissing, renderer
from zhicheng.documents.papers.samples import sample

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
MANIFEST = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))["fonts"]


def characters(name: str) -> set[int]:
    with TTFont(FONTS / name) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("name", MANIFEST)
def test_a_font_is_the_one_of_the_manifest(name: str) -> None:
    raw = (FONTS / name).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == MANIFEST[name]["sha256"]
    assert len(raw) == MANIFEST[name]["bytes"]


def test_without_the_gpl_font_a_paper_prints_in_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, about in MANIFEST.items():
        if about["licence"] == "OFL-1.1":
            (tmp_path / name).symlink_to(FONTS / name)
    monkeypatch.setattr(renderer, "FONTS", tmp_path)
    made: list[bytes] = []
    fresh = threading.Thread(target=lambda: made.append(renderer.render("bureau_notice", sample("bureau_notice"))))
    fresh.start()
    fresh.join()
    with pikepdf.open(BytesIO(made[0])) as pdf:
        used = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert used
    assert not [font for font in used if "Fandol" in font]


@pytest.mark.parametrize("name", sorted(renderer.NEEDED))
def test_without_any_other_font_nothing_is_printed_until_it_is_back(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in MANIFEST:
        (tmp_path / one).symlink_to(FONTS / one)
    monkeypatch.setattr(renderer, "FONTS", tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(FontMissing, match=name):
        renderer.render("receipt", sample("receipt"))
    (tmp_path / name).symlink_to(FONTS / name)
    assert renderer.render("receipt", sample("receipt")).startswith(b"%PDF")


def test_every_font_file_is_in_the_manifest() -> None:
    assert {path.name for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf")} == set(MANIFEST)


@pytest.mark.parametrize("name", MANIFEST)
def test_a_font_has_version_source_and_a_licence_that_lies_beside_it(name: str) -> None:
    entry = MANIFEST[name]
    assert entry["version"]
    assert entry["source"]
    assert entry["licence"] in ("OFL-1.1", "GPL-3.0 with the GPL font exception")
    licence = (FONTS / entry["licence_file"]).read_text(encoding="utf-8", errors="replace")
    assert ("Open Font License" in licence) == (entry["licence"] == "OFL-1.1")


def test_together_they_stay_under_thirty_megabytes() -> None:
    assert sum(entry["bytes"] for entry in MANIFEST.values()) < 30_000_000


def test_the_font_of_last_resort_has_every_common_and_rare_character_of_names() -> None:
    has = characters("NotoSerifSC-Regular.ttf")
    assert not [chr(c) for c in range(0x4E00, 0x9FA6) if c not in has]
    assert not [c for c in "喆堃昇翀𬭛𫘝䶮㐂㛃𬍛𬴂𬭎" if ord(c) not in has]


@pytest.mark.parametrize("name", MANIFEST)
def test_every_font_has_the_first_level_of_gb_2312(name: str) -> None:
    has = characters(name)
    level_one = {bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)}
    assert not {c for c in level_one if ord(c) not in has}
