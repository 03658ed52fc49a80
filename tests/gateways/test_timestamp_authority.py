"""A time stamp is taken from the authority we trust, over our digest, now; whatever else comes back is none."""

import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.trust_world import STAMPED_AT, Says, TrustWorld, honest, serving, trust_world
from zhicheng.gateways.eseal.trial_pki import Issued, TrialRoot
from zhicheng.gateways.eseal.trial_seal import (
    ROOT,
    TIMESTAMP_CERTIFICATE,
    TIMESTAMP_KEY,
    ensure_test_seal,
    write_trial_pki,
)
from zhicheng.gateways.standin.trust import TrustServices
from zhicheng.gateways.timestamp import NoTimestamp
from zhicheng.gateways.timestamp.http import HttpTimestampAuthority
from zhicheng.gateways.timestamp.token import Answer

DIGEST = sha256(b"a certificate").digest()
REPLY = "application/timestamp-reply"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustWorld]:
    with trust_world(tmp_path_factory.mktemp("world") / "seal") as made:
        yield made


def authority(world: TrustWorld, url: str = "", **options: object) -> HttpTimestampAuthority:
    return HttpTimestampAuthority(f"{url or world.url}/timestamp", authorities_pem=world.root_pem, **options)  # type: ignore[arg-type]


def why_refused(world: TrustWorld, answer: Says, now: datetime = STAMPED_AT) -> str:
    with serving(answer) as url, pytest.raises(NoTimestamp) as refused:
        authority(world, url).token_over(DIGEST, now=now)
    return str(refused.value)


def test_a_token_is_over_our_digest_and_bears_the_authoritys_time(world: TrustWorld) -> None:
    token = tsp.ContentInfo.load(authority(world).token_over(DIGEST, now=STAMPED_AT))
    info = token["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == DIGEST
    assert info["gen_time"].native == STAMPED_AT


def test_two_questions_on_one_digest_bear_different_numbers(world: TrustWorld) -> None:
    asked: list[int] = []

    def note(path: str, body: bytes) -> tuple[int, str, bytes] | None:
        asked.append(tsp.TimeStampReq.load(body)["nonce"].native)
        return honest(TrustServices(world.folder, lambda: STAMPED_AT))(path, body)

    with serving(note) as url:
        for _ in range(2):
            authority(world, url).token_over(DIGEST, now=STAMPED_AT)
    assert len(set(asked)) == 2


def test_an_answer_to_another_question_is_no_time_stamp(world: TrustWorld) -> None:
    trust = TrustServices(world.folder, lambda: STAMPED_AT)

    def with_nonce(body: bytes, **changes: object) -> bytes:
        asked = tsp.TimeStampReq.load(body)
        for name, value in changes.items():
            asked[name] = value
        return asked.dump(force=True)

    other = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": sha256(b"another").digest()}
    cases = {"another question": {"nonce": 7}, "another digest": {"message_imprint": other}}
    for words, changes in cases.items():
        said = why_refused(world, lambda _, body, c=changes: (200, REPLY, trust.timestamp(with_nonce(body, **c))))  # type: ignore[misc]
        assert words in said


def test_a_replayed_answer_is_no_time_stamp(world: TrustWorld) -> None:
    trust = TrustServices(world.folder, lambda: STAMPED_AT)
    first: list[bytes] = []

    def replay(_: str, body: bytes) -> tuple[int, str, bytes]:
        first.append(trust.timestamp(body))
        return 200, REPLY, first[0]

    with serving(replay) as url:
        authority(world, url).token_over(DIGEST, now=STAMPED_AT)
        with pytest.raises(NoTimestamp, match="another question"):
            authority(world, url).token_over(DIGEST, now=STAMPED_AT)


@pytest.mark.parametrize("minutes", [-10, 10, 60 * 24 * 365])
def test_an_authority_whose_clock_is_not_ours_is_not_believed(world: TrustWorld, minutes: int) -> None:
    trust = TrustServices(world.folder, lambda: STAMPED_AT + timedelta(minutes=minutes))
    assert "clock" in why_refused(world, honest(trust))


def test_a_stranger_is_not_believed(world: TrustWorld, tmp_path: Path) -> None:
    stranger = TrustServices(ensure_test_seal(tmp_path / "seal"), lambda: STAMPED_AT)
    assert "trust" in why_refused(world, honest(stranger))


def folder_with(path: Path, choose: str, **options: datetime) -> Path:
    """Trust services whose stamping certificate is another one of the same root."""
    root = TrialRoot()
    path.mkdir()
    write_trial_pki(path, root)
    issued: Issued = getattr(root, choose)(**options)
    (path / TIMESTAMP_CERTIFICATE).write_bytes(issued.certificate.public_bytes(Encoding.PEM))
    key = issued.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (path / TIMESTAMP_KEY).write_bytes(key)
    return path


@pytest.mark.parametrize("choose", ["seal", "responder"])
def test_a_certificate_for_other_purposes_stamps_nothing(tmp_path: Path, choose: str) -> None:
    folder = folder_with(tmp_path / "seal", choose)
    with serving(honest(TrustServices(folder, lambda: STAMPED_AT))) as url:
        pinned = (folder / ROOT).read_bytes()
        with pytest.raises(NoTimestamp, match="purpose"):
            HttpTimestampAuthority(f"{url}/timestamp", authorities_pem=pinned).token_over(DIGEST, now=STAMPED_AT)


def test_a_certificate_that_has_ended_stamps_nothing(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "seal", "timestamp_authority", valid_until=STAMPED_AT - timedelta(days=1))
    with serving(honest(TrustServices(folder, lambda: STAMPED_AT))) as url:
        pinned = (folder / ROOT).read_bytes()
        with pytest.raises(NoTimestamp, match="trust"):
            HttpTimestampAuthority(f"{url}/timestamp", authorities_pem=pinned).token_over(DIGEST, now=STAMPED_AT)


def test_a_token_changed_on_its_way_is_not_believed(world: TrustWorld) -> None:
    trust = TrustServices(world.folder, lambda: STAMPED_AT)

    def flipped(_: str, body: bytes) -> tuple[int, str, bytes]:
        answer = bytearray(trust.timestamp(body))
        answer[-5] ^= 1
        return 200, REPLY, bytes(answer)

    assert why_refused(world, flipped)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, REPLY, b""), "status 500"),
        ((302, REPLY, b""), "status 302"),
        ((200, "text/html", b"<html>"), "not application/timestamp-reply"),
        ((200, REPLY, b"garbage"), "cannot be read"),
        ((200, REPLY, b""), "cannot be read"),
        ((200, REPLY, b"0" * 300_000), "larger"),
        ((200, REPLY, Answer({"status": {"status": "rejection"}}).dump()), "refused"),
        ((200, REPLY, Answer({"status": {"status": "granted"}}).dump()), "cannot be read"),
        (None, "does not answer"),
    ],
)
def test_what_is_no_answer_is_no_time_stamp(
    world: TrustWorld, answer: tuple[int, str, bytes] | None, words: str
) -> None:
    assert words in why_refused(world, lambda *_: answer)


