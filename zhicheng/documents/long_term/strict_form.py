"""What a signature leaves open in its own container is held to one form, so that no byte of it can be another's."""

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509

SHA256 = {bytes.fromhex(text) for text in ("300b0609608648016503040201", "300d06096086480165030402010500")}
ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
DATA = bytes.fromhex("300b06092a864886f70d010701")
CONSTRUCTED, LONG_TAG = 0x20, 0x1F


def require_der(data: bytes) -> None:
    """Raises ValueError unless `data` is one value whose lengths are all definite, exact and as short as can be."""
    if _end_of_value(data, 0, len(data)) != len(data):
        raise ValueError("something follows the value")


def require_our_container(signed: cms.SignedData, signer: asn1_x509.Certificate) -> None:
    """Raises ValueError unless whatever in a seal's container is not signed has the value that we would write.

    That is: algorithms (ECDSA with SHA-256), who signed, and no certificates but the signer's chain.
    """
    one = signed["signer_infos"][0]
    fixed = (
        one["digest_algorithm"].dump() in SHA256,
        signed["encap_content_info"].dump() == DATA,
        one["signature_algorithm"].dump() == ECDSA_SHA256,
        one["sid"].chosen.dump() == _named(signer),
        is_absent(signed["crls"]),
    )
    if not all(fixed):
        raise ValueError("the container has another form than ours")
    _require_chain(signer, signed["certificates"])


def require_plain_container(signed: cms.SignedData) -> None:
    """Raises ValueError unless versions and digests are those that follow from what is signed (RFC 5652 clause 5.1)."""
    one = signed["signer_infos"][0]
    by_name = one["sid"].name == "issuer_and_serial_number"
    holds_data = signed["encap_content_info"]["content_type"].native == "data"
    follows = (
        signed["version"].native == ("v1" if holds_data and by_name else "v3"),
        one["version"].native == ("v1" if by_name else "v3"),
        [found.dump() for found in signed["digest_algorithms"]] == [one["digest_algorithm"].dump()],
        is_absent(one["unsigned_attrs"]),
    )
    if not all(follows):
        raise ValueError("the container says of itself what does not follow from its content")


def is_absent(value: core.Asn1Value) -> bool:
    """Whether an optional field is not there at all."""
    return isinstance(value, core.Void)


def _named(signer: asn1_x509.Certificate) -> bytes:
    name = cms.IssuerAndSerialNumber({"issuer": signer.issuer, "serial_number": signer.serial_number})
    encoded: bytes = name.dump()
    return encoded


def _require_chain(signer: asn1_x509.Certificate, carried: cms.CertificateSet) -> None:
    rest = {one.chosen.subject.dump(): one.chosen for one in carried if one.chosen.dump() != signer.dump()}
    if len(rest) != len(carried) - 1:
        raise ValueError("a certificate stands twice in the container")
    one = signer
    while one.issuer.dump() in rest:
        one = rest.pop(one.issuer.dump())
    if rest:
        raise ValueError("the container carries certificates of others")


def _end_of_value(data: bytes, at: int, end: int) -> int:
    if end - at < 2 or data[at] == 0 or data[at] & LONG_TAG == LONG_TAG:
        raise ValueError("this is no DER of ours")
    tag, length, start = data[at], data[at + 1], at + 2
    if length & 0x80:
        octets = data[start : start + (length & 0x7F)]
        start, length = start + len(octets), int.from_bytes(octets, "big")
        if not octets or octets[0] == 0 or length < 0x80:
            raise ValueError("a length is not written as short as can be")
    stop = start + length
    if stop > end:
        raise ValueError("a value is longer than what holds it")
    while tag & CONSTRUCTED and start < stop:
        start = _end_of_value(data, start, stop)
    return stop
