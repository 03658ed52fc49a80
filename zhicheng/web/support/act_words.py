"""Chinese words for every act that the log may hold and for what the worker does."""

from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.events.catalogue import OTHER_EVENTS

ALL_ACT_WORDS: dict[str, str] = {str(act): word for act, word in ACT_WORDS.items()} | {
    name: word for name, (_, word) in OTHER_EVENTS.items()
}
TOPIC_WORDS = {
    "register.education": "查询学历库",
    "register.insurance": "查询社保库",
    "publicity.clear": "公示期满办理",
    "case.lapse": "补正逾期办理",
    "certificate.reserve": "证书编号",
    "certificate.ofd": "制作 OFD 证书",
    "log.sign_head": "签署证书登记簿",
    "log.check": "检查证书登记簿",
    "policy.rehearse": "预演政策包",
    "policy.examine": "检验政策包",
    "policy.transition": "新政策包衔接",
    "policy.rejudge": "在办申报改按新政策包",
}
SUBJECT_WORDS = {
    "case": "申报",
    "capsule": "个案档案包",
    "issue_log": "证书登记簿",
    "archive": "档案条目",
    "file": "上传文件",
    "person": "人员",
    "publicity": "公示",
    "objection": "异议",
    "document": "公布文件",
    "certificate": "证书",
    "paper": "文书",
    "post_table": "岗位信息表",
    "appointment": "任职",
    "message": "后台任务",
    "register": "登记库",
    "log": "操作记录",
    "demo": "演示",
    "policy_draft": "政策包草稿",
    "policy": "政策包",
    "calendar": "工作日历",
}


def subject_words(subject: str) -> str:
    """`case:q6ps…` as 申报 q6ps…; a kind without words shows as it is."""
    kind, _, handle = subject.partition(":")
    return f"{SUBJECT_WORDS.get(kind, kind)} {handle}".strip()


def act_word(act: str) -> str:
    """The words for an act; an act without words shows as it is."""
    return ALL_ACT_WORDS.get(act, act)


def topic_word(topic: str) -> str:
    """The words for what the worker does."""
    return "制作文件" if topic.startswith("paper.") else TOPIC_WORDS.get(topic, topic)
