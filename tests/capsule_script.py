"""A capsule opened, changed, and checked by the independent script as an auditor runs it."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from zhicheng.documents.capsule.members import made
from zhicheng.documents.capsule.zipped import zipped
from zhicheng.documents.log_key import signed_statement

SCRIPT = Path(__file__).parents[1] / "tools" / "check_log.py"


def run(folder: Path, *words: Any) -> tuple[int, str]:
    """The script as an auditor runs it in ten years: alone in an empty folder, without our packages."""
    shutil.copy(SCRIPT, folder / "check_log.py")
    done = subprocess.run(
        [sys.executable, "-I", "check_log.py", *map(str, words)],
        cwd=folder, capture_output=True, text=True, timeout=600, check=False, env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, done.stdout


def checked(folder: Path, capsule: bytes, *more: Any) -> tuple[int, str]:
    (folder / "capsule.zip").write_bytes(capsule)
    return run(folder, "capsule", "capsule.zip", *more)


def opened(capsule: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(capsule)) as folder:
        assert folder.testzip() is None
        return {name: folder.read(name) for name in folder.namelist()}


def signed_anew(found: dict[str, bytes], changes: dict[str, bytes], **said: Any) -> bytes:
    """The capsule with other contents, signed by the platform's own key."""
    found = found | changes
    told = json.loads(found["manifest.json"]) | said
    for one in told["members"]:
        content = found[one["name"]]
        one |= {"size": len(content), "sha256": sha256(content).hexdigest()}
    manifest = json.dumps(told).encode()
    note = signed_statement("capsule", [told["case"], sha256(manifest).hexdigest()]).encode()
    whole = found | {"manifest.json": manifest, "manifest.note": note}
    return b"".join(zipped(made(name, content) for name, content in whole.items()))
