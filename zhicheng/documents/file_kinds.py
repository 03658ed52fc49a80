"""The name and type of any kept file, drawn by a template or made otherwise."""

from zhicheng.documents.papers.kinds import KINDS

OFD_KIND, OFD_KEY = "certificate_ofd", "certificate-ofd:"
OFD_EDITION = "1"
OTHERS = {OFD_KIND: ("专业技术职务任职资格证书（OFD）", "ofd", "application/ofd")}


def title_of(kind: str) -> str:
    """The kind's name as a reader knows it."""
    return OTHERS[kind][0] if kind in OTHERS else KINDS[kind].title


def file_name_of(kind: str) -> str:
    """The name under which a file of this kind is saved."""
    return (
        f"{title_of(kind)}.pdf" if kind not in OTHERS else f"{title_of(kind).removesuffix('（OFD）')}.{OTHERS[kind][1]}"
    )


def media_type_of(kind: str) -> str:
    """The type that a browser is told."""
    return OTHERS[kind][2] if kind in OTHERS else "application/pdf"
