"""Make a trial seal of the SM profile in a folder, once: a maker, a signer's key, and the seal by the maker."""

import contextlib
import io
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from asn1crypto import core, x509

from zhicheng.gateways.eseal.face import draw_face
from zhicheng.gateways.gmseal import ses, sm2

MARK, OWNER = "测试章", "职称初定平台演示专用"
KEY, CERTIFICATE, MAKER, SEAL = "sm2.key", "signer.der", "maker.der", "seal.esl"
VALID_FROM, VALID_UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
FACE_MM, DOTS_A_POINT = 42, 4
KEY_USAGE = {"digital_signature", "non_repudiation"}


def ensure_trial_seal(folder: Path) -> Path:
    """The folder with a complete trial seal in it, made on first use; the maker's key is thrown away."""
    if (folder / KEY).is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".gmseal-", dir=folder.parent))
    try:
        _write(made)
        with contextlib.suppress(OSError):  # another process was first: its seal stands
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder


def _write(folder: Path) -> None:
    (maker_key, maker_public), (key, public) = sm2.new_key(), sm2.new_key()
    maker = certificate(
        f"{OWNER}制章者（{MARK}）", maker_public, f"{OWNER}制章者（{MARK}）", maker_key, maker_public, 1
    )
    signer = certificate(f"{OWNER}（{MARK}）", public, f"{OWNER}制章者（{MARK}）", maker_key, maker_public, 2)
    with open(os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
    (folder / CERTIFICATE).write_bytes(signer)
    (folder / MAKER).write_bytes(maker)
    (folder / SEAL).write_bytes(a_seal(signer, maker, maker_key, maker_public, picture=face()))


def face() -> bytes:
    """The round face as a PNG on no ground."""
    page = pypdfium2.PdfDocument(draw_face(OWNER, MARK))[0]
    picture = page.render(scale=DOTS_A_POINT, fill_color=(255, 255, 255, 0), may_draw_forms=False).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def a_seal(
    signer: bytes,
    maker: bytes,
    maker_key: bytes,
    maker_public: bytes,
    *,
    picture: bytes,
    valid: tuple[datetime, datetime] = (VALID_FROM, VALID_UNTIL),
) -> bytes:
    """A seal (SESeal) for this signer's certificate, signed by the maker."""
    info = {
        "header": {"id": ses.HEADER, "version": ses.VERSION, "vid": "zhicheng trial"},
        "es_id": "00000000000001",
        "property": {
            "type": ses.OFFICIAL_SEAL,
            "name": f"{OWNER}（{MARK}）",
            "cert_list_type": ses.BY_CERTIFICATES,
            "cert_list": [signer],
            "create_date": valid[0],
            "valid_start": valid[0],
            "valid_end": valid[1],
        },
        "picture": {"type": "png", "data": picture, "width": FACE_MM, "height": FACE_MM},
    }
    parts = {"info": info, "cert": maker, "algorithm": sm2.SM2_WITH_SM3}
    unsigned = ses.Seal({**parts, "signature": b""})
    return bytes(ses.Seal({**parts, "signature": sm2.sign(maker_key, maker_public, unsigned.to_sign())}).dump())


def certificate(
    name: str,
    public: bytes,
    issuer: str,
    issuer_key: bytes,
    issuer_public: bytes,
    serial: int,
    valid: tuple[datetime, datetime] = (VALID_FROM, VALID_UNTIL),
) -> bytes:
    """An X.509 certificate for an SM2 key, signed by SM2 with SM3."""
    algorithm = {"algorithm": sm2.SM2_WITH_SM3}
    to_sign = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": serial,
            "signature": algorithm,
            "issuer": _named(issuer),
            "validity": {"not_before": _time(valid[0]), "not_after": _time(valid[1])},
            "subject": _named(name),
            "subject_public_key_info": sm2.public_info(public),
            "extensions": [
                {"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": name == issuer}},
                {"extn_id": "key_usage", "critical": True, "extn_value": KEY_USAGE | _may_certify(name == issuer)},
            ],
        }
    )
    signature = sm2.sign(issuer_key, issuer_public, to_sign.dump())
    parts = {"tbs_certificate": to_sign, "signature_algorithm": algorithm, "signature_value": signature}
    return bytes(x509.Certificate(parts).dump())


def _may_certify(root: bool) -> set[str]:
    return {"key_cert_sign"} if root else set()


def _named(name: str) -> x509.Name:
    return x509.Name.build({"country_name": "CN", "organization_name": MARK, "common_name": name})


def _time(moment: datetime) -> x509.Time:
    kind = "utc_time" if moment.year < 2050 else "general_time"
    return x509.Time({kind: core.UTCTime(moment) if kind == "utc_time" else core.GeneralizedTime(moment)})
