"""Propose, approve, disagree, check for the county: the acts by which a case goes on."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from zhicheng.cases.actions.approve import approve as do_approve
from zhicheng.cases.actions.approve import disagree as do_disagree
from zhicheng.cases.actions.approve import propose as do_propose
from zhicheng.cases.actions.county_check import county_check as do_county_check
from zhicheng.cases.bureau_case_queries import reviewed_case
from zhicheng.domain.states import Act
from zhicheng.web.acts import needs
from zhicheng.web.bureau.forms.decisions import ActForm, CountyCheckForm, DisagreeForm, ProposeForm
from zhicheng.web.bureau.pages.check_list import check_list_of
from zhicheng.web.bureau.views.deciding import Question, ask, done, must_be_open, tried
from zhicheng.web.request import Request

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@needs(Act.PROPOSE)
def propose(request: Request, handle: str) -> HttpResponse:
    """The first pair of eyes."""
    case = reviewed_case(request.actor, handle)
    form, status = ProposeForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: do_propose(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, f"已对{case.person.name}提出通过意见，等待第二人批准。")
    elif request.method != "POST":
        must_be_open(request.actor, Act.PROPOSE, case)
    listed = check_list_of(request.actor, case)
    question = Question(
        f"对{case.person.name}提出通过意见",
        ["这份申报进入“待第二人批准”", "您不能再批准它，须由另一人批准", "批准之前，第二人可以不同意，申报回到待初审"],
        "提出通过",
        shows="bureau/parts/checked.html",
        context={"list": listed, "impossible": not listed.whole or listed.defects > 0},
    )
    return ask(request, case, form, question, status)


@both
@needs(Act.APPROVE)
def approve(request: Request, handle: str) -> HttpResponse:
    """The second pair of eyes, which is never the first."""
    case = reviewed_case(request.actor, handle)
    form, status = ActForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        status = tried(form, lambda: do_approve(case.pk, actor=request.actor, now=request.now, seen=seen))
        if not status:
            return done(request, case, f"已批准{case.person.name}，等待公示。")
    elif request.method != "POST":
        must_be_open(request.actor, Act.APPROVE, case)
    question = Question(
        f"批准{case.person.name}",
        ["这份申报进入“待公示”，申报人不能再撤回", "之后列入公示名单，公示期满且没有异议才发文"],
        "批准",
        shows="bureau/parts/proposal.html",
        context={"list": check_list_of(request.actor, case)},
    )
    return ask(request, case, form, question, status)


@both
@needs(Act.DISAGREE)
def disagree(request: Request, handle: str) -> HttpResponse:
    """The second pair of eyes does not agree."""
    case = reviewed_case(request.actor, handle)
    form, status = DisagreeForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: do_disagree(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, f"已记录不同意，{case.person.name}的申报回到待初审。")
    elif request.method != "POST":
        must_be_open(request.actor, Act.DISAGREE, case)
    question = Question(
        f"不同意对{case.person.name}的初审意见",
        ["初审意见作废，这份申报回到“待初审”", "您写的理由记入办理记录"],
        "不同意",
        shows="bureau/parts/proposal.html",
        context={"list": check_list_of(request.actor, case)},
    )
    return ask(request, case, form, question, status)


@both
@needs(Act.COUNTY_CHECK)
def county_check(request: Request, handle: str) -> HttpResponse:
    """Where the pack asks for it: the county of the employer looks first at what the city decides."""
    case = reviewed_case(request.actor, handle)
    form, status = CountyCheckForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: do_county_check(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, f"已完成对{case.person.name}的县区初核。")
    elif request.method != "POST":
        must_be_open(request.actor, Act.COUNTY_CHECK, case)
    question = Question(f"完成对{case.person.name}的县区初核", ["由审批部门继续审核，您的意见记入办理记录"], "完成初核")
    return ask(request, case, form, question, status)
