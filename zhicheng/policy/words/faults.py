"""The strict reader's faults as an officer reads them: where in the form, and what to do, in Chinese."""

from __future__ import annotations

import ast
import re

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.faults import Defect
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.packs import PackContent, pack_from
from zhicheng.policy.words import labels as w

LONGEST_SHOWN = 60  # characters of what was typed
Fault = tuple[str, str]
"""Path of the value, and what is wrong with it in Chinese."""

_SAYINGS: tuple[tuple[str, str], ...] = (
    (r"is missing", "没有填写"),
    (r"must be a mapping", "应写成一组“名称: 值”"),
    (r"must be a list of texts", "应一行一件地写"),
    (r"must be a list.*", "应为列表"),
    (r"must be a text .*; got (?:None|''|' *')", "没有填写"),
    (r"must be a text .*", "应为文字"),
    (r"must be a whole number; got None", "没有填写"),
    (r"must be a whole number; got (.+)", "应为 0 或大于 0 的整数，现在是 {0}"),
    (r"must be true or false; got .*", "应选“是”或“否”"),
    (r"must be a date.*; got (?:None|'')", "没有填写日期"),
    (r"must be a date.*; got (.+)", "没有这一天：{0}"),
    (r"must be one of .*; got (?:None|'')", "还没有选择"),
    (r"must be one of .*; got (.+)", "不能是 {0}，请重新选择"),
    (r"(.+) is none of .*", "没有 {0} 这个选项"),
    (r"'(\w+): (diploma|degree) (\w+), (\w+)' is there twice", "{schooling}到{level}已经写过一条，请只留一条"),
    (r"(.+) is there twice", "{0} 写了两次"),
    (r"must be a clause .*; got (.+)", "依据应写成“2.3”这样的条、项，现在是 {0}"),
    (r"is not a name of this section", "不是这一部分的内容，请删去"),
    (r"is empty; then the note says why", "电话留空的，请在说明里写明原因"),
    (r"a rule names diplomas or degrees", "至少选一种学历或学位"),
    (r"must be R1 to R99, or null; got (.+)", "应写成 R1 至 R99，或者留空，现在是 {0}"),
    (r"is before (\S+)", "不能早于 {0}"),
    (r"(.+) opens before (.+) has closed", "{0} 在 {1} 截止之前就开始了，时间不能重叠"),
    (r"(.+) counts years to a day before that of (.+)", "{0} 的年限计算日不能早于 {1} 的"),
    (r"bureau (.+) of (\S+) is no region of the pack", "{1} 的受理部门 {0} 不在名单里"),
    (r"(.+) is kept for what is no region of the pack", "代码 {0} 另有用处，请换一个"),
    (r"must be <place>-<year>; got (.+)", "编号应写成“地名-年度”，如 huzhou-2025，现在是 {0}"),
    (r"must be the name of a table in policies/catalogue; got (.+)", "{0} 不是目录表的文件名"),
    (r"no table (.+) is there", "没有目录表 {0}"),
    (r"no series(?:, or there twice:)? (.+)", "没有系列 {0}，或同一系列写了两次"),
    (r"levels (.+)", "级别没有选，或不认识：{0}"),
    (r"level (.+)", "级别没有选，或不认识：{0}"),
    (r"scope (.+)", "没有选考试范围，或不认识：{0}"),
    (r"since (.+) is no date", "没有这一天：{0}"),
    (r"names no licence", "至少选一种职业资格"),
    (r"columns must be (.+)", "各列应为：{0}"),
    (r"does not have (\d+) columns", "这一行应有 {0} 列"),
    (r"a series is there twice", "有一个系列写了两次"),
    (r"larger than (\d+) bytes", "文件太大，不能超过 {0} 字节"),
    (r".*codec can't decode.*", "文件不是 UTF-8 编码"),
    (r"Exceeds the limit .*", "数字太长"),
    (r"aliases are not used in policy files", "不能使用 YAML 的引用（& 和 *）"),
    (r"nested more than (\d+) deep", "嵌套超过 {0} 层"),
    (r"base: no policy pack (.+)", "没有它所依据的政策包 {0}"),
    (r"must be '(.+)', as its folder says; got (.+)", "编号应与文件夹一致：{0}，现在是 {1}"),
    (r"expects nothing", "至少写一项应得的结果"),
    (r"there is no such place in the person's facts", "这个人没有这一项，请看本页下面可写的项目"),
    (r"as_of must be written, or the case changes with the days", "要写明计算日期，否则结果会随日子变"),
    (r"must be a list of numbers; got (.+)", "应为编号的列表，现在是 {0}"),
    (r"must be a mapping from paths to values", "应一行一处，写成“项目 = 值”"),
    (r"there is no such value in the pack", "政策里没有这一项"),
    (r"must be a list of paths", "应一行一处"),
    (r"must be (\d+), as the file says; got (.+)", "年份应为 {0}，现在是 {1}"),
    (r"must be from (\d+) to (\d+); got (.+)", "应在 {0} 年至 {1} 年之间，现在是 {2}"),
    (r"must be a span within (\d+), first day first", "应为 {0} 年之内的一段日子，首日不晚于末日，不超过 31 天"),
    (r"(.+) is no date of (\d+)", "{0} 不是 {1} 年的日子"),
    (r"(.+) is a holiday, or a working day anyway", "{0} 是放假的日子，或本来就是工作日，不用写成调休上班"),
    (r"(\d{4})\.yaml: the year before it is missing", "{0} 年之前的一年还没有"),
    (r"(\d+): the year before it is missing", "{0} 年之前的一年还没有"),
    (r"(.+) is written twice in .*line (\d+), column \d+", "{0} 在第 {1} 行的一组里写了两次"),
    (r"(?:while|could not|found|mapping).*line (\d+), column (\d+).*", "第 {0} 行第 {1} 列附近的 YAML 写法有误"),
    (r"unacceptable character .*", "有不能用的控制字符"),
)
_KNOWN = tuple((re.compile(rf"(?:{pattern})\Z", re.DOTALL), words) for pattern, words in _SAYINGS)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PATH = re.compile(r"\S+\Z")


