"""Papers that were made, official documents and certificates."""

from zhicheng.documents.models.certificate import Certificate
from zhicheng.documents.models.official import DocumentEntry, OfficialDocument
from zhicheng.documents.models.paper import Paper

__all__ = ["Certificate", "DocumentEntry", "OfficialDocument", "Paper"]
