"""The bureau's word on a post table."""

from django import forms


class OpinionForm(forms.Form):
    """An opinion, or what must be changed; with the version of the table on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="意见",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="同意的，写人社部门意见；退回的，一次写明需要修改的全部内容",
        error_messages={"required": "请填写意见"},
    )
