"""Whoever holds the key, the file is the same but for the signature: one contract for all, then how each may fail."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pytest_django import Settings

from tests.gateways.seal_service import SECRET, SealService, a_seal_service
from tests.gateways.soft_token import KEY as KEY_LABEL
from tests.gateways.soft_token import SoftToken, a_soft_token, session, token_is_here
from tests.signing import SignerHome, a_signer_home
from zhicheng.documents.papers.verify import verify_pdf
from zhicheng.gateways.eseal import Seal, SealRefused, SealUnavailable
from zhicheng.gateways.eseal.hsm import TokenSeal
from zhicheng.gateways.eseal.http import HttpSeal
from zhicheng.gateways.eseal.signer import SignerSeal
from zhicheng.gateways.eseal.software import SoftwareSeal
from zhicheng.gateways.eseal.trial_pki import VALID_UNTIL, TrialRoot, _name

AT = datetime(2024, 12, 30, 1, 2, 3, tzinfo=UTC)
needs_token = pytest.mark.skipif(not token_is_here(), reason="SoftHSM is not installed: apt install softhsm2")


def a_page() -> bytes:
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page(page_size=(595, 842))
    made.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> SignerHome:
    return a_signer_home(tmp_path_factory.mktemp("holders") / "home")


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, home: SignerHome) -> SoftToken:
    """A token with a certificate for its key in the folder beside it."""
    folder = tmp_path_factory.mktemp("token")
    made = a_soft_token(folder)
    root = TrialRoot()
    certificate = root._issued(_name("苕州市人力资源和社会保障局（测试章）"), made.public_key, VALID_UNTIL)
    for name, one in (("seal.pem", certificate), ("root.pem", root.certificate)):
        (folder / name).write_bytes(one.public_bytes(Encoding.PEM))
    shutil.copy(home.folder / "face.pdf", folder)
    return made


@pytest.fixture(scope="module")
def service(home: SignerHome) -> Iterator[SealService]:
    with a_seal_service(home.folder / "seal.key.pem") as server:
        yield server


@pytest.fixture(scope="module")
def make(home: SignerHome, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Seal]]:
    """The seal of a kind, with whatever it needs running."""
    with ExitStack() as running:

        def made(kind: str) -> Seal:
            if kind == "software":
                return SoftwareSeal(home.folder)
            if kind == "signer":
                if not home.socket.exists():
                    running.enter_context(home.running())
                return SignerSeal(home.folder, home.socket)
            if kind == "http":
                return HttpSeal(home.folder, request.getfixturevalue("service").url, SECRET)
            found: SoftToken = request.getfixturevalue("token")
            return TokenSeal(found.folder, found.named, found.pin_file)

        yield made


KINDS = ["software", "signer", "http", pytest.param("token", marks=needs_token)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_holder_signs_a_file_that_is_sound(kind: str, make: Callable[[str], Seal], home: SignerHome) -> None:
    seal, pdf, order = make(kind), a_page(), home.order(1)
    signed = seal.sign_pdf(pdf, reason="签发", at=AT, order=order)
    verdict = verify_pdf(signed, trusted_pem=seal.certificate_pem)
    assert verdict.sound
    assert (verdict.signer, verdict.signed_at) == (seal.label, AT)
    assert "测试章" in seal.label
    assert signed.startswith(pdf)


@pytest.mark.parametrize("kind", KINDS)
def test_each_holder_is_asked_for_the_same_bytes_again(kind: str, make: Callable[[str], Seal]) -> None:
    first, again = (make(kind).prepare(a_page(), reason="签发", at=AT) for _ in range(2))
    assert first == again
    assert x509.load_pem_x509_certificate(make(kind).certificate_pem).public_key() is not None


@pytest.mark.parametrize("kind", ["software", "signer", "http"])
def test_the_same_order_gives_the_same_file(kind: str, make: Callable[[str], Seal], home: SignerHome) -> None:
    files = {make(kind).sign_pdf(a_page(), reason="签发", at=AT, order=home.order(1)) for _ in range(2)}
    assert len(files) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_holder_refuses_a_folder_without_the_seals_public_parts(kind: str, tmp_path: Path) -> None:
    (tmp_path / "pin").write_text("1")
    (tmp_path / "other").write_text("1")
    with pytest.raises((SealRefused, FileExistsError), match="seal"):
        {
            "software": lambda: SoftwareSeal(tmp_path),
            "signer": lambda: SignerSeal(tmp_path, tmp_path / "s"),
            "http": lambda: HttpSeal(tmp_path, "http://127.0.0.1:1", "x"),
            "token": lambda: TokenSeal(tmp_path, "a,b,c", tmp_path / "pin"),
        }[kind]()


# -- the signer -----------------------------------------------------------------------------------


def test_the_signer_signs_nothing_without_an_order(make: Callable[[str], Seal]) -> None:
    with pytest.raises(SealRefused, match="nobody approved"):
        make("signer").sign_pdf(a_page(), reason="签发", at=AT)


def test_what_the_signer_refuses_is_refused_in_its_words(make: Callable[[str], Seal], home: SignerHome) -> None:
    make("signer").sign_pdf(a_page(), reason="签发", at=AT, order=home.order(1))
    with pytest.raises(SealRefused, match="stands for other bytes"):
        make("signer").sign_pdf(a_page(), reason="换了内容", at=AT, order=home.order(1))


def test_a_signer_that_is_not_there_is_waited_for(home: SignerHome, tmp_path: Path) -> None:
    with pytest.raises(SealUnavailable, match="does not answer"):
        SignerSeal(home.folder, tmp_path / "no.sock").sign_pdf(a_page(), reason="签发", at=AT, order=home.order(1))


# -- the service ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("down", SealUnavailable, "status 503"),
        ("slow", SealUnavailable, "no whole answer"),
        ("broken", SealUnavailable, "cannot be read"),
        ("another", SealUnavailable, "another question"),
        ("forged", SealUnavailable, "not of its certificate"),
        ("refuses", SealRefused, "seal withdrawn"),
    ],
)
def test_a_service_that_errs_signs_nothing(
    fault: str, error: type[Exception], words: str, service: SealService, home: SignerHome
) -> None:
    service.fault = fault
    try:
        seal = HttpSeal(home.folder, service.url, SECRET, total_seconds=0.5 if fault == "slow" else 60)
        with pytest.raises(error, match=words):
            seal.sign_pdf(a_page(), reason="签发", at=AT, order=home.order(1))
    finally:
        service.fault = ""


def test_a_service_turns_a_stranger_away(service: SealService, home: SignerHome) -> None:
    with pytest.raises(SealUnavailable, match="401"):
        HttpSeal(home.folder, service.url, "a guess").sign_pdf(a_page(), reason="签发", at=AT)


def test_a_service_far_away_is_asked_over_tls_only(home: SignerHome) -> None:
    with pytest.raises(ValueError, match="https"):
        HttpSeal(home.folder, "http://seal.example", SECRET)


def test_a_service_without_a_secret_is_not_asked(home: SignerHome, settings: Settings) -> None:
    settings.ZHICHENG_SEAL_SECRET = ""
    with pytest.raises(SealRefused, match="ZHICHENG_SEAL_SECRET"):
        HttpSeal(home.folder, "http://127.0.0.1:1")


# -- the token ------------------------------------------------------------------------------------


@needs_token
def test_the_key_was_made_in_the_token_and_cannot_leave_it(token: SoftToken) -> None:
    import pkcs11

    with session() as opened:
        key = opened.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=KEY_LABEL)
        assert key[pkcs11.Attribute.EXTRACTABLE] is False
        with pytest.raises(pkcs11.PKCS11Error):
            key[pkcs11.Attribute.VALUE]


@needs_token
@pytest.mark.parametrize("spoilt", ["label", "module"])
def test_a_token_that_is_not_there_is_waited_for(spoilt: str, token: SoftToken, tmp_path: Path) -> None:
    module, label, key = token.named.split(",")
    named = {"label": f"{module},another,{key}", "module": f"{tmp_path / 'no.so'},{label},{key}"}[spoilt]
    with pytest.raises(SealUnavailable, match="token"):
        TokenSeal(token.folder, named, token.pin_file).sign_pdf(a_page(), reason="签发", at=AT)


@pytest.fixture
def with_token(token: SoftToken, home: SignerHome, tmp_path: Path) -> SignerHome:
    """A signer's folder without a key: that is in the token."""
    there = SignerHome(tmp_path / "signer", home.approver)
    there.folder.mkdir()
    for name in ("seal.pem", "root.pem", "face.pdf"):
        shutil.copy(token.folder / name, there.folder)
    shutil.copy(home.folder / "approval.pub", there.folder)
    return there


@needs_token
def test_the_signer_can_hold_a_token(token: SoftToken, with_token: SignerHome) -> None:
    """The token keeps the key, the signer its ledger: the second time the first signature comes back."""
    with with_token.running("--token", token.named, "--pin-file", str(token.pin_file)):
        seal = SignerSeal(with_token.folder, with_token.socket)
        files = {seal.sign_pdf(a_page(), reason="签发", at=AT, order=with_token.order(1)) for _ in range(2)}
    assert len(files) == 1
    assert verify_pdf(files.pop(), trusted_pem=seal.certificate_pem).sound


@needs_token
def test_a_wrong_pin_signs_nothing_and_is_not_tried_again(
    token: SoftToken, with_token: SignerHome, tmp_path: Path
) -> None:
    (tmp_path / "pin").write_text("0000")
    with with_token.running("--token", token.named, "--pin-file", str(tmp_path / "pin")):
        seal = SignerSeal(with_token.folder, with_token.socket)
        for words in ("PinIncorrect", "put it right", "put it right"):
            with pytest.raises(SealUnavailable, match=words):
                seal.sign_pdf(a_page(), reason="签发", at=AT, order=with_token.order(1))
