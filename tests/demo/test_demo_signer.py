"""The demo's signer: told who approves, run for as long as it is needed, its ledger put aside with an old demo."""

from pathlib import Path

import pytest

from tests.signing import a_signer_home
from zhicheng.demo.signer import ready_signer, signing
from zhicheng.signer.wire import NoAnswer, ask, written

STATE = written({"state": True})
NOBODY = "A" * 43 + "="  # a public key, of whomever


def test_the_signer_answers_as_long_as_the_demo_is_loaded(tmp_path: Path) -> None:
    a_signer_home(tmp_path / "seal")
    ready_signer(tmp_path, NOBODY, anew=True)
    with signing(tmp_path):
        assert ask(tmp_path / "signer" / "signer.sock", STATE)["state"]["entries"] == 1
    with pytest.raises(NoAnswer):
        ask(tmp_path / "signer" / "signer.sock", STATE)


def test_a_new_demo_begins_a_new_ledger_and_keeps_the_old_one_aside(tmp_path: Path) -> None:
    ready_signer(tmp_path, NOBODY, anew=False)
    ledger = tmp_path / "signer" / "ledger.sqlite3"
    ledger.write_bytes(b"of the demo before")
    ready_signer(tmp_path, NOBODY, anew=False)
    assert ledger.exists()
    ready_signer(tmp_path, NOBODY, anew=True)
    assert not ledger.exists()
    assert (ledger.parent / "before-ledger.sqlite3").read_bytes() == b"of the demo before"
