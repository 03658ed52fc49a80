"""The kinds of paper, each with the dataclass that it is made from and the words in the file's own properties."""

from dataclasses import dataclass

from zhicheng.documents.papers import data


@dataclass(frozen=True)
class Kind:
    """A paper's data type and its name as a reader knows it."""

    data: type[data.Paper]
    title: str


KINDS: dict[str, Kind] = {
    "receipt": Kind(data.Receipt, "职称初定申报提交回执"),
    "determination_form": Kind(data.DeterminationForm, "初定专业技术职务任职资格表"),
    "post_table": Kind(data.PostTablePaper, "事业单位人员职称申报岗位信息表"),
    "employer_notice": Kind(data.EmployerNotice, "职称初定推荐公示"),
    "employer_notice_result": Kind(data.EmployerNoticeResult, "职称初定推荐公示情况说明"),
    "bureau_notice": Kind(data.BureauNotice, "职称初定人员名单公示"),
    "return_notice": Kind(data.ReturnNotice, "一次性告知书"),
    "refusal_notice": Kind(data.RefusalNotice, "不予初定告知书"),
    "official_document": Kind(data.OfficialDocument, "职称初定公布文件"),
    "certificate": Kind(data.Certificate, "专业技术职务任职资格证书"),
    "correction_notice": Kind(data.CorrectionNotice, "职称证书更正（换发）通知书"),
    "revocation_notice": Kind(data.RevocationNotice, "撤销专业技术职务任职资格决定书"),
    "paper_slip": Kind(data.PaperSlip, "纸质材料接收凭条"),
}
