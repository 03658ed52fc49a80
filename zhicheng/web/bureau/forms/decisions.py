"""The forms of the acts on one case; every one carries the version that was seen."""

from typing import Any

from django import forms


class ActForm(forms.Form):
    """What every act carries: the version of the case on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


def _note(label: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": f"请填写{label}"},
    )


class ProposeForm(ActForm):
    note = _note("初审意见", "第二人批准时会看到", required=False)


class DisagreeForm(ActForm):
    note = _note("不同意的理由", "提出初审意见的同志会看到；申报回到待初审")


class CountyCheckForm(ActForm):
    note = _note("初核意见", required=False)


class RefuseForm(ActForm):
    """`reasons` is the pack's closed list."""

    reason = forms.ChoiceField(label="不予通过的理由", error_messages={"required": "请从清单中选择理由"})
    note = _note("认定的事实", "写明在这份申报里是什么情况，申报人据此申请复核")

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "请选择"), *reasons]  # type: ignore[attr-defined]


class TransferForm(ActForm):
    """`bureaus` are the handles and names of those it may go to."""

    bureau = forms.ChoiceField(label="转往", error_messages={"required": "请选择要转往的人社部门"})
    reason = _note("转办理由", "申报人和接收部门会看到；编号和提交时间不变")

    def __init__(self, *args: Any, bureaus: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bureau"].choices = [("", "请选择"), *bureaus]  # type: ignore[attr-defined]
