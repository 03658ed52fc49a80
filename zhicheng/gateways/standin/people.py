"""The people the stand-in knows, read from a JSON file and read again when the file changes.

    [{"name": "…", "id_kind": "resident_id", "id_number": "…", "mark": "",
      "schooling": [{archive values of section schooling}], "degrees": [{… of section degree}],
      "insurance": [{"region": "330521", "employer": "…", "from": "2021-07", "to": "2024-11"}],
      "marks": {"insurance": "down"}}]

`mark` (for both registers) or `marks` (for one) is "" or "slow", "down", "unknown".
"""

import json
import threading
from pathlib import Path
from typing import Any

Person = dict[str, Any]


class People:
    """Look-up by name, kind and number."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._known: dict[tuple[str, str, str], Person] = {}

    def find(self, name: str, id_kind: str, id_number: str) -> Person | None:
        """The person, or None when the file does not name them."""
        with self._lock:
            self._read_again()
            return self._known.get((name, id_kind, id_number))

    def __len__(self) -> int:
        with self._lock:
            self._read_again()
            return len(self._known)

    def _read_again(self) -> None:
        try:
            status = self._file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if stamp == self._stamp:
                return
            people = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return  # half written, or not there yet: the last whole reading stands
        self._known = {(one["name"], one.get("id_kind", "resident_id"), one["id_number"]): one for one in people}
        self._stamp = stamp
