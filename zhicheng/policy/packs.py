"""Policy packs: found by id in `policies/`, hashed, checked strictly and given a type."""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.files import places, procedure, rules
from zhicheng.policy.files.catalogue import Table, read_exam_only, read_licences, read_series
from zhicheng.policy.files.folder import (
    TABLES,
    NoSuchPack,
    PackContent,
    among,
    content_from,
    in_folder,
    is_pack_id,
    is_table_file,
    write_content,
)
from zhicheng.policy.files.strict import BadPack, Kept, Section

__all__ = [
    "DEFAULT_PACK",
    "NoSuchPack",
    "PackContent",
    "among",
    "content_from",
    "in_folder",
    "is_pack_id",
    "load_pack",
    "pack_from",
    "pack_ids",
    "policies_dir",
    "read_content",
    "write_content",
]

DEFAULT_PACK = "huzhou-2024"


def policies_dir() -> Path:
    """Where the packs are: ZHICHENG_POLICIES, else `policies/` beside the package."""
    return Path(os.environ.get("ZHICHENG_POLICIES") or Path(__file__).resolve().parents[2] / "policies")


def affiliations_of_facts(root: Path | None = None) -> frozenset[str]:
    """The codes that the facts' format names for an employer's affiliation: any pack reads them, its own or not."""
    return _affiliations((root or policies_dir()) / "catalogue" / "affiliations.csv")


@lru_cache(maxsize=16)
def _affiliations(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    return frozenset(row["code"] for row in Table(path.name, path.read_bytes()).rows(("code", "name")))


def pack_ids(root: Path | None = None) -> list[str]:
    """Ids of the packs in the policies folder, in order."""
    found = (root or policies_dir()).glob("*/*/pack.yaml")
    ids = (f"{path.parent.parent.name}-{path.parent.name}" for path in found)
    return sorted(one for one in ids if is_pack_id(one))


def load_pack(pack_id: str, root: Path | None = None) -> Pack:
    """The pack, read once for each folder. Raises NoSuchPack, or BadPack with every fault and its path."""
    return _load(pack_id, root or policies_dir())


@lru_cache(maxsize=64)
def _load(pack_id: str, root: Path) -> Pack:
    return pack_from(read_content(pack_id, root), pack_id)


def read_content(pack_id: str, root: Path | None = None) -> PackContent:
    """The pack in the policies folder over its base, not yet checked. Raises NoSuchPack, or BadPack."""
    folder = root or policies_dir()
    try:
        return content_from(pack_id, in_folder(folder))
    except NoSuchPack as error:
        known = ", ".join(pack_ids(folder)) or "none"
        raise NoSuchPack(f"{error} in {folder}; there are: {known}") from error


def pack_from(read: PackContent, where: str) -> Pack:
    """The pack of this content. Raises BadPack with every fault and its path; `where` says of what."""
    content = copy.deepcopy(read.content)
    faults: list[str] = []
    kept = Kept()
    top = Section(content, "", faults, kept)
    tables = _tables(top.section("catalogue"), read)
    if faults:
        raise BadPack(where, faults)
    pack = _typed(top, tables)
    top.done()
    if faults:
        raise BadPack(where, faults)
    kept.drop_defaults()
    try:
        return replace(pack, sha256=_digest(content, tables), affiliations_elsewhere=affiliations_of_facts())
    except TypeError as error:
        raise BadPack(where, [f"$: {error}"]) from error


def _tables(catalogue: Section, read: PackContent) -> list[Table]:
    tables = []
    for name in TABLES:
        file = catalogue.text(name)
        if not is_table_file(file):
            catalogue.fault(name, f"must be the name of a table in policies/catalogue; got {file!r}")
        elif file not in read.tables:
            catalogue.fault(name, f"no table {file!r} is there")
        else:
            tables.append(Table(file, read.tables[file]))
    catalogue.done()
    return tables


def _typed(top: Section, tables: list[Table]) -> Pack:
    series = read_series(tables[0])
    regions = places.regions(top)
    pack_id = top.text("id")
    if not is_pack_id(pack_id):
        top.fault("id", f"must be <place>-<year>; got {pack_id!r}")
    return Pack(
        id=pack_id,
        version=top.text("version"),
        sha256="",
        title=top.text("title"),
        place=top.text("place"),
        city=top.code("city", regions),
        notice=top.text("notice"),
        legal_basis=procedure.texts(top, "legal_basis"),
        site=top.text("site"),
        regions=regions,
        series=series,
        exam_only=read_exam_only(tables[1], series),
        licence_needs=read_licences(tables[2], series),
        routes=rules.routes(top),
        reading=rules.reading(top.section("reading")),
        deciders=places.deciders(top, regions),
        batches=places.batches(top, "batches"),
        own_batches=places.own_batches(top.section("own_batches"), regions),
        conditions=rules.conditions(top.section("conditions")),
        materials=rules.materials(top.section("materials")),
        publicity=procedure.publicity(top.section("publicity")),
        paper=procedure.paper(top.section("paper")),
        correction=procedure.correction(top.section("correction")),
        document=procedure.document(top.section("document")),
        county_check=top.flag("county_check", top.ruled("county_check")),
        checklist=procedure.checklist(top, series),
        refusal_reasons=procedure.refusal_reasons(top),
        return_reasons=procedure.return_reasons(top),
        clauses=top.kept.clauses,
        transition=procedure.transition(top),
        accepted=rules.accepted(top),
        uncertain=frozenset(top.kept.uncertain),
    )


def _digest(content: dict[str, Any], tables: Iterable[Table]) -> str:
    """SHA-256 of the resolved content, however it was laid out, and of the tables it names."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    digest = hashlib.sha256(text.encode())
    for table in tables:
        digest.update(hashlib.sha256(table.data).digest())
    return digest.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a policy pack")
