"""What is installed is exactly what was locked, for running and for developing alike, from whatever index."""

import re
from pathlib import Path

import pytest

PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def _pins(lock: Path) -> dict[str, str]:
    return {name.lower(): version for name, version in PIN.findall(lock.read_text("utf-8"))}


def test_developing_uses_the_versions_that_run(repository: Path) -> None:
    runs, develops = _pins(repository / "requirements.lock"), _pins(repository / "requirements-dev.lock")
    assert "django" in runs
    assert {name: develops.get(name) for name in runs} == runs


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash_and_no_index_is_named(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    pinned = [entry for entry in entries if PIN.match(entry)]
    assert len(pinned) == len(_pins(repository / name)) > 0
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--index|--find-links|\bfile:", text)
