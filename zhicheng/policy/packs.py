"""Policy packs: found by id in `policies/`, resolved over their base, hashed, checked strictly and given a type."""

from __future__ import annotations

import hashlib
import json
import os
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhicheng.domain.eligibility.pack import Clause, Pack
from zhicheng.policy import pack_places, pack_procedure, pack_rules
from zhicheng.policy.catalogue import read_exam_only, read_licences, read_series
from zhicheng.policy.strict import BadPack, Section, read_yaml

DEFAULT_PACK = "huzhou-2024"
_ID = re.compile(r"([a-z][a-z_]*)-([0-9]{4})\Z")
_DEEPEST_BASE = 4


class NoSuchPack(LookupError):
    """No pack of this id is in the policies folder."""


def policies_dir() -> Path:
    """Where the packs are: ZHICHENG_POLICIES, else `policies/` beside the package."""
    return Path(os.environ.get("ZHICHENG_POLICIES") or Path(__file__).resolve().parents[2] / "policies")


def pack_ids(root: Path | None = None) -> list[str]:
    """Ids of the packs in the policies folder, in order."""
    found = (root or policies_dir()).glob("*/*/pack.yaml")
    ids = (f"{path.parent.parent.name}-{path.parent.name}" for path in found)
    return sorted(one for one in ids if _ID.match(one))


def load_pack(pack_id: str, root: Path | None = None) -> Pack:
    """The pack, read once for each folder. Raises NoSuchPack, or BadPack with every fault and its path."""
    return _load(pack_id, root or policies_dir())


@lru_cache(maxsize=64)
def _load(pack_id: str, root: Path) -> Pack:
    path = _path(pack_id, root)
    content = _resolved(path, root, depth=0)
    if content.get("id") != pack_id:
        raise BadPack(str(path), [f"id: must be {pack_id!r}, as its folder says; got {content.get('id')!r}"])
    return _typed(content, path, root)


def _path(pack_id: str, root: Path) -> Path:
    named = _ID.match(pack_id)
    path = root / named[1] / named[2] / "pack.yaml" if named else None
    if path is None or not path.is_file():
        known = ", ".join(pack_ids(root)) or "none"
        raise NoSuchPack(f"no policy pack {pack_id!r} in {root}; there are: {known}")
    return path


def _resolved(path: Path, root: Path, depth: int) -> dict[str, Any]:
    """The pack's content over that of its base: a top-level name written here replaces the base's whole."""
    content = read_yaml(path)
    base = content.pop("base", None)
    if base is None:
        return content
    if not isinstance(base, str) or depth >= _DEEPEST_BASE:
        raise BadPack(str(path), [f"base: must be the id of a pack, at most {_DEEPEST_BASE} deep; got {base!r}"])
    try:
        below = _resolved(_path(base, root), root, depth + 1)
    except NoSuchPack as error:
        raise BadPack(str(path), [f"base: {error}"]) from error
    return {**below, **content}


def _canonical(content: dict[str, Any], tables: list[bytes]) -> str:
    """SHA-256 of the resolved content, however it was laid out, and of the tables it names."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    digest = hashlib.sha256(text.encode())
    for table in tables:
        digest.update(hashlib.sha256(table).digest())
    return digest.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a policy pack")


def _typed(content: dict[str, Any], path: Path, root: Path) -> Pack:
    faults: list[str] = []
    clauses: dict[str, Clause] = {}
    top = Section(content, "", faults, clauses)
    tables = _tables(top.section("catalogue"), root)
    if faults:
        raise BadPack(str(path), faults)
    series = read_series(tables[0])
    regions = pack_places.regions(top)
    county_check = top.ruled("county_check")
    pack = Pack(
        id=top.text("id"),
        version=top.text("version"),
        sha256=_canonical_of(content, tables, path),
        title=top.text("title"),
        place=top.text("place"),
        city=top.code("city", regions),
        notice=top.text("notice"),
        legal_basis=pack_procedure.texts(top, "legal_basis"),
        site=top.text("site"),
        regions=regions,
        series=series,
        exam_only=read_exam_only(tables[1], series),
        licence_needs=read_licences(tables[2], series),
        routes=pack_rules.routes(top),
        reading=pack_rules.reading(top.section("reading")),
        deciders=pack_places.deciders(top, regions),
        batches=pack_places.batches(top, "batches"),
        own_batches=pack_places.own_batches(top.section("own_batches"), regions),
        conditions=pack_rules.conditions(top.section("conditions")),
        materials=pack_rules.materials(top.section("materials")),
        publicity=pack_procedure.publicity(top.section("publicity")),
        paper=pack_procedure.paper(top.section("paper")),
        correction=pack_procedure.correction(top.section("correction")),
        document=pack_procedure.document(top.section("document")),
        county_check=top.flag("county_check", county_check),
        checklist=pack_procedure.checklist(top, series),
        refusal_reasons=pack_procedure.refusal_reasons(top),
        return_reasons=pack_procedure.return_reasons(top),
        clauses=clauses,
    )
    top.done()
    if faults:
        raise BadPack(str(path), faults)
    return pack


def _tables(catalogue: Section, root: Path) -> list[Path]:
    paths = []
    for name in ("series", "exam_only", "licences"):
        file = catalogue.text(name)
        if not re.fullmatch(r"[a-z0-9_-]+\.csv", file):
            catalogue.fault(name, f"must be the name of a table in policies/catalogue; got {file!r}")
        paths.append(root / "catalogue" / file)
    catalogue.done()
    return paths


def _canonical_of(content: dict[str, Any], tables: list[Path], path: Path) -> str:
    try:
        return _canonical(content, [table.read_bytes() for table in tables])
    except (OSError, TypeError) as error:
        raise BadPack(str(path), [f"$: {error}"]) from error
