"""Builds the whole demo world in one transaction: everything that happened up to its first day."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db import transaction

from zhicheng.demo.clock import FIRST_DAY, set_clock_to
from zhicheng.demo.world.bureaus import issue_drafts, round_of
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.first_batch import first_batch
from zhicheng.demo.world.moments import at
from zhicheng.demo.world.places import open_offices
from zhicheng.demo.world.registers import write_standin_people
from zhicheng.demo.world.second_batch import second_batch
from zhicheng.demo.world.third_batch import third_batch
from zhicheng.demo.world.timeline import Plot, Timeline
from zhicheng.domain.legal_time import opens_at

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it."""

    people: int
    units: int
    carried_out: int


def load_world(real: datetime, say: Say) -> Loaded:
    """Everything or nothing; `real` is the real instant, which the demo's clock is set by."""
    random.seed(FIRST_DAY.toordinal())
    with transaction.atomic():
        world, timeline = World(), Timeline()
        say("人社部门、单位和工作人员 … bureaus, employers, staff")
        open_offices(world, at("2024-02-26 09:00"))
        applicants = []
        for story, plot in chain(first_batch(world), second_batch(world), third_batch(world)):
            timeline.add(plot)
            if story is not None:
                applicants.append(story.who)
        for plot in _rounds(world):
            timeline.add(plot)
        for month in ("2024-08-01", "2024-10-08"):
            timeline.play(at(month))
            say(f"已演到 {month} … played up to {month}")
        timeline.play(opens_at(FIRST_DAY))
        now = set_clock_to(FIRST_DAY, real=real)
        issue_drafts(world, world.units["330502"], now)
        write_standin_people(applicants, world, now)
    return Loaded(len(world.people), len(world.units), timeline.carried_out)


def _rounds(world: World) -> list[Plot]:
    city = ("330500", "330521", "330523")
    return [
        round_of(world, "2024年第一批", publish="2024-07-08 10:00", draft="2024-07-17 10:00", issue="2024-07-19 15:00"),
        round_of(world, "2024年第二批", publish="2024-10-14 10:00", draft="2024-10-23 10:00", issue="2024-10-25 15:00"),
        round_of(
            world, "2024年第三批（一）", publish="2024-11-04 10:00", draft="2024-11-13 10:00", issue="2024-11-15 15:00"
        ),
        round_of(world, "2024年第三批（二）", publish="2024-11-15 10:00", draft="2024-11-28 10:00", areas=("330521",)),
        round_of(world, "2024年第三批（二）", publish="2024-11-15 10:05", areas=("330500",)),
        round_of(world, "2024年第三批（二）", publish="2024-11-18 10:00", draft="2024-11-28 10:20", areas=("330502",)),
        round_of(world, "2024年第三批（三）", publish="2024-11-27 10:00", areas=city),
    ]
