"""That a certificate is good is believed only of its issuer or whom it named, of this hour; and revoked is revoked."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import which

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509 import ocsp

from tests.trust_world import STAMPED_AT, Says, TrustWorld, honest, serving, trust_world
from zhicheng.gateways.eseal.trial_pki import TrialRoot
from zhicheng.gateways.eseal.trial_seal import CERTIFICATE, RESPONDER_CERTIFICATE, RESPONDER_KEY, ROOT, ensure_test_seal
from zhicheng.gateways.revocation import CertificateRevoked, NoStanding, Standing
from zhicheng.gateways.revocation.answers import require_not_listed
from zhicheng.gateways.revocation.http import HttpRevocations
from zhicheng.gateways.standin.trust import REVOKED_NOW, TrustServices

REPLY, LIST = "application/ocsp-response", "application/pkix-crl"


@dataclass(frozen=True)
class Pair:
    """The seal's certificate and its issuer's."""

    seal: x509.Certificate
    root: x509.Certificate

    def asked(self, url: str, now: datetime = STAMPED_AT, *, listed: bool = True) -> Standing:
        service = HttpRevocations(f"{url}/ocsp", f"{url}/root.crl" if listed else "")
        return service.standing_of(self.seal.public_bytes(Encoding.DER), self.root.public_bytes(Encoding.DER), now=now)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustWorld]:
    with trust_world(tmp_path_factory.mktemp("world") / "seal") as made:
        yield made


def pair(folder: Path) -> Pair:
    seal, root = (x509.load_pem_x509_certificate((folder / name).read_bytes()) for name in (CERTIFICATE, ROOT))
    return Pair(seal, root)


def why_unknown(world: TrustWorld, says: Says, now: datetime = STAMPED_AT) -> str:
    with serving(says) as url, pytest.raises(NoStanding) as unknown:
        pair(world.folder).asked(url, now)
    return str(unknown.value)


def test_a_good_certificate_comes_with_answer_list_and_responder(world: TrustWorld) -> None:
    found = pair(world.folder).asked(world.url)
    assert ocsp.load_der_ocsp_response(found.answer).certificate_status is ocsp.OCSPCertStatus.GOOD
    assert x509.load_der_x509_crl(found.revoked_list).issuer == pair(world.folder).root.subject
    (responder,) = (x509.load_der_x509_certificate(one) for one in found.responders)
    assert responder.extensions.get_extension_for_class(x509.OCSPNoCheck)


def test_a_certificate_that_the_responder_calls_revoked_is_revoked(tmp_path: Path) -> None:
    folder = ensure_test_seal(tmp_path / "seal")
    (folder / REVOKED_NOW).write_text(f"{pair(folder).seal.serial_number:x}\n")
    with serving(honest(TrustServices(folder, lambda: STAMPED_AT))) as url, pytest.raises(CertificateRevoked):
        pair(folder).asked(url)


def test_a_certificate_on_its_issuers_list_is_revoked() -> None:
    root = TrialRoot()
    seal, other = root.seal().certificate, root.seal().certificate
    listing = root.revoked(seal).public_bytes(Encoding.DER)
    with pytest.raises(CertificateRevoked, match=f"{seal.serial_number:x}"):
        require_not_listed(listing, seal, root.certificate, now=STAMPED_AT)
    require_not_listed(listing, other, root.certificate, now=STAMPED_AT)


def test_a_strangers_list_says_nothing(world: TrustWorld) -> None:
    one = pair(world.folder)
    with pytest.raises(NoStanding, match="not the issuer's"):
        require_not_listed(TrialRoot().revoked().public_bytes(Encoding.DER), one.seal, one.root, now=STAMPED_AT)


@pytest.mark.parametrize(("days", "words"), [(-10, "time to come"), (10, "out of date")])
def test_an_answer_of_another_time_says_nothing(world: TrustWorld, days: int, words: str) -> None:
    now = STAMPED_AT + timedelta(days=days)
    assert words in why_unknown(world, honest(TrustServices(world.folder, lambda: STAMPED_AT)), now)


def test_a_strangers_answer_says_nothing(world: TrustWorld, tmp_path: Path) -> None:
    stranger = TrustServices(ensure_test_seal(tmp_path / "seal"), lambda: STAMPED_AT)
    assert "cannot be trusted" in why_unknown(world, honest(stranger))


def test_an_answer_signed_by_a_certificate_for_other_purposes_says_nothing(world: TrustWorld, tmp_path: Path) -> None:
    folder = tmp_path / "seal"
    folder.mkdir()
    for name in (RESPONDER_CERTIFICATE, RESPONDER_KEY):
        (folder / name).write_bytes((world.folder / name.replace("responder", "seal")).read_bytes())
    assert "cannot be trusted" in why_unknown(world, honest(TrustServices(folder, lambda: STAMPED_AT)))


def test_an_answer_on_another_certificate_says_nothing(world: TrustWorld) -> None:
    trust, one = TrustServices(world.folder, lambda: STAMPED_AT), pair(world.folder)
    about = ocsp.OCSPRequestBuilder().add_certificate(one.root, one.root, hashes.SHA256()).build()
    answer = trust.status(about.public_bytes(Encoding.DER))
    assert "another certificate" in why_unknown(world, lambda *_: (200, REPLY, answer))


def test_an_answer_that_was_given_before_says_nothing(world: TrustWorld) -> None:
    before = pair(world.folder).asked(world.url).answer
    assert "another question" in why_unknown(world, lambda *_: (200, REPLY, before))


def test_an_answer_without_the_number_is_taken_for_its_time(world: TrustWorld) -> None:
    trust, one = TrustServices(world.folder, lambda: STAMPED_AT), pair(world.folder)
    plain = ocsp.OCSPRequestBuilder().add_certificate(one.seal, one.root, hashes.SHA256()).build()
    answer = trust.status(plain.public_bytes(Encoding.DER))
    with serving(lambda *_: (200, REPLY, answer)) as url:
        assert one.asked(url, listed=False).answer == answer


def test_a_responder_that_does_not_know_the_certificate_says_nothing(world: TrustWorld) -> None:
    one = pair(world.folder)
    own = x509.load_pem_x509_certificate((world.folder / RESPONDER_CERTIFICATE).read_bytes())
    key = load_pem_private_key((world.folder / RESPONDER_KEY).read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    builder = ocsp.OCSPResponseBuilder().add_response(
        one.seal, one.root, hashes.SHA256(), ocsp.OCSPCertStatus.UNKNOWN, STAMPED_AT, None, None, None
    )
    signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, own).certificates([own]).sign(key, hashes.SHA256())
    answer = signed.public_bytes(Encoding.DER)
    assert "does not know" in why_unknown(world, lambda *_: (200, REPLY, answer))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((503, REPLY, b""), "status 503"),
        ((200, "text/plain", b"ok"), "not application/ocsp-response"),
        ((200, REPLY, b"garbage"), "cannot be trusted"),
        ((200, REPLY, ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER)), "TRY_LATER"),
        (None, "cannot be asked"),
    ],
)
def test_what_is_no_answer_says_nothing(
    world: TrustWorld, answer: tuple[int, str, bytes | ocsp.OCSPResponse] | None, words: str
) -> None:
    def says(*_: object) -> tuple[int, str, bytes] | None:
        if answer is None or isinstance(answer[2], bytes):
            return answer  # type: ignore[return-value]
        return answer[0], answer[1], answer[2].public_bytes(Encoding.DER)

    assert words in why_unknown(world, says)


def test_a_list_that_does_not_come_leaves_the_standing_unknown(world: TrustWorld) -> None:
    answers = honest(TrustServices(world.folder, lambda: STAMPED_AT))
    assert "status 404" in why_unknown(
        world, lambda path, body: answers(path, body) if path == "/ocsp" else (404, LIST, b"")
    )


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed")
def test_another_program_finds_the_stand_ins_answer_good(world: TrustWorld, tmp_path: Path) -> None:
    found = pair(world.folder).asked(world.url)
    (tmp_path / "answer.der").write_bytes(found.answer)
    root, seal = (str(world.folder / name) for name in (ROOT, CERTIFICATE))
    words = ["-respin", "answer.der", "-issuer", root, "-sha256", "-cert", seal, "-CAfile", root, "-no_nonce"]
    at = ["-attime", str(int(STAMPED_AT.timestamp())), "-validity_period", "999999999"]
    said = subprocess.run(["openssl", "ocsp", *words, *at], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Response verify OK" in said.stdout + said.stderr
    assert ": good" in said.stdout
