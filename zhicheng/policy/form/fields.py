"""The fields of a pack, thing by thing: what each is called, how it is typed, which words it may take."""

from __future__ import annotations

from zhicheng.policy.form.field import PEOPLE, REGIONS, SERIES, Field, Kind
from zhicheng.policy.words import labels as w

K = Kind
CLAUSE = Field("clause", "依据", K.CLAUSE, hint="通知的条、项，如 2.3；通知没有写的留空")
UNCERTAIN = Field("uncertain", "待核实", K.TICK, default=False)
NOTE = Field("note", "说明", K.TEXT, default="")

BASICS = (
    Field("version", "版本", K.TEXT, hint="每次修改后写一个新的版本号"),
    Field("title", "名称", K.TEXT),
    Field("place", "地方", K.TEXT),
    Field("city", "市级受理部门", K.CODE, REGIONS),
    Field("notice", "依据的通知", K.TEXT),
    Field("legal_basis", "法规依据", K.LINES, hint="一行一件"),
    Field("site", "公告和公示在哪里看", K.TEXT),
)
TRANSITION = (Field("transition", "发布之前已提交的申报", K.CODE, w.TRANSITION, default="keep"),)

RULE = (
    Field("level", "初定级别", K.CODE, w.LOW_LEVEL),
    Field("rule", "条件编号", K.TEXT, nothing="不属于通知的任何一条", hint="如 R2；不属于通知任何一条的留空"),
    Field("diplomas", "凭哪些学历", K.CODES, w.DIPLOMA, default=()),
    Field("degrees", "凭哪些学位", K.CODES, w.DEGREE, default=()),
    Field("years", "合计工作满几年", K.WHOLE, hint="取得即可的填 0"),
    Field("months", "另加几个月", K.WHOLE, default=0),
    Field("years_after", "其中取得学历（学位）后满几年", K.WHOLE, default=0),
    Field("months_after", "取得后另加几个月", K.WHOLE, default=0),
    Field("before_counts", "取得之前的年限也相加", K.FLAG, default=False),
    Field("outcome", "达到后", K.CODE, w.OUTCOME, default="met"),
    Field("modes", "只认哪些学习形式", K.CODES, w.MODE, default=(), hint="都不选：按“认定口径”"),
    Field("conclusions", "只认哪些结业结论", K.CODES, w.CONCLUSION, default=(), hint="都不选：按“认定口径”"),
    Field("unless_diploma", "持有这些学历的不用这一条", K.CODES, w.DIPLOMA, default=()),
    Field("only_years_worked_assessed", "考核只看工作过的年度", K.FLAG, default=False),
    NOTE,
    CLAUSE,
    UNCERTAIN,
)
ACCEPTED = (
    Field("level", "级别", K.CODE, w.LOW_LEVEL),
    Field("from", "较低的学历（学位）", K.CODE, w.DIPLOMA | w.DEGREE),
    Field("to", "较高的学历（学位）", K.CODE, w.DIPLOMA | w.DEGREE),
    NOTE,
    CLAUSE,
)
READING = (
    Field("conclusions", "算毕业的结论", K.CODES, w.CONCLUSION),
    Field("modes", "认可的学习形式", K.CODES, w.MODE, default=tuple(sorted(w.MODE))),
    Field("work_kinds", "算年限的工作", K.CODES, w.WORK_KIND),
    Field("work_fields", "算年限的工作，其专业与申报专业", K.CODES, w.FIELD),
    Field("schooling_fields", "认可的所学专业，与申报专业", K.CODES, w.FIELD),
    Field("unrelated_schooling", "所学专业不相关、工作对口的", K.CODE, w.OUTCOME),
    Field("unrelated_adds_years", "所学专业不相关的，多几年", K.WHOLE, default=0),
    Field("levels_by_determination", "可以初定的级别", K.CODES, w.LEVEL),
    Field("identities", "身份证件", K.EACH_CODE, w.OUTCOME, w.ID_KIND),
    Field("identities_if_employed_here", "须在本市就业的证件", K.CODES, w.ID_KIND),
    Field("statuses", "在职状况", K.EACH_CODE, w.OUTCOME, w.STATUS),
    Field("posts_needed", "要有岗位空缺的单位", K.CODES, w.EMPLOYER_KIND),
    Field("staffing", "事业单位人员", K.EACH_CODE, w.OUTCOME, w.STAFFING),
    Field("affiliation_other", "单位隶属不在名单上的", K.CODE, w.OUTCOME),
    Field("title_via", "已有职称的取得方式", K.EACH_CODE, w.OUTCOME, w.VIA),
    Field("low_title_redone", "按较低学历定了低级别的，可以重新初定", K.FLAG),
    Field("assessment_years", "要交几个年度的考核表", K.EACH_WHOLE, keys=w.LOW_LEVEL),
    Field("grades_passed", "算合格的等次", K.CODES, w.GRADE),
    Field("grade_none", "未定等次的年度", K.CODE, w.OUTCOME),
    Field("no_year_worked", "还没有工作满一个年度的", K.CODE, w.OUTCOME),
    Field("same_year_serves", "当年的考核也可以用", K.FLAG),
    Field("stamp_needed", "考核表要单位盖章", K.FLAG),
    Field("home_country", "国内学历的国家代码", K.TEXT, hint="CN"),
    Field("home_proofs", "国内学历的证明", K.EACH_CODE, w.PROOF_STATE, w.PROOF),
    Field("foreign_proofs", "国（境）外学历的证明", K.EACH_CODE, w.PROOF_STATE, w.PROOF),
)
BATCH = (
    Field("id", "批次编号", K.TEXT, hint="如 2025-1；区县的如 330521-2025-1"),
    Field("opens", "开始受理", K.DAY),
    Field("closes", "个人提交截止", K.DAY, hint="当天 24:00 截止"),
    Field("employer_closes", "单位推荐截止", K.DAY, default=None, hint="留空：同个人提交截止"),
    Field("years_counted_to", "年限计算到", K.DAY, default=None, hint="留空：计算到提交那天"),
    CLAUSE,
    UNCERTAIN,
)
REGION = (
    Field("code", "代码", K.TEXT),
    Field("name", "名称", K.TEXT),
    Field("kind", "类别", K.CODE, w.REGION_KIND),
    Field("bureau", "由谁受理", K.CODE, REGIONS),
    Field("office", "受理部门", K.TEXT),
    Field("phone", "电话", K.TEXT, hint="没有公布的留空，在说明里写明"),
    NOTE,
    CLAUSE,
    UNCERTAIN,
)
DECIDER = (
    Field("kinds", "单位隶属", K.CODES, w.REGION_KIND),
    Field("levels", "级别", K.CODES, w.LOW_LEVEL),
    Field("authority", "由谁审核", K.CODE, REGIONS, nothing="单位隶属的部门自己审核"),
    Field("batches", "时间", K.CODE, w.BATCH_KIND),
    Field("by", "怎样决定", K.CODE, w.DECIDED_BY, default="bureau"),
    CLAUSE,
    UNCERTAIN,
)
PUBLICITY = (
    Field("employer_days", "单位公示几个工作日", K.WHOLE),
    Field("official_days", "人社部门公示几个工作日", K.WHOLE),
    Field("count_start", "公示开始当天算第一天", K.FLAG),
    Field("restart_on_changed_fact", "公示内容改了要重新公示", K.FLAG),
)
PAPER = (
    Field("copies", "纸质表几份", K.WHOLE),
    Field("due_days", "公示结束后几天内交", K.WHOLE),
    Field("gate", "没有交齐纸质表的", K.CODE, w.PAPER_GATE),
)
CORRECTION = (Field("working_days", "退回后几个工作日内补正", K.WHOLE),)
DOCUMENT = (Field("title_date", "职称从哪天算起", K.CODE, w.TITLE_DATE),)
COUNTY_CHECK = (Field("county_check", "市级审核前先由区县初核", K.FLAG),)
CHECK_ITEM = (
    Field("code", "代码", K.TEXT),
    Field("question", "审核人要回答的问题", K.TEXT),
    Field("levels", "只问这些级别", K.CODES, w.LOW_LEVEL, default=()),
    Field("employer_kinds", "只问这些单位", K.CODES, w.EMPLOYER_KIND, default=()),
    Field("series", "只问这些系列", K.CODES, SERIES, default=()),
    CLAUSE,
)
REFUSAL = (Field("code", "代码", K.TEXT), Field("wording", "不予通过的理由", K.TEXT), CLAUSE)
RETURN = (
    Field("code", "代码", K.TEXT),
    Field("wording", "要补正什么", K.TEXT),
    Field("cure", "怎样补正", K.TEXT),
    CLAUSE,
)
CONDITIONS = tuple(Field(code, label, K.CLAUSE) for code, label in w.CONDITION.items())
MATERIALS = tuple(Field(code, label, K.CLAUSE) for code, label in w.MATERIAL.items())
EXAM_ONLY = (
    Field("series", "系列", K.CODE, SERIES),
    Field("speciality", "专业", K.TEXT, hint="* 表示整个系列"),
    Field("levels", "级别", K.SPACED, w.LEVEL),
    Field("scope", "考试", K.CODE, w.SCOPE),
    Field("since", "从哪天起", K.DAY, default="", hint="留空：一直如此"),
)
LICENCES = (
    Field("series", "系列", K.CODE, SERIES),
    Field("licences", "有其中一种即可", K.SPACED, w.LICENCE),
    Field("from_level", "从哪个级别起", K.CODE, w.LEVEL),
    Field("note", "说明", K.TEXT, default=""),
)
CALENDAR_YEAR = (Field("year", "年份", K.WHOLE), Field("notice", "通知的名称和文号", K.TEXT))
HOLIDAY = (Field("name", "节日", K.TEXT), Field("from", "第一天", K.DAY), Field("to", "最后一天", K.DAY))
MAKE_UP_DAYS = (Field("make_up_days", "要上班的周六、周日", K.DAYS, hint="一行一天，如 2025-01-26"),)
EXAMPLE = (
    Field("name", "算例", K.TEXT, hint="一句话，如：大专满三年差一天"),
    Field("person", "从谁改起", K.CODE, PEOPLE),
    Field(
        "change",
        "改动",
        K.LONG,
        default="",
        hint="一行一处，如：工作1.起 = 2022-07-10。可写的项目见本页下面",
    ),
    Field("without", "去掉", K.LONG, default="", hint="一行一处，如：考核1"),
    Field("verdict", "应得结论", K.CODE, w.VERDICT, default="", nothing="不管"),
    Field("rule", "应按条件", K.TEXT, default="", hint="如 R2；没有条件写“没有”；不管的留空"),
    Field("earliest", "最早可申报", K.TEXT, default="", hint="日期；没有写“没有”；不管的留空"),
    Field("more", "其他应得结果", K.LONG, default="", hint="一行一处，如：年度考核合格 = 待补充"),
    Field("reading", "通知没有写明的，怎样理解", K.TEXT, default=""),
)
