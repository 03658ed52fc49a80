import base64
import json
import stat
from pathlib import Path

import pytest

from config.keys import KEY_NAMES, ready_keys


def test_new_keys_are_long_all_different_and_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "keys.json"
    assert ready_keys(path) == list(KEY_NAMES)
    values = [base64.b64decode(value, validate=True) for value in json.loads(path.read_text()).values()]
    assert len(set(values)) == len(KEY_NAMES)
    assert {len(value) for value in values} == {32}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ready_keys(path)
    before = path.read_bytes()
    assert ready_keys(path) == []
    assert path.read_bytes() == before


def test_a_key_that_is_there_stays_when_another_is_added(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text('{"field": "kept", "django": "kept too"}')
    assert ready_keys(path) == ["index", "log", "proof", "approval"]
    assert json.loads(path.read_text())["field"] == "kept"


def test_a_damaged_file_is_never_replaced_by_new_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text('{"field": "ha')
    with pytest.raises(ValueError, match="restore its backup"):
        ready_keys(path)
    assert path.read_text() == '{"field": "ha'
