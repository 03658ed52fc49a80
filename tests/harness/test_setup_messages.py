"""bin/setup says what is wrong and what to do, on a machine that lacks something."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.platform_process import free_port

NEEDED = ("bash", "env", "dirname", "cat", "tr", "git", "rm")


@pytest.fixture
def clone(tmp_path: Path, repository: Path) -> Path:
    """As much of a clone as bin/setup reads, with a folder `tools` that holds the few commands of a bare machine."""
    tree, tools = tmp_path / "clone", tmp_path / "tools"
    for folder in (tree / "bin", tools):
        folder.mkdir(parents=True)
    for name in ("bin/setup", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(repository / name, tree / name)
    for name in NEEDED:
        (tools / name).symlink_to(str(shutil.which(name)))
    return tree


def _tool(clone: Path, name: str, script: str) -> None:
    path = clone.parent / "tools" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def _setup(clone: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))}
    path = {"PATH": str(clone.parent / "tools"), "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    return subprocess.run(
        [clone / "bin" / "setup", *words],
        env=inherited | path | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_named_with_the_way_out(clone: Path) -> None:
    _tool(clone, "python3", 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac')
    done = _setup(clone)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; python3 here is: Python 3.9.2" in done.stderr
    assert not (clone / ".venv").exists()


def test_an_index_out_of_reach_is_said_with_the_way_out(clone: Path) -> None:
    done = _setup(clone, PYTHON=sys.executable, PIP_INDEX_URL=f"http://127.0.0.1:{free_port()}/simple")
    assert done.returncode == 1
    assert "cannot install the packages" in done.stderr
    assert "PIP_INDEX_URL" in done.stderr
    assert not (clone / ".venv" / ".setup-done").exists()


def test_an_unknown_word_is_refused(clone: Path) -> None:
    done = _setup(clone, "--production")
    assert done.returncode == 1
    assert "knows only --dev" in done.stderr
