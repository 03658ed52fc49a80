"""Makes the secrets of one installation, once, in a file that only its owner may read."""

import base64
import json
import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32
KEY_NAMES = ("django", "field", "index", "log", "proof", "approval")


def key_file() -> Path:
    """The file that holds the keys: keys.json in ZHICHENG_DATA (default .data beside the code)."""
    return ROOT / os.environ.get("ZHICHENG_DATA", ".data") / "keys.json"


def ready_keys(path: Path) -> list[str]:
    """Writes every key that `path` does not hold yet and returns their names; a key that is there is never changed.

    Each value is 32 random bytes in base64. Raises ValueError when the file is there and is not a JSON object.
    """
    keys = _read(path)
    missing = [name for name in KEY_NAMES if name not in keys]
    if missing:
        _write(path, keys | {name: _new_key() for name in missing})
    return missing


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        keys = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: not JSON ({error}); restore its backup, new keys open no old data") from error
    if not isinstance(keys, dict):
        raise ValueError(f"{path}: must hold one JSON object of names and keys")
    return keys


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _write(path: Path, keys: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(keys, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def main() -> int:
    """Makes what is missing and says so; silent when nothing was."""
    path = key_file()
    if made := ready_keys(path):
        sys.stdout.write(f"{path}: made {', '.join(made)}. Back this file up apart from the database.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
