"""The third batch of 2024, open on the demo's first day: a case in every state and on every branch."""

from zhicheng.demo.world.cast import World
from zhicheng.demo.world.posts import post_table
from zhicheng.demo.world.third_batch_bureaus import at_bureaus
from zhicheng.demo.world.third_batch_drafts import drafts
from zhicheng.demo.world.third_batch_lists import on_lists
from zhicheng.demo.world.third_batch_units import in_units
from zhicheng.demo.world.timeline import Told


def third_batch(world: World) -> Told:
    """Every story of the batch with its plot, and the post tables that wait for somebody."""
    yield None, post_table(world, "museum", "2024-11-26 10:20", (), quota=45, until="with_bureau")
    yield None, post_table(world, "library", "2024-11-28 15:00", (), quota=30, until="with_supervisor")
    yield None, post_table(world, "hospital", "2024-11-12 09:00", (), quota=600, until="returned")
    yield from drafts(world)
    yield from in_units(world)
    yield from at_bureaus(world)
    yield from on_lists(world)
