"""Each act in the words of the people who do it."""

from zhicheng.domain.states import Act

ACT_WORDS: dict[Act, str] = {
    Act.READ: "查看",
    Act.EDIT: "修改",
    Act.SUBMIT: "提交",
    Act.RESUBMIT: "补正后再次提交",
    Act.WITHDRAW: "撤回",
    Act.CHECK_CLAIM: "核实",
    Act.OPEN_UNIT_PUBLICITY: "开始单位公示",
    Act.RECOMMEND: "推荐上报",
    Act.DECLINE: "不予推荐",
    Act.RETURN: "退回补正",
    Act.CHECK_ITEM: "核对",
    Act.TRANSFER: "转办",
    Act.COUNTY_CHECK: "县区初核",
    Act.PROPOSE: "提出通过意见",
    Act.DISAGREE: "不同意初审意见",
    Act.APPROVE: "批准",
    Act.REFUSE: "作出不予通过的决定",
    Act.PUBLISH: "列入公示名单",
    Act.RAISE_OBJECTION: "提出异议",
    Act.UPHOLD_OBJECTION: "认定异议成立",
    Act.DISMISS_OBJECTION: "认定异议不成立",
    Act.CLEAR: "公示结束确认",
    Act.ISSUE_DOCUMENT: "发文公布",
    Act.CERTIFY: "核发证书",
    Act.RECEIVE_PAPER: "登记收到纸质表",
    Act.PROPOSE_REVOCATION: "提出撤销",
    Act.REVOKE: "撤销",
    Act.LAPSE: "逾期失效",
}
