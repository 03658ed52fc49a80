"""The vendored files are those of the manifest, and a first load stays small."""

import gzip
import hashlib
import json
import re
from pathlib import Path

PARTS = Path(__file__).resolve().parents[2] / "zhicheng/web/parts"
VENDOR = PARTS / "static/vendor"
FIRST_LOAD_BUDGET = 250 * 1024


def manifest():
    return json.loads((VENDOR / "MANIFEST.json").read_text())


def test_each_vendored_file_is_the_one_that_the_manifest_names():
    files = manifest()["files"]
    assert files
    for name, digest in files.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_every_file_in_the_vendor_folder_is_in_the_manifest():
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert there == {"MANIFEST.json", *manifest()["files"]}


def test_every_icon_that_a_page_asks_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "tabler/icons.svg").read_text()))
    templates = PARTS.parents[1].rglob("templates/**/*.html")
    asked = {name for path in templates for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert len(asked) > 5
    assert asked <= drawn


def test_every_icon_that_python_names_is_in_the_sprite():
    from zhicheng.web.parts import verdicts
    from zhicheng.web.parts.templatetags import parts

    drawn = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "tabler/icons.svg").read_text()))
    named = {*parts.STATE_ICONS.values(), *parts.TONE_ICONS.values(), *parts.STEP_ICONS.values()}
    tables = (
        parts.SOURCES,
        parts.FILE_STATES,
        verdicts.VERDICT_WORDS,
        verdicts.OUTCOME_WORDS,
        verdicts.MATERIAL_STATES,
    )
    named |= {row[2] for table in tables for row in table.values()}
    assert named <= drawn


def test_the_shared_files_of_a_first_load_stay_under_the_budget():
    files = [*VENDOR.glob("tabler/*.css"), *VENDOR.glob("tabler/*.svg"), *(PARTS / "static/zhicheng").iterdir()]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < FIRST_LOAD_BUDGET / 3


def test_no_style_sheet_asks_another_host_for_anything():
    for path in (PARTS / "static").rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", path.read_text()), path.name
