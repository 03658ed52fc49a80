"""Sign-in, second factor and change of password as forms."""

from django import forms


class SignInForm(forms.Form):
    """A telephone or identity number, and the password."""

    login = forms.CharField(
        label="手机号码或证件号码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": "请填写手机号码或证件号码。"},
    )
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请填写密码。"},
    )


class CodeForm(forms.Form):
    """The six digits of the authenticator, or one of the recovery codes."""

    code = forms.CharField(
        label="验证码",
        help_text="验证器里的 6 位数字，每 30 秒换一次；手机不在身边时，填一个恢复码",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
        error_messages={"required": "请填写验证码。"},
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).lower()


class PasswordForm(forms.Form):
    """The present password and the one that replaces it."""

    present = forms.CharField(
        label="现在的密码",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请填写现在的密码。"},
    )
    fresh = forms.CharField(
        label="新密码",
        help_text="至少 10 个字符，不能全是数字",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请填写新密码。"},
    )
