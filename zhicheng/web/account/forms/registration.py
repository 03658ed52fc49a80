"""What a person types to open an account; only registering itself judges it."""

from typing import Any

from django import forms

from zhicheng.domain.identity import ID_KINDS, IdKind


class RegistrationForm(forms.Form):
    """Name, identity paper, mobile number, password; whatever was wrong stays as typed, the password excepted."""

    name = forms.CharField(
        label="姓名",
        help_text="与证件上的一致",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "请填写姓名。"},
    )
    id_kind = forms.ChoiceField(
        label="证件类型",
        choices=[(kind.code, kind.label) for kind in ID_KINDS.values()],
        widget=forms.Select(attrs={"data-id-kind": ""}),
    )
    id_number = forms.CharField(
        label="证件号码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "请填写证件号码。"},
    )
    phone = forms.CharField(
        label="手机号码",
        help_text="大陆手机号码，用于登录和接收通知",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": "请填写手机号码。"},
    )
    password = forms.CharField(
        label="密码",
        help_text="至少 10 个字符，不能全是数字；可以是一句自己记得住的话",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请设置密码。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = ID_KINDS.get(str(self["id_kind"].value())) or next(iter(ID_KINDS.values()))
        self.fields["id_number"].help_text = hint_of(chosen)


def hint_of(kind: IdKind) -> str:
    """How a number of this kind looks, with an invented example."""
    scan = "。开通后请在业绩档案库“其他附件”上传证件扫描件" if kind.needs_scan else ""
    return f"{kind.hint}，如 {kind.example}{scan}"
