"""A signer's folder of its own for each test, and the signer over it in this process."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.signing import Clock, Open, SignerHome, a_signer_home
from zhicheng.signer.keys import FileKey
from zhicheng.signer.ledger import Ledger
from zhicheng.signer.signing import Signer


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> SignerHome:
    """A signer's folder with a trial seal, which nobody changes."""
    return a_signer_home(tmp_path_factory.mktemp("signer") / "home")


@pytest.fixture
def home(template: SignerHome, tmp_path: Path) -> SignerHome:
    """A copy of it."""
    shutil.copytree(template.folder, tmp_path / "home")
    return SignerHome(tmp_path / "home", template.approver)


@pytest.fixture
def clock() -> Clock:
    """The signer's."""
    return Clock()


@pytest.fixture
def opened(home: SignerHome, clock: Clock) -> Iterator[Open]:
    """A signer in this process over the home's ledger; call it again for the signer after a fall."""
    ledgers = []

    def open_it(*, quota: int = 100, key: Any = None) -> Signer:
        ledgers.append(Ledger(home.folder / "ledger.sqlite3"))
        key = key or FileKey(home.folder / "seal.key.pem")
        approvers = [home.approver.public_key()]
        return Signer(key, home.certificate_pem, approvers, ledgers[-1], quota=quota, clock=clock)

    yield open_it
    for ledger in ledgers:
        ledger.close()
