"""The register's own codes (GB/T 4658 for schooling, GB/T 6864 for degrees) and what they are called here."""

# code: (level, conclusion); codes that lead to no level of the archive are known, and left out
SCHOOLING: dict[str, tuple[str, str] | None] = {
    "11": ("doctoral", "graduated"),
    "12": ("doctoral", "completed"),
    "13": ("doctoral", "incomplete"),
    "14": ("postgraduate", "graduated"),
    "15": ("postgraduate", "completed"),
    "16": ("postgraduate", "incomplete"),
    "17": ("postgraduate_class", "graduated"),
    "18": ("postgraduate_class", "completed"),
    "19": ("postgraduate_class", "incomplete"),
    "21": ("bachelor", "graduated"),
    "22": ("bachelor", "completed"),
    "23": ("bachelor", "incomplete"),
    "31": ("junior_college", "graduated"),
    "32": ("junior_college", "completed"),
    "33": ("junior_college", "incomplete"),
    "41": ("secondary", "graduated"),
    "42": ("secondary", "completed"),
    "43": ("secondary", "incomplete"),
    "44": ("vocational_high", "graduated"),
    "45": ("vocational_high", "completed"),
    "46": ("vocational_high", "incomplete"),
    "47": ("skilled_worker", "graduated"),
    "48": ("skilled_worker", "completed"),
    "49": ("skilled_worker", "incomplete"),
    "61": ("senior_high", "graduated"),
    "62": ("senior_high", "completed"),
    "63": ("senior_high", "incomplete"),
    "70": None,
    "71": None,
    "73": None,
    "81": None,
    "83": None,
    "90": None,
}
# A second bachelor's degree has no code of its own: the certificate number tells it.
SECOND_BACHELOR_IN_NUMBER = "04"

STUDY_MODES: dict[str, str] = {
    "普通全日制": "full_time",
    "函授": "correspondence",
    "夜大学": "evening",
    "业余": "evening",
    "自学考试": "self_study",
    "网络教育": "online",
    "开放教育": "open",
}
DEGREES: dict[str, str] = {"1": "honorary_doctor", "2": "doctor", "3": "master", "4": "bachelor"}
DEGREE_VARIANTS: dict[str, str] = {"": "", "第二学士学位": "second_bachelor", "双学士学位": "double_bachelor"}
