"""Every import contract of pyproject.toml is kept, and each one breaks when somebody crosses its line."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FORBIDDEN = [
    ("arrows", "domain/planted.py", "import zhicheng.cases"),
    ("arrows", "outbox/planted.py", "import zhicheng.people"),
    ("arrows", "people/planted.py", "import zhicheng.policy"),
    ("arrows", "policy/planted.py", "import zhicheng.cases"),
    ("arrows", "cases/planted.py", "import zhicheng.documents"),
    ("arrows", "documents/planted.py", "import zhicheng.web"),
    ("arrows", "jobs/planted.py", "import zhicheng.web"),
    ("arrows", "web/planted.py", "import zhicheng.demo"),
    ("arrows", "web/planted.py", "import zhicheng.commands"),
    ("arrows", "commands/planted.py", "import zhicheng.cli"),
    ("arrows", "newcomer/__init__.py", ""),
    ("plain-domain", "domain/planted.py", "import django"),
    ("plain-domain", "domain/planted.py", "import yaml"),
    ("packs-without-django", "policy/proof/planted.py", "import zhicheng.policy.models"),
    ("signer-without-django", "signer/planted.py", "import django"),
    ("verified-without-django", "documents/long_term/planted.py", "import django"),
    ("no-network-in-actions", "cases/planted.py", "import zhicheng.gateways"),
    ("no-network-in-actions", "documents/planted.py", "import httpx"),
    ("no-network-in-actions", "people/planted.py", "import zhicheng.gateways"),
    ("adapters-in-settings", "jobs/planted.py", "import zhicheng.gateways.education.http"),
    ("http-in-gateways", "web/planted.py", "import httpx"),
    ("http-in-gateways", "jobs/planted.py", "import httpx"),
    ("audiences-apart", "web/applicant/planted.py", "import zhicheng.web.bureau"),
    ("audiences-apart", "web/public/planted.py", "import zhicheng.web.employer"),
    ("case-tables", "web/bureau/planted.py", "import zhicheng.cases.models"),
    ("case-tables", "demo/planted.py", "import zhicheng.cases.models"),
    ("migrations-alone", "cases/migrations/planted.py", "import zhicheng.domain"),
    ("migrations-alone", "people/migrations/planted.py", "import zhicheng.people.models"),
    ("no-config", "web/planted.py", "import config.settings"),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A copy of the code in which a wrong import can be planted."""
    copy = tmp_path_factory.mktemp("tree")
    for package in ("zhicheng", "config"):
        shutil.copytree(
            repository / package, copy / package, ignore=lambda _folder, names: {n for n in names if not _is_code(n)}
        )
    shutil.copy(repository / "pyproject.toml", copy)
    return copy


def _is_code(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


def _lint(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo", *chosen]
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept(tree: Path) -> None:
    done = _lint(tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "path", "line"), FORBIDDEN, ids=[f"{c}: {p}" for c, p, _ in FORBIDDEN])
def test_the_contract_bites(tree: Path, contract: str, path: str, line: str) -> None:
    planted = tree / "zhicheng" / path
    new_folder = not planted.parent.exists()
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f"{line}\n")
    try:
        done = _lint(tree, contract)
    finally:
        planted.unlink()
        if new_folder:
            planted.parent.rmdir()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout


def test_every_contract_is_shown_to_bite(repository: Path) -> None:
    pyproject = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["id"] for contract in pyproject["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in FORBIDDEN}
