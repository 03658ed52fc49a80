"""The signer's ledger only grows, and its check names what was changed behind it."""

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from tests.signing import Open, SignerHome, number
from zhicheng.signer.__main__ import main
from zhicheng.signer.audit import faults
from zhicheng.signer.ledger import INTENT, Entry, Ledger


def test_the_ledger_is_never_updated_and_never_deleted(home: SignerHome, opened: Open) -> None:
    opened().sign(home.request(1))
    with closing(sqlite3.connect(home.folder / "ledger.sqlite3")) as connection:
        for words in ("UPDATE entry SET words = 'x'", "DELETE FROM entry"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(words)


SPOILS = {
    2: "UPDATE entry SET number = 'x' WHERE seq = 2",
    3: "UPDATE entry SET signature = '' WHERE seq = 3",
    4: "DELETE FROM entry WHERE seq = 4",
}


@pytest.mark.parametrize("seq", sorted(SPOILS))
def test_the_check_names_the_first_entry_that_was_changed_or_taken_out(
    seq: int, home: SignerHome, opened: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    signer = opened()
    for serial in (1, 2):
        signer.sign(home.request(serial, f"page {serial}"))
    with closing(sqlite3.connect(home.folder / "ledger.sqlite3")) as connection:
        connection.executescript(f"DROP TRIGGER never_updated; DROP TRIGGER never_deleted; {SPOILS[seq]};")
    assert main(["check", "--folder", str(home.folder)]) == 1
    assert f"entry {seq} was changed, or one before it is missing" in capsys.readouterr().out


def test_the_check_sees_through_a_chain_made_anew(home: SignerHome, opened: Open) -> None:
    """Who can write the file can chain it again, but not sign."""
    opened().sign(home.request(1))
    ledger = Ledger(home.folder / "ledger.sqlite3")
    forged = {"number": number(2), "to_sign": "a" * 64}
    ledger.append("intent", at="x", day="x", subject="s", facts="f", **forged)
    ledger.append("signed", at="x", day="x", signature=base64.b64encode(b"no").decode(), **forged)
    assert [seq for seq, _ in faults(ledger, home.certificate_pem)] == [5]
    ledger.close()


def test_the_check_sees_a_number_or_an_approval_taken_in_hand_twice(home: SignerHome, opened: Open) -> None:
    opened().sign(home.request(1))
    ledger = Ledger(home.folder / "ledger.sqlite3")
    entries = list(ledger.entries())
    ledger.close()
    taken = next(one for one in entries if one.kind == INTENT)
    for name in (taken.number, number(2)):
        entry = replace(taken, seq=len(entries) + 1, number=name, previous=entries[-1].hash)
        entries.append(replace(entry, hash=entry.chained()))
    told = [words for _, words in faults(WithoutIndexes(entries), home.certificate_pem)]
    assert told == [
        f"entry 4 takes {taken.number} in hand a second time",
        f"entry 4 takes approved facts in hand a second time, under {taken.number}",
        f"entry 5 takes approved facts in hand a second time, under {number(2)}",
    ]


class WithoutIndexes(Ledger):
    """A ledger whose file was rebuilt, chained anew, without the indexes that forbid a second."""

    def __init__(self, entries: list[Entry]) -> None:
        self._rows = entries

    def entries(self) -> Iterator[Entry]:
        yield from self._rows
