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
}


def act_word(act: str) -> str:
    """The words for an act; an act without words shows as it is."""
    return ALL_ACT_WORDS.get(act, act)


def topic_word(topic: str) -> str:
    """The words for what the worker does."""
    return "制作文件" if topic.startswith("paper.") else TOPIC_WORDS.get(topic, topic)
