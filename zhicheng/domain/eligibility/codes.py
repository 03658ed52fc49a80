"""The closed words of the eligibility check that belong to no place: levels, outcomes, kinds of schooling and work."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The five levels of a title, from the lowest."""

    TECHNICIAN = "technician"
    ASSISTANT = "assistant"
    INTERMEDIATE = "intermediate"
    ASSOCIATE_SENIOR = "associate_senior"
    SENIOR = "senior"


LADDER: dict[str, int] = {level.value: rank for rank, level in enumerate(Level)}


class Outcome(StrEnum):
    """What is found of a condition, and of the whole; from the best to the worst."""

    MET = "met"
    INCOMPLETE = "incomplete"
    MANUAL = "manual"
    NOT_MET = "not_met"


_SEVERITY: dict[Outcome, int] = {outcome: rank for rank, outcome in enumerate(Outcome)}


def severity(outcome: Outcome) -> int:
    """0 for met up to 3 for not met."""
    return _SEVERITY[outcome]


def worst(*outcomes: Outcome) -> Outcome:
    """The worst of them; `met` when there is none."""
    if Outcome.NOT_MET in outcomes:
        return Outcome.NOT_MET
    if Outcome.MANUAL in outcomes:
        return Outcome.MANUAL
    return Outcome.INCOMPLETE if Outcome.INCOMPLETE in outcomes else Outcome.MET


class MaterialState(StrEnum):
    """How far a material of the notice's section 3 is there."""

    PULLED = "pulled"
    PROVIDED = "provided"
    MISSING = "missing"
    DEFECTIVE = "defective"
    NOT_REQUIRED = "not_required"


LEVELS = frozenset(LADDER)
ID_KINDS = frozenset(
    (
        "resident_id",
        "hk_macao_permit",
        "taiwan_permit",
        "hmt_residence_permit",
        "foreign_permanent_residence",
        "overseas_talent_residence",
        "foreign_work_permit",
        "passport",
    )
)
STATUSES = frozenset(("in_post", "retired", "civil_servant"))
EMPLOYER_KINDS = frozenset(
    ("enterprise", "public_institution", "social_organisation", "sole_trader", "agency", "government")
)
OTHER_AFFILIATION = "other"
STAFFINGS = frozenset(("established", "contract"))
DIPLOMA_LEVELS = frozenset(
    (
        "senior_high",
        "secondary",
        "vocational_high",
        "skilled_worker",
        "senior_skilled_worker",
        "technician_class",
        "junior_college",
        "bachelor",
        "second_bachelor",
        "postgraduate_class",
        "postgraduate",
        "doctoral",
    )
)
DEGREE_LEVELS = frozenset(("bachelor", "second_bachelor", "double_bachelor", "master", "doctor", "honorary_doctor"))
CONCLUSIONS = frozenset(("graduated", "completed", "incomplete"))
MODES = frozenset(("full_time", "correspondence", "evening", "self_study", "online", "open"))
FIELDS = frozenset(("same", "related", "unrelated"))
PROOFS = frozenset(("pulled", "filing_form", "certificate", "cscse", "none"))
WORK_KINDS = frozenset(("technical", "civil_service", "military", "internship"))
GRADES = frozenset(("excellent", "qualified", "basically_qualified", "unqualified", "none"))
INSURANCE_SOURCES = frozenset(("pulled", "uploaded", "none"))
VIAS = frozenset(("determination", "review", "exam"))

_ISO_3166 = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_ISO_3166.split())
