"""Papers that were made, official documents, certificates with their changes, and the public log of what was issued."""

from zhicheng.documents.models.approval import Approval
from zhicheng.documents.models.certificate import Certificate
from zhicheng.documents.models.change import CertificateChange
from zhicheng.documents.models.issue_log import LogEnd, LogEntry, LogHead, LogLeaf, LogNode, LogPrint
from zhicheng.documents.models.official import DocumentEntry, OfficialDocument
from zhicheng.documents.models.paper import Paper, PaperWords

__all__ = [
    "Approval",
    "Certificate",
    "CertificateChange",
    "DocumentEntry",
    "LogEnd",
    "LogEntry",
    "LogHead",
    "LogLeaf",
    "LogNode",
    "LogPrint",
    "OfficialDocument",
    "Paper",
    "PaperWords",
]
