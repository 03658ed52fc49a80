"""Where a list hangs and whom to tell."""

from django import forms


class PublicityForm(forms.Form):
    """The two things that a list must say besides the names."""

    place = forms.CharField(
        label="公示地点", max_length=200, help_text="职工都能看到的地方，例如：办公楼一楼公告栏、单位内网公告"
    )
    contact = forms.CharField(
        label="受理异议的联系方式", max_length=200, help_text="部门或联系人、电话，例如：人事科 0500-2000100"
    )
