"""Put a seal on an OFD package (GB/T 33190 chapter 18, GB/T 38540): the signature covers every file in it."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime

from asn1crypto import core

from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.gmseal import GmSeal, ses, sm2

FOLDER = "Doc_0/Signs"
LIST, DESCRIPTION, VALUE, SEAL = (
    f"{FOLDER}/Signatures.xml",
    f"{FOLDER}/Sign_0/Signature.xml",
    f"{FOLDER}/Sign_0/SignedValue.dat",
    f"{FOLDER}/Sign_0/Seal.esl",
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def sealed(
    files: Mapping[str, bytes], seal: GmSeal, *, at: datetime, page_id: int, place: SealPlace
) -> dict[str, bytes]:
    """The files with the seal at `place` and the signature as of `at` (aware). `OFD.xml` must name Signatures.xml.

    Raises GmSealRefused.
    """
    covered = {**files, LIST: _list(), SEAL: seal.seal_der}
    description = _description(covered, at, page_id, place)
    to_sign = ses.ToSign(
        {
            "version": ses.VERSION,
            "seal": ses.Seal.load(seal.seal_der),
            "time": core.GeneralizedTime(at.astimezone(UTC).replace(microsecond=0)),
            "data_hash": sm2.sm3(description),
            "property_info": f"/{DESCRIPTION}",
        }
    )
    signature = ses.Signature(
        {
            "to_sign": to_sign,
            "cert": seal.certificate_der,
            "algorithm": sm2.SM2_WITH_SM3,
            "signature": seal.sign(to_sign.dump()),
        }
    )
    return {**covered, DESCRIPTION: description, VALUE: bytes(signature.dump())}


def _list() -> bytes:
    one = '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'
    return f"{HEAD}<ofd:Signatures {SPACE}><ofd:MaxSignId>1</ofd:MaxSignId>{one}</ofd:Signatures>\n".encode()


def _description(covered: Mapping[str, bytes], at: datetime, page_id: int, place: SealPlace) -> bytes:
    references = "".join(
        f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(sm2.sm3(content)).decode()}'
        "</ofd:CheckValue></ofd:Reference>"
        for name, content in sorted(covered.items())
    )
    radius = place.diameter_mm / 2
    box = f"{place.x_mm - radius:g} {place.y_mm - radius:g} {place.diameter_mm:g} {place.diameter_mm:g}"
    parts = (
        '<ofd:Provider ProviderName="zhicheng" Version="1"/>',
        f"<ofd:SignatureMethod>{sm2.SM2_WITH_SM3}</ofd:SignatureMethod>",
        f"<ofd:SignatureDateTime>{at.astimezone(UTC):%Y%m%d%H%M%SZ}</ofd:SignatureDateTime>",
        f'<ofd:References CheckMethod="{sm2.SM3_OID}">{references}</ofd:References>',
        f'<ofd:StampAnnot ID="1" PageRef="{page_id}" Boundary="{box}"/>',
        f"<ofd:Seal><ofd:BaseLoc>/{SEAL}</ofd:BaseLoc></ofd:Seal>",
    )
    info = f"<ofd:SignedInfo>{''.join(parts)}</ofd:SignedInfo>"
    value = f"<ofd:SignedValue>/{VALUE}</ofd:SignedValue>"
    return f"{HEAD}<ofd:Signature {SPACE}>{info}{value}</ofd:Signature>\n".encode()
