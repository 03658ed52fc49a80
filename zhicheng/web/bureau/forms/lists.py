"""The forms of public lists, objections, documents and the paper counter."""

from django import forms


class PublishForm(forms.Form):
    """The words of a public list; who is on it comes as ticked boxes."""

    title = forms.CharField(label="公示标题", max_length=200, error_messages={"required": "请填写公示标题"})
    contact = forms.CharField(
        label="受理异议的联系方式",
        max_length=200,
        help_text="印在公示上：科室、电话、地址",
        error_messages={"required": "请填写联系方式，公示要写明"},
    )


class ObjectionForm(forms.Form):
    """The decision on one objection."""

    upheld = forms.TypedChoiceField(
        label="结论",
        choices=[("no", "异议不成立，本人继续公示和发文"), ("yes", "异议成立，本人不予通过")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择结论"},
    )
    finding = forms.CharField(
        label="核实情况和结论",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="异议人和本人都会看到，请不要写出异议人的身份",
        error_messages={"required": "请写明核实情况和结论"},
    )


class DraftForm(forms.Form):
    """The title of an official document."""

    title = forms.CharField(label="文件标题", max_length=200, error_messages={"required": "请填写文件标题"})


class PaperForm(forms.Form):
    """What is on the paper that lies on the counter."""

    version = forms.CharField(
        label="表上的版本码",
        max_length=40,
        help_text="印在表上的二维码旁边，8 位；扫描二维码会自动填入",
        error_messages={"required": "请填写表上的版本码"},
    )
    copies = forms.IntegerField(
        label="收到份数", min_value=0, max_value=20, initial=2, error_messages={"required": "请填写份数"}
    )
