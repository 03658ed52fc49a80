"""The name and type of any kept file, drawn by a template or made otherwise."""

from zhicheng.documents.papers.kinds import KINDS

OFD_KIND, OFD_KEY = "certificate_ofd", "certificate-ofd:"
LONG_TERM_KEY = "certificate-lta:"
OFD_EDITION = "1"
CERTIFICATE_KINDS = ("certificate", OFD_KIND)
OTHERS = {OFD_KIND: ("专业技术职务任职资格证书", "ofd", "application/ofd")}


def title_of(kind: str) -> str:
    """The kind's name as a reader knows it."""
    return OTHERS[kind][0] if kind in OTHERS else KINDS[kind].title


def format_of(kind: str) -> str:
    """The format as a reader knows it: PDF or OFD."""
    return OTHERS[kind][1].upper() if kind in OTHERS else "PDF"


def file_name_of(kind: str, number: str = "") -> str:
    """The name under which a file of this kind is saved; with the certificate's number, if it is one's."""
    return f"{title_of(kind)}{f' {number}' if number else ''}.{format_of(kind).lower()}"


def media_type_of(kind: str) -> str:
    """The type that a browser is told."""
    return OTHERS[kind][2] if kind in OTHERS else "application/pdf"


def certificate_handle_in(key: str) -> str:
    """The handle of the certificate whose file has this key: the part after the first colon."""
    return key.split(":")[1]
