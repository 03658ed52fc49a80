"""What each paper says: one frozen dataclass a kind, plain values only, so that the same data prints the same bytes."""

from zhicheng.documents.papers.data.shared import Contact, IssueLogHead, ListRow, Paper, Period, Target
from zhicheng.documents.papers.data.to_applicants import Defect, PaperSlip, Receipt, RefusalNotice, ReturnNotice
from zhicheng.documents.papers.data.to_employers import (
    AssessmentRow,
    DeterminationForm,
    EmployerCandidate,
    EmployerNotice,
    EmployerNoticeResult,
    HistoryRow,
    PostCandidate,
    PostColumn,
    PostTablePaper,
)
from zhicheng.documents.papers.data.to_holders import (
    Certificate,
    ChangedFact,
    CorrectionNotice,
    ReinstatementNotice,
    RevocationNotice,
)
from zhicheng.documents.papers.data.to_the_public import BureauNotice, OfficialDocument

__all__ = [
    "AssessmentRow",
    "BureauNotice",
    "Certificate",
    "ChangedFact",
    "Contact",
    "CorrectionNotice",
    "Defect",
    "DeterminationForm",
    "EmployerCandidate",
    "EmployerNotice",
    "EmployerNoticeResult",
    "HistoryRow",
    "IssueLogHead",
    "ListRow",
    "OfficialDocument",
    "Paper",
    "PaperSlip",
    "Period",
    "PostCandidate",
    "PostColumn",
    "PostTablePaper",
    "Receipt",
    "RefusalNotice",
    "ReinstatementNotice",
    "ReturnNotice",
    "RevocationNotice",
    "Target",
]
