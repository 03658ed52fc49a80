"""An OFD edition has the standing of its certificate; a changed one is altered, a stranger's unknown."""

import contextlib
import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.forgeries import put
from tests.ofd_files import PAGE, SEALED, OfdStage, ofd_stage, opened, packed_anew, with_files
from zhicheng.cli import main
from zhicheng.documents.bundle.judge_ofd import judge_ofd
from zhicheng.documents.bundle.read import BadBundle, read_bundle
from zhicheng.documents.verification import Standing
from zhicheng.gateways.gmseal.sealing import SEAL, VALUE

VALID, REVOKED, REPLACED, ALTERED, UNKNOWN, UNAVAILABLE = 0, 3, 4, 5, 6, 7
FLIPS = 60
NEXT_YEAR = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> OfdStage:
    return ofd_stage(tmp_path_factory.mktemp("ofd"))


@pytest.fixture(scope="module")
def bundle(stage: OfdStage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("ofd-bundle") / "bundle", stage.files())


def verified(ofd: bytes, bundle: Path, folder: Path) -> tuple[int, dict[str, Any]]:
    (folder / "证书.ofd").write_bytes(ofd)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        status = main(["verify", str(folder / "证书.ofd"), "--bundle", str(bundle), "--json"])
    return status, json.loads(out.getvalue())


def other_number(ofd: bytes) -> bytes:
    """Every number of the certificate one digit on: no longer a number such as ours; the address is still there."""
    return with_files(ofd, {name: raw.replace(b"-00017-", b"-00099-") for name, raw in opened(ofd).items()})


def a_strangers(_: OfdStage) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("OFD.xml", "<ofd:OFD>合同</ofd:OFD>")
    return out.getvalue()


def folded_badly(_: OfdStage) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("OFD.xml", "<ofd:OFD>合同</ofd:OFD>" * 100)
    broken = bytearray(out.getvalue())
    broken[55:75] = bytes(sign ^ 0xFF for sign in broken[55:75])
    return bytes(broken)


Forge = Callable[[OfdStage], bytes]
ROWS: list[tuple[str, int, Forge]] = [
    ("the one in force", VALID, lambda stage: stage.made[0]),
    ("the revoked number's", REVOKED, lambda stage: stage.made[1]),
    ("the replaced number's", REPLACED, lambda stage: stage.made[2]),
    (
        "name changed in the page",
        ALTERED,
        lambda stage: with_files(
            stage.made[0], {PAGE: opened(stage.made[0])[PAGE].replace("沈翀".encode(), "沈冲".encode())}
        ),
    ),
    (
        "seal of the revoked one",
        ALTERED,
        lambda stage: with_files(stage.made[0], {VALUE: opened(stage.made[1])[VALUE]}),
    ),
    (
        "face of another seal",
        ALTERED,
        lambda stage: with_files(stage.made[0], {SEAL: stage.impostor.seal_der}),
    ),
    ("page of the one in force in the revoked one's package", ALTERED, lambda stage: with_files(
        stage.made[1], {PAGE: opened(stage.made[0])[PAGE]}
    )),
    ("other words, sealed by one of the same name", ALTERED, lambda stage: stage.drawn(
        seal=stage.impostor, name="伪造"
    )),
    ("other words, sealed as if later", ALTERED, lambda stage: stage.drawn(
        seal=stage.impostor, at=NEXT_YEAR, name="伪造"
    )),
    ("other words, our seal, never listed", ALTERED, lambda stage: stage.drawn(seal=stage.seal, name="伪造")),
    ("never sealed", ALTERED, lambda stage: stage.drawn(seal=None)),
    ("numbers changed, address left", ALTERED, lambda stage: other_number(stage.made[0])),
    ("packed anew", ALTERED, lambda stage: packed_anew(stage.made[0])),
    ("something behind it", ALTERED, lambda stage: stage.made[0] + b"\n"),
    ("our seal, newer than the bundle", UNAVAILABLE, lambda stage: stage.drawn(seal=stage.seal, at=NEXT_YEAR)),
    ("a stranger's", UNKNOWN, a_strangers),
    ("a stranger's that cannot be unfolded", UNKNOWN, folded_badly),
    ("cut in half", ALTERED, lambda stage: stage.made[0][: len(stage.made[0]) // 2]),
    ("no package at all", UNKNOWN, lambda stage: b"PK\3\4" + bytes(500)),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "forge"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_each_file_has_its_own_verdict(
    wanted: int, forge: Forge, stage: OfdStage, bundle: Path, tmp_path: Path
) -> None:
    status, told = verified(forge(stage), bundle, tmp_path)
    assert (status, told["exit"]) == (wanted, wanted), told["words"]
    assert (told["number"] is None) == (wanted in (ALTERED, UNKNOWN, UNAVAILABLE))
    if told["number"]:
        assert (told["checks"]["whole_file"], told["checks"]["seal"], told["checks"]["log"]) == ("holds",) * 3


def test_the_replaced_ones_answer_names_the_new_number(stage: OfdStage, bundle: Path, tmp_path: Path) -> None:
    _, told = verified(stage.made[2], bundle, tmp_path)
    assert (told["number"], told["replaced_by"]) == (stage.world.replaced.number, stage.world.in_force.number)


def test_each_flip_of_a_bit_is_called_altered(stage: OfdStage, bundle: Path) -> None:
    read, chosen = read_bundle(stage.files()), random.Random(38540)
    for _ in range(FLIPS):
        flipped = bytearray(stage.made[0])
        flipped[chosen.randrange(len(flipped))] ^= 1 << chosen.randrange(8)
        assert judge_ofd(bytes(flipped), read, sealed_at=None).standing is Standing.ALTERED


def test_a_bundle_of_before_is_read_and_judges_no_ofd_file(stage: OfdStage, tmp_path: Path) -> None:
    before = put(tmp_path / "before", stage.world.files())
    assert read_bundle(stage.world.files()).makers == ()
    assert b"makers" not in stage.world.files()["keys.json"]
    status, told = verified(stage.made[0], before, tmp_path)
    assert status == UNAVAILABLE
    assert "这个核验包不认 OFD 文件" in told["words"]["meaning"]
    soon = stage.files(issued=[], as_of=SEALED + timedelta(hours=1))
    assert verified(stage.made[0], put(tmp_path / "soon", soon), tmp_path)[0] == UNAVAILABLE


def test_a_true_file_counts_though_its_seals_maker_is_not_listed_any_more(stage: OfdStage, tmp_path: Path) -> None:
    status, told = verified(stage.made[0], put(tmp_path / "bundle", stage.files(makers=())), tmp_path)
    assert (status, told["checks"]["whole_file"], told["checks"]["seal"]) == (VALID, "holds", "not_made")
    assert "国密签章没有在这里核对" in told["words"]["meaning"]


@pytest.mark.parametrize("maker", ["", "x", "-----BEGIN CERTIFICATE-----\nAA=A\n-----END CERTIFICATE-----\n"])
def test_a_maker_that_is_no_certificate_makes_a_bad_bundle(stage: OfdStage, maker: str) -> None:
    with pytest.raises(BadBundle, match=r"keys\.json"):
        read_bundle(stage.files(makers=(maker,)))


def test_neither_django_nor_the_network_is_touched(stage: OfdStage, bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "it").write_bytes(stage.made[1])
    script = (
        "import sys, socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from zhicheng.cli import main\n"
        "assert main(['verify', sys.argv[1], '--bundle', sys.argv[2]]) == 3\n"
        "assert 'django' not in sys.modules\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "it"), str(bundle)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