def test_a_slow_authority_is_not_waited_for(world: TrustWorld) -> None:
    let_go, answered = threading.Event(), []

    def slow(*_: object) -> None:
        let_go.wait(60)
        answered.append(True)

    with serving(slow) as url:
        with pytest.raises(NoTimestamp, match=r"within 0\.2 s"):
            authority(world, url, total_seconds=0.2).token_over(DIGEST, now=STAMPED_AT)
        assert answered == []
        let_go.set()


def test_a_digest_of_another_kind_is_rejected_by_the_stand_in(world: TrustWorld) -> None:
    imprint = {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)}
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint}).dump()
    answer = Answer.load(TrustServices(world.folder, lambda: STAMPED_AT).timestamp(asked))
    assert answer["status"]["status"].native == "rejection"


def test_the_policy_asked_for_is_the_policy_of_the_token(world: TrustWorld) -> None:
    token = authority(world, policy="1.2.3.4").token_over(DIGEST, now=STAMPED_AT)
    assert tsp.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed["policy"].native == "1.2.3.4"


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_another_program_finds_the_stand_ins_token_valid(world: TrustWorld, tmp_path: Path) -> None:
    token = authority(world).token_over(DIGEST, now=STAMPED_AT)
    (tmp_path / "token.der").write_bytes(token)
    at = str(int(STAMPED_AT.timestamp()))
    trusted = ["-CAfile", str(world.folder / ROOT), "-attime", at]
    said = subprocess.run(
        ["openssl", "ts", "-verify", "-digest", DIGEST.hex(), "-in", "token.der", "-token_in", *trusted],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Verification: OK" in said.stdout + said.stderr
