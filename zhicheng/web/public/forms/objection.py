"""An objection, and the question after its outcome."""

from django import forms

from zhicheng.cases.actions.raise_objection import SHORTEST_GROUND

LONGEST_GROUND = 2000


class ObjectionForm(forms.Form):
    """What is wrong, and who says so: objections are made under one's name, which is kept from the person named."""

    ground = forms.CharField(
        label="异议的事实",
        help_text=f"写明什么时间、什么事情、有什么可以核实，至少 {SHORTEST_GROUND} 个字。请不要写身份证号码。",
        min_length=SHORTEST_GROUND,
        max_length=LONGEST_GROUND,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"min_length": f"请写明具体事实（至少 {SHORTEST_GROUND} 个字），便于核实"},
    )
    name = forms.CharField(label="您的姓名", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact = forms.CharField(
        label="您的联系方式",
        help_text="电话或邮箱，核实时用来找您。",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class ReceiptCodeForm(forms.Form):
    """The code from the receipt, however it was typed."""

    code = forms.CharField(
        label="回执码",
        help_text="提交异议后显示的 16 位字母和数字，空格可写可不写。",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Without spaces and dashes, in small letters."""
        return "".join(sign for sign in self.cleaned_data["code"].lower() if sign.isalnum())
