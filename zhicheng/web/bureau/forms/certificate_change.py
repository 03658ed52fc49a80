"""The forms by which a certificate is changed or its title reinstated: a proposal for each kind, and the decision."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhicheng.domain.certificate_changes import FACTS, GENDERS, ChangeKind, fact_words, reasons_for
from zhicheng.web.bureau.forms.decisions import ActForm


def _note(label: str, hint: str, *, required: bool = True, longest: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": f"请填写{label}"},
    )


class ProposalForm(ActForm):
    """What every proposal says: reason, facts, proof, from when."""

    kind: ChangeKind
    code = forms.ChoiceField(label="理由", widget=forms.RadioSelect, error_messages={"required": "请选择理由"})
    reason = _note("事实和经过", "印在通知书上，本人和单位会看到；公众核验时看不到，只看到上面所选的理由")
    evidence = _note("看过的材料", "只供本部门内部查阅，例如：居民身份证原件、单位书面说明", required=False)
    effect_from = forms.DateField(
        label="生效日期",
        required=False,
        help_text="不填就从负责人决定之日起；要填请写成 2024-12-20 这样，不能晚于今天",
        error_messages={"invalid": "生效日期请写成 2024-12-20 这样"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(reason.code, reason.words) for reason in reasons_for(self.kind)]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]


class CorrectionForm(ProposalForm):
    """The facts as the certificate states them, to be typed over where they are wrong."""

    kind = ChangeKind.CORRECTION

    def __init__(self, *args: Any, stated: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, fact in FACTS.items():
            self.fields[f"right_{name}"] = _fact_field(name, fact.label, str(stated.get(name) or ""))
        self.order_fields([*(f"right_{name}" for name in FACTS), "code", "reason", "evidence", "effect_from"])

    @property
    def given(self) -> dict[str, Any]:
        """What the proposal takes: the right values by field beside the rest."""
        said = dict(self.cleaned_data)
        return {"right": {name: said.pop(f"right_{name}") for name in FACTS}, **said}


def _fact_field(name: str, label: str, stated: str) -> forms.Field:
    hint = f"证书上现在是“{fact_words(name, stated) or '（空白）'}”"
    if name == "gender":
        choices = list(GENDERS.items())
        return forms.ChoiceField(label=label, help_text=hint, choices=choices, initial=stated)
    hint += "，写成 1999-06 这样" if name == "birth_month" else ""
    return forms.CharField(label=label, help_text=hint, max_length=100, initial=stated, required=bool(stated))


class ReplacementForm(ProposalForm):
    kind = ChangeKind.REPLACEMENT

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data


class RevocationForm(ProposalForm):
    """Revocation asks two things more: how the holder was heard, and by what rule."""

    kind = ChangeKind.REVOCATION
    heard = _note("告知和陈述、申辩的情况", "何时、怎样告知了当事人，当事人说了什么；印在决定书上")
    clause = _note(
        "依据",
        "所依据的规定、复议决定或者判决；前两项理由不填就用通常的依据",
        required=False,
        longest=300,
    )
    field_order = ("code", "reason", "heard", "clause", "evidence", "effect_from")

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data


class ReinstatementForm(ProposalForm):
    """By which document the revocation falls; the day is that from which the title counts again."""

    kind = ChangeKind.REINSTATEMENT
    document = forms.CharField(
        label="所依据的文书",
        help_text="复议、判决的必须写明，例如：某某市人民政府行政复议决定书。自行纠正、没有别的文书的，这三项都不填",
        required=False,
        max_length=100,
    )
    document_number = forms.CharField(label="文号或者案号", required=False, max_length=60)
    document_day = forms.DateField(
        label="文书日期",
        required=False,
        help_text="写成 2024-12-20 这样；判决写生效的日期",
        error_messages={"invalid": "文书日期请写成 2024-12-20 这样"},
    )
    field_order = ("code", "document", "document_number", "document_day", "reason", "evidence", "effect_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        effect = self.fields["effect_from"]
        effect.label = "恢复日期"
        effect.help_text = "不填就从撤销生效之日起恢复，资格视为没有中断；要填请写成 2024-12-20 这样"

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data


class DecisionForm(ActForm):
    """`read` is the digest of what was on the page."""

    read = forms.CharField(max_length=64, widget=forms.HiddenInput)


class DropForm(ActForm):
    because = _note("理由", "记入办理记录", longest=200)
