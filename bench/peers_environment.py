"""A virtual environment of its own for what a bench measures us beside, made anew when what is pinned has changed."""

from __future__ import annotations

import hashlib
import subprocess
import venv
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent / "build"


def peers_python(pinned: Path, name: str) -> Path:
    """The interpreter of the environment `build/bench-<name>`, with the packages of the file `pinned`."""
    folder = BUILD / f"bench-{name}"
    python, stamp = folder / "bin" / "python", folder / "pinned"
    wanted = hashlib.sha256(pinned.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", pinned], check=True, stderr=subprocess.DEVNULL)
        stamp.write_text(wanted)
    return python
