"""What the papers say that the bureau publishes."""

from dataclasses import dataclass

from zhicheng.documents.papers.data.shared import Contact, IssueLogHead, ListRow, Paper, Period


@dataclass(frozen=True, kw_only=True)
class BureauNotice(Paper):
    """拟初定人员名单公示: base, period with its counted days, how to object, the list, the issue log so far."""

    authority: str
    title: str
    base: str
    period: Period
    objections_to: Contact
    rows: tuple[ListRow, ...]
    page_url: str
    issue_log: IssueLogHead | None = None


@dataclass(frozen=True, kw_only=True)
class OfficialDocument(Paper):
    """公布文件: red head, number, body, the list as annex, the issue log; the seal goes over signature and date."""

    organ: str
    document_number: str
    title: str
    addressees: str
    body: tuple[str, ...]
    list_title: str
    rows: tuple[ListRow, ...]
    signed_by: str
    copies_to: str
    printed_by: str
    issue_log: IssueLogHead | None = None
