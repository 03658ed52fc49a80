"""The structures of GB/T 38540-2020 in ASN.1: an electronic seal, and a signature made with it."""

from asn1crypto import core

VERSION, HEADER = 4, "ES"
OFFICIAL_SEAL, BY_CERTIFICATES = 1, 1


class Header(core.Sequence):  # type: ignore[misc]
    _fields = [("id", core.IA5String), ("version", core.Integer), ("vid", core.IA5String)]


class Certificates(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.OctetString


class Property(core.Sequence):  # type: ignore[misc]
    _fields = [
        ("type", core.Integer),
        ("name", core.UTF8String),
        ("cert_list_type", core.Integer),
        ("cert_list", Certificates),
        ("create_date", core.GeneralizedTime),
        ("valid_start", core.GeneralizedTime),
        ("valid_end", core.GeneralizedTime),
    ]


class Picture(core.Sequence):  # type: ignore[misc]
    """`width` and `height` in millimetres."""

    _fields = [("type", core.IA5String), ("data", core.OctetString), ("width", core.Integer), ("height", core.Integer)]


class SealInfo(core.Sequence):  # type: ignore[misc]
    _fields = [("header", Header), ("es_id", core.IA5String), ("property", Property), ("picture", Picture)]


class SealToSign(core.Sequence):  # type: ignore[misc]
    """What the maker signs."""

    _fields = [("info", SealInfo), ("cert", core.OctetString), ("algorithm", core.ObjectIdentifier)]


class Seal(core.Sequence):  # type: ignore[misc]
    _fields = [*SealToSign._fields, ("signature", core.OctetBitString)]

    def to_sign(self) -> bytes:
        """The bytes that the maker's signature is over."""
        parts = {name: self[name] for name in ("info", "cert", "algorithm")}
        return bytes(SealToSign(parts).dump())


class ToSign(core.Sequence):  # type: ignore[misc]
    _fields = [
        ("version", core.Integer),
        ("seal", Seal),
        ("time", core.GeneralizedTime),
        ("data_hash", core.OctetBitString),
        ("property_info", core.IA5String),
    ]


class Signature(core.Sequence):  # type: ignore[misc]
    _fields = [
        ("to_sign", ToSign),
        ("cert", core.OctetString),
        ("algorithm", core.ObjectIdentifier),
        ("signature", core.OctetBitString),
        ("time_stamp", core.OctetBitString, {"explicit": 0, "optional": True}),
    ]
