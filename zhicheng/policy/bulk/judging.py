"""Some thousands of people judged by a pack: its tables read, the best schooling of each found, the worst kept."""

from __future__ import annotations

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack, Route
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk import tables
from zhicheng.policy.bulk.apart import Apart
from zhicheng.policy.bulk.fields import Fields
from zhicheng.policy.bulk.forms import BITS, Forms
from zhicheng.policy.bulk.held import Held
from zhicheng.policy.bulk.ragged import Array, Columns
from zhicheng.policy.bulk.schooling import Schooling, Tried
from zhicheng.policy.bulk.work import Counted, WorkReading
from zhicheng.policy.bulk.years import CountedTo, Years

_NOT_MET = severity(Outcome.NOT_MET)
_NO_RULE = -1
_STEP = len(Outcome)
_CARRIES = np.array([one in (Outcome.MET, Outcome.MANUAL) for one in sorted(Outcome, key=severity)])


class Judging:
    """A pack made ready for the people of some columns."""

    def __init__(self, pack: Pack, columns: Columns) -> None:
        self._apart = Apart(pack, columns)
        self._schooling = Schooling(pack, tables.of_paper(pack, columns.papers))
        routes = self._schooling.routes
        self._counted_to = CountedTo(pack, columns)
        self._work, self._years = WorkReading(pack), Years(pack, routes, self._counted_to.every_day)
        self._fields, self._held = Fields(pack), Held(pack)
        self._forms = Forms(pack, columns.forms, self._years.calendar.years)
        self._only_years_worked = np.array([one.only_years_worked_assessed for one in routes])
        self._level = np.array([coded.LEVEL[one.level] for one in columns.targets], np.uint8)
        self.rules = tuple(dict.fromkeys(one.rule for one in routes if one.rule))
        self._routes, self._none = len(routes), _NOT_MET * (_STEP + 1) * len(routes)
        found, carried = np.divmod(np.arange(_STEP * _STEP, dtype=np.uint8), _STEP)
        numbers = np.array([_number(one, self.rules) for one in routes] or [_NO_RULE], np.int8)
        self._found = np.repeat(found, len(numbers))
        self._rule = np.where(_CARRIES.take(carried)[:, None], numbers, np.int8(_NO_RULE)).ravel()

    def judged(self, people: Columns) -> tuple[Array, Array]:
        """Severity of the verdict and number of the rule, for each of these people."""
        as_of, level = people.people["as_of"], self._level.take(people.people["target"])
        counted_to = self._counted_to.days(as_of, people.people["affiliation"], level)
        work = self._work.counted(people.lists["work"], as_of)
        tried = self._schooling.tried(level, people.lists["diplomas"], people.lists["degrees"])
        carried = np.maximum(tried.schooling, self._years.judged(tried, work, as_of, counted_to))
        outcome = np.maximum(carried, tried.proof)
        np.maximum(outcome, self._fields.judged(tried, work), out=outcome)
        np.maximum(outcome, self._held.judged(tried, people.lists["titles"], level), out=outcome)
        np.maximum(outcome, self._assessed(tried, people, level, work), out=outcome)
        best = self._best(tried, outcome, carried, len(people))
        verdict = np.maximum(self._found.take(best), self._apart.judged(people.people))
        return verdict, self._rule.take(best)

    def _assessed(self, tried: Tried, people: Columns, level: Array, work: Counted) -> Array:
        as_of = people.people["as_of"]
        year = self._years.calendar.year(as_of)
        forms = people.lists["assessments"]
        seen = self._forms.seen(forms, year)
        outcome = self._forms.judged(seen, level).take(tried.who)
        some = np.flatnonzero(self._only_years_worked.take(tried.route))
        if len(some):
            who = tried.who.take(some)
            worked = self._years_worked(work, who, year[who], as_of[who])
            outcome[some] = self._forms.judged(seen[who], level[who], worked)
        return outcome

    def _years_worked(self, work: Counted, who: Array, year: Array, as_of: Array) -> Array:
        """For the people `who`, a bit for each year before (and of) the day asked in which a day was worked."""
        years, new_year = self._forms.oldest + 1, self._years.calendar.new_year
        ago = np.repeat(np.arange(years), len(who))
        first = np.tile(year, years) - ago
        until = np.minimum(new_year(first + 1), np.tile(as_of, years) + 1)
        some = work.possible_days(np.tile(who, years), new_year(first), until) > 0
        bits = some.astype(self._forms.kind) << (ago * BITS).astype(self._forms.kind)
        worked: Array = np.bitwise_or.reduce(bits.reshape(years, -1), axis=0)
        return worked

    def _best(self, tried: Tried, outcome: Array, carried: Array, people: int) -> Array:
        """For each person the key of the pair that the check prefers: outcome, that of the rule alone, route."""
        keys = (outcome * np.uint8(_STEP) + carried) * np.int32(self._routes) + tried.route
        best = np.full(people, self._none, np.int32)
        np.minimum.at(best, tried.who, keys)
        return best


def _number(route: Route, rules: tuple[str, ...]) -> int:
    return rules.index(route.rule) if route.rule else _NO_RULE
