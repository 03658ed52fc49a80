"""The signer's ledger: every intent, signature and refusal, each chained to the one before, never changed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from zhicheng.domain.approval import canonical

INTENT, SIGNED, REFUSED, OPENED = "intent", "signed", "refused", "opened"
START = "0" * 64
SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL,
    to_sign TEXT NOT NULL, subject TEXT NOT NULL, facts TEXT NOT NULL, approval TEXT NOT NULL, signature TEXT NOT NULL,
    words TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS one_intent_a_number ON entry (number) WHERE kind = 'intent';
CREATE UNIQUE INDEX IF NOT EXISTS one_signature_a_number ON entry (number) WHERE kind = 'signed';
CREATE UNIQUE INDEX IF NOT EXISTS one_number_for_approved_facts ON entry (subject, facts) WHERE kind = 'intent';
CREATE INDEX IF NOT EXISTS taken_or_refused_of_a_day ON entry (day) WHERE kind IN ('intent', 'refused');
CREATE TRIGGER IF NOT EXISTS never_updated BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'never updated'); END;
CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'never deleted'); END;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. Digests are SHA-256 in hexadecimal, `at` is an ISO moment, `day` the legal day of it.

    `to_sign` is the digest that the key signs, `subject` and `facts` name what was approved, `approval` is the digest
    of the approval's body. In an `opened` entry `to_sign` is the certificate's digest, `words` the approvers' keys.
    """

    seq: int
    kind: str
    at: str
    day: str
    number: str = ""
    to_sign: str = ""
    subject: str = ""
    facts: str = ""
    approval: str = ""
    signature: str = ""
    words: str = ""
    previous: str = START
    hash: str = ""

    def chained(self) -> str:
        """The hash over all the rest of the entry, and through `previous` over all entries before."""
        return sha256(canonical(asdict(replace(self, hash=""))).encode()).hexdigest()


COLUMNS = ", ".join(field.name for field in fields(Entry))
PLACES = ", ".join("?" for _ in fields(Entry))


class Ledger:
    """A ledger file, made on first use. Each entry is on the disk when `append` returns; one process at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
        self._connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + SCHEMA)
        path.chmod(0o600)

    def append(self, kind: str, *, at: str, day: str, **more: str) -> Entry:
        """Chain one entry to the last and write it through. Raises sqlite3.Error when the disk does not take it."""
        last = self.last()
        entry = Entry(last.seq + 1 if last else 1, kind, at, day, previous=last.hash if last else START, **more)
        entry = replace(entry, hash=entry.chained())
        self._connection.execute(f"INSERT INTO entry ({COLUMNS}) VALUES ({PLACES})", astuple(entry))  # noqa: S608
        return entry

    def last(self) -> Entry | None:
        """The newest entry."""
        return self._one("ORDER BY seq DESC LIMIT 1")

    def intent(self, number: str) -> Entry | None:
        """What was taken in hand under this number."""
        return self._one("WHERE kind = 'intent' AND number = ?", number)

    def signed(self, number: str) -> Entry | None:
        """The signature given under this number."""
        return self._one("WHERE kind = 'signed' AND number = ?", number)

    def intent_for(self, subject: str, facts: str) -> Entry | None:
        """What was taken in hand for these approved facts."""
        return self._one("WHERE kind = 'intent' AND subject = ? AND facts = ?", subject, facts)

    def opened(self) -> Entry | None:
        """Under which certificate and approvers' keys the ledger was last opened."""
        return self._one("WHERE kind = 'opened' ORDER BY seq DESC LIMIT 1")

    def counted_on(self, day: str) -> int:
        """How many numbers were taken in hand or refused on a day."""
        counted = "SELECT count(*) FROM entry WHERE kind IN ('intent', 'refused') AND day = ?"
        return int(self._connection.execute(counted, (day,)).fetchone()[0])

    def entries(self) -> Iterator[Entry]:
        """All entries, the oldest first."""
        for row in self._connection.execute(f"SELECT {COLUMNS} FROM entry ORDER BY seq"):  # noqa: S608
            yield Entry(*row)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _one(self, where: str, *values: str) -> Entry | None:
        row = self._connection.execute(f"SELECT {COLUMNS} FROM entry {where}", values).fetchone()  # noqa: S608
        return Entry(*row) if row else None
