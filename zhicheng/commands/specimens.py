"""Write the specimens: one of each paper, three certificates and the bundle that judges them; sealed for trial."""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from zhicheng.documents.bundle.samples import sign_specimen, specimen_contents, specimens
from zhicheng.documents.bundle.write import MANIFEST, PARTS, SIGNATURE, bundle_files
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.samples import sample_papers
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.seal_place import SealPlace

LIST = "samples.json"
CHANGED = ("certificate-revoked", "certificate-replaced")
SEALED_AT = datetime(2024, 12, 30, 15, 0, tzinfo=BUREAU_ZONE)
TRIAL_SEAL = "zhicheng.gateways.eseal.software.SoftwareSeal"

Sign = Callable[[bytes, SealPlace], bytes]


class NotOurs(Exception):
    """Something in the folder was not written by this command, or was changed since."""


def write_all(folder: Path) -> int:
    """Write every specimen into `folder`, made where missing; gives the number of files.

    Files of an earlier run are replaced. Raises NotOurs before anything is written where a file of one of the names is
    somebody else's, OSError where the folder cannot be written.
    """
    _refuse_strangers(folder)
    (folder / "bundle").mkdir(parents=True, exist_ok=True)
    files = _files()
    for name, content in files.items():
        _put(folder / name, content)
    listed = {name: sha256(content).hexdigest() for name, content in files.items()}
    _put(folder / LIST, (json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return len(files) + 1


def _files() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        seal = _trial_seal(Path(scratch) / "seal")

        def sign(pdf: bytes, place: SealPlace) -> bytes:
            signed: bytes = seal.sign_pdf(pdf, reason="样张", at=SEALED_AT, place=place)
            return signed

        made = specimens(sign=sign)
        files = {f"{kind}.pdf": pdf for kind, pdf in sample_papers(sign=sign)}
        others = tuple(sha256(pdf).hexdigest() for name, pdf in files.items() if _is_other_sealed(name, pdf))
        files |= {one.file_name: one.pdf for one in made}
        files |= {f"{Path(one.file_name).stem}.code.txt": f"{one.code}\n".encode() for one in made}
        contents = specimen_contents(made, seal_pem=seal.certificate_pem, other_papers=others)
        bundle = bundle_files(contents, sign=sign_specimen)
    return files | {f"bundle/{name}": content for name, content in bundle.items()}


def _is_other_sealed(name: str, pdf: bytes) -> bool:
    return b"/ByteRange" in pdf and name != "certificate.pdf"


def _trial_seal(folder: Path) -> Any:
    if not settings.configured:
        settings.configure(ZHICHENG_PRODUCTION=False)
    return import_string(TRIAL_SEAL)(folder)


def _refuse_strangers(folder: Path) -> None:
    ours = _listed(folder)
    papers = [f"{name}.pdf" for name in (*KINDS, *CHANGED)]
    codes = [f"{name}.code.txt" for name in ("certificate", *CHANGED)]
    for name in [*papers, *codes, *(f"bundle/{part}" for part in (*PARTS, MANIFEST, SIGNATURE)), LIST]:
        path = folder / name
        if path.is_symlink() or (path.exists() and not _is_ours(path, name, ours)):
            raise NotOurs(f"{path} 不是样张命令写的，或者写后改动过，不会覆盖它。请换一个目录，或先移走这个文件。")


def _is_ours(path: Path, name: str, ours: dict[str, str]) -> bool:
    if name == LIST:
        return bool(ours)
    return path.is_file() and ours.get(name) == sha256(path.read_bytes()).hexdigest()


def _listed(folder: Path) -> dict[str, str]:
    """The files of an earlier run with their digests; empty where there was none."""
    try:
        listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return listed if isinstance(listed, dict) and "certificate.pdf" in listed else {}


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
