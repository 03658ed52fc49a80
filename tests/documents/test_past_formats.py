"""Certificates, codes and bundles of every format that ever was handed out are verified for good.

`past/N` holds what format N wrote, as `zhicheng papers --sample` made it when the format was fixed. Never
change it: a new format gets a new folder, and the old ones must go on being read.
"""

import json
from pathlib import Path

import pytest

from zhicheng.cli import main

PAST = sorted((Path(__file__).parent / "past").iterdir())
WANTED = {
    "certificate.pdf": (0, "330502-2024-4-00017-Y"),
    "certificate.code.txt": (0, "330502-2024-4-00017-Y"),
    "certificate-revoked.code.txt": (3, "330502-2024-4-00018-W"),
    "certificate-replaced.code.txt": (4, "330502-2024-4-00016-0"),
}


@pytest.mark.parametrize("folder", PAST, ids=[one.name for one in PAST])
@pytest.mark.parametrize("name", WANTED)
def test_what_was_handed_out_once_is_verified_for_good(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / name
    what = path.read_text("utf-8").strip() if path.suffix == ".txt" else str(path)
    status = main(["verify", what, "--bundle", str(folder / "bundle.zip"), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (status, told["number"], told["facts"]["authority"]) == (*WANTED[name], "苕州市人力资源和社会保障局")
    assert told["checks"]["log"] == "holds"


def test_there_is_a_past() -> None:
    assert [one.name for one in PAST] == [str(number + 1) for number in range(len(PAST))]
    assert PAST
