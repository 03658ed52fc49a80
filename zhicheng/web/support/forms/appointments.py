"""Appointing somebody, and ending an appointment."""

from typing import Any

from django import forms

from zhicheng.domain.permissions import ROLE_WORDS, STAFF_ROLES, Role
from zhicheng.people.appointment_queries import organisations_called
from zhicheng.people.find_person import registered_person
from zhicheng.web.parts.widgets import DayInput


class AppointForm(forms.Form):
    """The person is named by what stands on the identity paper, never picked from a list of people."""

    name = forms.CharField(label="姓名", max_length=100, error_messages={"required": "请填写姓名"})
    number = forms.CharField(
        label="证件号码",
        max_length=40,
        help_text="用来确认是同一个人，不会再显示",
        error_messages={"required": "请填写证件号码"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="岗位", choices=[("", "请选择"), *((one.value, ROLE_WORDS[one]) for one in STAFF_ROLES)]
    )
    organisation = forms.CharField(label="单位全称", max_length=200, error_messages={"required": "请填写单位全称"})
    starts_on = forms.DateField(label="开始日期", widget=DayInput, error_messages={"required": "请填写开始日期"})

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_organisation(self) -> Any:
        found = organisations_called(self.cleaned_data["organisation"])
        if len(found) == 1 and found[0].name == self.cleaned_data["organisation"].strip():
            return found[0]
        if not found:
            raise forms.ValidationError("没有找到这个单位，请填写登记的全称。")
        raise forms.ValidationError("请填写全称，可能是：" + "、".join(one.name for one in found))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("name") and given.get("number"):
            person = registered_person(given["name"], given["number"])
            if person is None:
                self.add_error("name", "没有找到姓名和证件号码都相符的已注册人员，请让本人先注册。")
            given["person"] = person
        return given


class EndForm(forms.Form):
    last_day = forms.DateField(
        label="最后一天",
        widget=DayInput,
        help_text="这一天还可以办理；填昨天则立即终止",
        error_messages={"required": "请填写最后一天"},
    )
