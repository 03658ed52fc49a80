"""Write a bundle: its files, the list of their digests, and the signature over that list; whole or not at all."""

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from zhicheng.documents.bundle.contents import Change, Contents
from zhicheng.documents.bundle.issued import packed
from zhicheng.domain.legal_time import BUREAU_ZONE

FORMAT = "zhicheng-bundle-1"
SUBJECT = "bundle"
MANIFEST, SIGNATURE = "manifest.json", "manifest.note"
KEYS, STATUS, ISSUED, CHECKPOINT = "keys.json", "status.jsonl", "issued.bin", "checkpoint.txt"
PARTS = (CHECKPOINT, ISSUED, KEYS, STATUS)
Sign = Callable[[list[str]], str]


def bundle_files(contents: Contents, *, sign: Sign) -> dict[str, bytes]:
    """The files of a bundle by name; the same contents give the same bytes.

    `sign` gives the signed note with the subject `bundle` over the lines handed to it, by the key of the issue log.
    Raises ValueError for contents that cannot be written, such as an `as_of` without a time zone.
    """
    if contents.as_of.tzinfo is None:
        raise ValueError(f"{contents.as_of} has no time zone, so it names no moment")
    files = {
        CHECKPOINT: contents.checkpoint.encode(),
        ISSUED: packed(contents.issued, contents.other_papers),
        KEYS: _json(_keys(contents)),
        STATUS: "".join(_line(one) for one in sorted(contents.changes, key=lambda one: one.number)).encode(),
    }
    digests = {name: {"sha256": sha256(files[name]).hexdigest(), "bytes": len(files[name])} for name in PARTS}
    as_of = contents.as_of.astimezone(BUREAU_ZONE).isoformat(timespec="seconds")
    manifest = _json({"format": FORMAT, "as_of": as_of, "sites": list(contents.sites), "files": digests})
    return {**files, MANIFEST: manifest, SIGNATURE: sign([as_of, sha256(manifest).hexdigest()]).encode()}


def write_bundle(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files where `folder` is named, in the place of an older bundle; a reader never meets half a bundle.

    Raises FileExistsError where something else than a bundle is there already.
    """
    if folder.exists() and not (folder / MANIFEST).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} 已有别的内容，不能写入核验包；请换一个目录")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            _write(made / name, content)
        made.chmod(0o755)
        _put(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def replace_file(path: Path, content: bytes) -> None:
    """Put one file where `path` names it: a reader finds the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(draft, content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            how = zipfile.ZIP_STORED if name == ISSUED else zipfile.ZIP_DEFLATED  # digests do not get smaller
            archive.writestr(zipfile.ZipInfo(name), files[name], how)
    return out.getvalue()


def _keys(contents: Contents) -> dict[str, Any]:
    return {
        "authorities": contents.authorities_pem.decode("ascii"),
        "log": contents.log_key,
        "proof": [key.written() for key in contents.proof_keys],
        "seals": [one.written() for one in contents.seals],
        **({"makers": list(contents.makers)} if contents.makers else {}),
    }


def _line(change: Change) -> str:
    said = {"number": change.number, "kind": change.kind.value, "since": change.since.isoformat()}
    said |= {"by": change.by} if change.by else {}
    said |= {"words": change.words} if change.words else {}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def _json(said: Any) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put(made: Path, folder: Path) -> None:
    """A full folder cannot be renamed over: for a moment there is none, and then a reader says so."""
    if not folder.exists():
        made.rename(folder)
        return
    old = made.with_name(f"{made.name}-old")
    folder.rename(old)
    made.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
