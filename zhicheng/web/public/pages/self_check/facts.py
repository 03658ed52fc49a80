"""What was said on the sheet as the facts of the eligibility contract; what was not said is left out."""

from typing import Any

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.eligibility.codes import OTHER_AFFILIATION
from zhicheng.web.public.forms.self_check.choices import GRADED, MORE_SCHOOLINGS, RELATIONS, SCHOOLINGS, UNKNOWN, USUAL
from zhicheng.web.public.forms.self_check.days import SaidDay, month_after
from zhicheng.web.public.forms.self_check.sheet import Sheet

Facts = dict[str, Any]
_TRUTH = {"yes": True, "no": False}


class Telling:
    """Reads a sheet: days that were said vaguely are taken late (`late`), which is the safe side, or early."""

    def __init__(self, sheet: Sheet, pack: Pack, *, late: bool) -> None:
        self.sheet, self.pack, self.late = sheet, pack, late
        self.said = sheet.main.cleaned_data
        self.vague = False

    def facts(self, level: str, series: str, speciality: str | None) -> Facts:
        """The facts for one level."""
        told: Facts = {
            "as_of": (self.said.get("as_of") or self.sheet.main.today).isoformat(),
            "target": _known(level=level, series=series, speciality=speciality),
            "person": self._person(),
            "employer": self._employer(),
            "diplomas": self._diplomas(),
            "degrees": self._degrees(),
            "work": self._work(),
            "assessments": self._assessments(),
            "insurance": _known(source=self._word("insurance")),
            "licences": self._licences(),
            "titles": self._titles(series),
            "post_table": _TRUTH.get(self.said["post_table"]),
        }
        return {name: value for name, value in told.items() if value is not None}

    def _word(self, name: str) -> str | None:
        return _word(self.said[name])

    def _person(self) -> Facts:
        affiliation = self._word("affiliation")
        return _known(
            id_kind=self._word("id_kind"),
            status=self._word("status"),
            employed_in_city=None if affiliation is None else affiliation != OTHER_AFFILIATION,
            punished_until=_iso(self.said.get("punished_until")),
            banned_until=_iso(self.said.get("banned_until")),
        )

    def _employer(self) -> Facts:
        kind = self._word("kind")
        employer = _known(
            kind=kind,
            affiliation=self._word("affiliation"),
            self_evaluating=_TRUTH.get(self.said["self_evaluating"]),
        )
        if kind not in self.pack.reading.posts_needed:
            return employer
        free = _TRUTH.get(self.said["vacancy"])
        posts = {} if free is None else dict.fromkeys(self.pack.routes, int(free))
        return employer | _known(
            staffing=self._word("staffing"),
            vacancies=posts,
            competition_passed=_TRUTH.get(self.said["competition"]),
        )

    def _schooling(self) -> tuple[str | None, str | None]:
        known = SCHOOLINGS | MORE_SCHOOLINGS
        _, diploma, degree = known.get(self.said["schooling"], ("", None, None))
        return diploma, degree

    def _diplomas(self) -> list[Facts] | None:
        diploma, degree = self._schooling()
        rows = [self._schooled(row, row["date"], "conclusion", "mode") for row in self.sheet.rows["diplomas"].said]
        if diploma:
            rows.insert(0, self._main_schooling(diploma, "conclusion", "mode"))
        return rows if rows or diploma or degree else None

    def _degrees(self) -> list[Facts] | None:
        diploma, degree = self._schooling()
        rows = [self._schooled(row, row["date"]) for row in self.sheet.rows["degrees"].said]
        if degree:
            rows.insert(0, self._main_schooling(degree))
        return rows if rows or diploma or degree or self.sheet.rows["diplomas"].said else None

    def _main_schooling(self, level: str, *more: str) -> Facts:
        said = {**self.said, "level": level, "field": RELATIONS.get(self.said["relation"], ("", None, None))[1]}
        return self._schooled(said, self.said["schooled_on"], *more)

    def _schooled(self, row: dict[str, Any], day: SaidDay | None, *more: str) -> Facts:
        names = ("level", "field", "country", *more)
        proof = self._proof(row)
        return _known(date=self._day(day), proof=proof, **{name: _word(row[name]) for name in names})

    def _proof(self, row: dict[str, Any]) -> str | None:
        if row["proof"] != USUAL:
            return _word(row["proof"])
        return "pulled" if row["country"] == self.pack.reading.home_country else None

    def _work(self) -> list[Facts] | None:
        earlier = [self._job(row) for row in self.sheet.rows["work"].said]
        begun = self.said["begun"]
        if begun == "none":
            return earlier
        if begun in ("", UNKNOWN) and not self.said["relation"]:
            return earlier or None
        field = RELATIONS.get(self.said["relation"], ("", None, None))[2]
        now = _known(field=field, kind="technical", **{"from": self._day(self._begun())}) | {"to": None}
        return [*earlier, now]

    def _begun(self) -> SaidDay | None:
        begun, schooled = self.said["begun"], self.said["schooled_on"]
        if begun not in ("same_month", "next_month"):
            on: SaidDay | None = self.said.get("begun_on")
            return on
        return schooled and month_after(schooled, int(begun == "next_month"), self.sheet.main.today)

    def _job(self, row: dict[str, Any]) -> Facts:
        job = _known(field=_word(row["field"]), kind=_word(row["kind"]), **{"from": self._day(row["from"])})
        ended = row.get("to")
        return job | ({"to": self._day(ended, opposite=True)} if ended else {})

    def _assessments(self) -> list[Facts] | None:
        last = self.sheet.main.today.year - 1
        answers = {last: self.said["grade"]}
        answers |= {year: self.said[f"grade_{year}"] for year in self.sheet.main.other_years()}
        forms = []
        for year, answer in sorted(answers.items()):
            _, grade, stamped = GRADED.get(answer, ("", None, None))
            if grade:
                forms.append({"year": year, "grade": grade, "stamped": stamped})
        return forms or None

    def _licences(self) -> list[str] | None:
        held = self._word("licence")
        if held is None:
            return None
        return [held] if held in self.pack.licence_codes else []

    def _titles(self, series: str) -> list[Facts] | None:
        rows = [
            _known(**{name: _word(row[name]) for name in ("level", "series", "via", "basis")})
            for row in self.sheet.rows["titles"].said
        ]
        return rows or ([] if self.said["held"] == "no" else None)

    def _day(self, said: SaidDay | None, *, opposite: bool = False) -> str | None:
        if said is None:
            return None
        self.vague = self.vague or said.vague
        return (said.last if self.late is not opposite else said.first).isoformat()


def _word(said: Any) -> str | None:
    return None if said in ("", UNKNOWN, None) else str(said)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _known(**fields: Any) -> Facts:
    return {name: value for name, value in fields.items() if value is not None}