def read_content_in_words(content: PackContent) -> tuple[Pack | None, list[Fault]]:
    """The pack that the content is, or None and every fault: where (the form's own path) and what."""
    try:
        return pack_from(content, ""), []
    except BadPack as bad:
        return None, faults_in_words(bad, content)


def faults_in_words(bad: BadPack, content: PackContent) -> list[Fault]:
    """The faults of a file, each with the path that the form gives the value."""
    table = _table_of(bad.source, content)
    return [(_place(path, table, content), in_words(what)) for path, what in map(split, bad.faults)]


def split(line: str) -> Fault:
    """`path: what` into its two; a line without a path is said of the whole."""
    path, colon, what = line.partition(": ")
    if path.startswith("row ") and colon:
        return path, what
    return (path, what) if colon and _PATH.match(path) else ("$", line)


def in_words(what: str) -> str:
    """What is wrong, in Chinese; what nobody translated stays as the reader says it."""
    for pattern, words in _KNOWN:
        found = pattern.match(what)
        if found and "{schooling}" in words:
            return words.format(schooling=_schooling(found[2], found[3]), level=w.LEVEL.get(found[1], found[1]))
        if found:
            return words.format(*(_quoted(one) for one in found.groups()))
    return f"有误（{what}）"


def reason_in_words(defect: Defect) -> str:
    """A reason of the desk's actions: what they say in Chinese as it is, the strict reader's lines in words."""
    if _CHINESE.search(defect.what):
        return defect.what.removeprefix("$: ")
    path, what = split(defect.what)
    where = path if path != "$" else defect.where
    return f"{where}：{in_words(what)}" if where else in_words(what)


def _schooling(kind: str, code: str) -> str:
    return (w.DIPLOMA if kind == "diploma" else w.DEGREE).get(code, code)


def _quoted(text: str) -> str:
    """A value as Python writes it becomes the value in our quotation marks, long ones cut short."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        value, text = None, text[:LONGEST_SHOWN]
    if not isinstance(value, str):
        return text[:LONGEST_SHOWN]
    return f"“{value[:LONGEST_SHOWN]}{'…' if len(value) > LONGEST_SHOWN else ''}”"


def _table_of(source: str, content: PackContent) -> str:
    named = content.content.get("catalogue")
    files = named if isinstance(named, dict) else {}
    return next((name for name, file in files.items() if file == source), "")


def _place(path: str, table: str, content: PackContent) -> str:
    if table:
        row = path.removeprefix("row ")
        return f"{table}[{int(row) - 1}]" if row.isdigit() else table
    own = re.match(r"own_batches\.([^\[.]+)\[(\d+)\](.*)\Z", path)
    if own is None:
        return path
    return f"own_batches[{_before(own[1], content) + int(own[2])}]{own[3]}"


def _before(code: str, content: PackContent) -> int:
    """How many rows the form shows before those of this region."""
    count = 0
    for region, rows in content.content.get("own_batches", {}).items():
        if region == code:
            break
        count += len([row for row in rows if isinstance(row, dict)]) if isinstance(rows, list) else 0
    return count
