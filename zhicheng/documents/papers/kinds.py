"""The kinds of paper, each with the dataclass that it is made from, its name, and when it is made."""

from dataclasses import dataclass

from zhicheng.documents.papers import data


@dataclass(frozen=True)
class Kind:
    """A paper's data type, its name as a reader knows it, and in a sentence when it is made and for whom."""

    data: type[data.Paper]
    title: str
    used: str


KINDS: dict[str, Kind] = {
    "receipt": Kind(data.Receipt, "职称初定申报提交回执", "申报人提交申报时，发给申报人。"),
    "determination_form": Kind(
        data.DeterminationForm, "初定专业技术职务任职资格表", "审核通过后，供单位打印盖章，一式两份，存入人事档案。"
    ),
    "post_table": Kind(
        data.PostTablePaper, "事业单位人员职称申报岗位信息表", "岗位信息表审核同意后，供事业单位打印盖章。"
    ),
    "employer_notice": Kind(data.EmployerNotice, "职称初定推荐公示", "单位开始推荐公示时，供在单位内张贴。"),
    "employer_notice_result": Kind(
        data.EmployerNoticeResult, "职称初定推荐公示情况说明", "单位公示期满并推荐时，随申报材料存档。"
    ),
    "bureau_notice": Kind(data.BureauNotice, "职称初定人员名单公示", "人社部门开始公示拟初定名单时，向社会公布。"),
    "return_notice": Kind(data.ReturnNotice, "一次性告知书", "退回补正时，一次列明全部待补正事项，发给申报人。"),
    "refusal_notice": Kind(data.RefusalNotice, "不予初定告知书", "决定不予初定时，写明理由、依据和救济，发给申报人。"),
    "official_document": Kind(
        data.OfficialDocument, "职称初定公布文件", "负责人签发公布文件时，加盖印章，向社会公布。"
    ),
    "certificate": Kind(
        data.Certificate, "专业技术职务任职资格证书", "公布文件签发后，逐人制作、加盖印章，供本人下载。"
    ),
    "correction_notice": Kind(
        data.CorrectionNotice, "职称证书更正（换发）通知书", "决定更正或换发证书时，加盖印章，发给持证人。"
    ),
    "revocation_notice": Kind(
        data.RevocationNotice, "撤销专业技术职务任职资格决定书", "决定撤销任职资格时，加盖印章，送达当事人。"
    ),
    "reinstatement_notice": Kind(
        data.ReinstatementNotice,
        "恢复专业技术职务任职资格通知书",
        "撤销决定被复议、判决撤销或者自行纠正，决定恢复任职资格时，加盖印章，发给持证人。",
    ),
    "paper_slip": Kind(data.PaperSlip, "纸质材料接收凭条", "窗口收到纸质材料时，交给送件人。"),
}
