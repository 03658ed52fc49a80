"""Follow the data through a page: each field named, in branches, loops, functions and `.at("…")`, must exist."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.lint.names import MODULES, OF_ANYTHING, OF_LISTS, OF_RECORDS
from zhicheng.documents.papers.lint.shapes import Listed, Pair, Plain, Record, Shape, Unknown, names_in, shape_of
from zhicheng.documents.papers.lint.source import Group, Item, Token
from zhicheng.documents.papers.lint.tree import Items, end_of, is_end, is_name, is_named, is_sign, slots_of, written

Say = Callable[[int, str], None]
UNKNOWN = Unknown()
READS_DATA = ("json(bytes(sys.inputs.data))", 'json("/data.json")')


@dataclass(frozen=True)
class Function:
    """A function of a page: its parameters, its body, and what was known in the file where it was made."""

    parameters: Item
    body: tuple[Item, ...]
    known: "Known"
    home: "Home"


@dataclass(frozen=True)
class Home:
    """The file that is being read: who hears of its faults, and which names of fields may stand in it at all."""

    say: Say
    names: frozenset[str]


@dataclass
class Known:
    """What each name stands for in a part of the page; a part inside it begins with the same."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)

    def inner(self) -> "Known":
        return Known(dict(self.shapes), dict(self.functions))


class Follower:
    """Walks the source of a page of `kind`, and of what it shares with others, and tells of each wrong name."""

    def __init__(self, kind: str) -> None:
        self.data = shape_of(kind)
        self.called: set[tuple[int, tuple[Shape, ...]]] = set()
        self.kind = kind
        self.home = Home(lambda line, words: None, frozenset())

    def page(self, items: list[Item], say: Say, known: Known) -> None:
        """The page itself; `known` is what it imports."""
        self.home = Home(say, names_in(self.kind))
        self.walk(items, Known(known.shapes | {"data": self.data}, dict(known.functions)))

    def shared(self, items: list[Item], say: Say) -> Known:
        """A file of shared parts, which may name no more of the data than every paper has; gives what it defines."""
        self.home = Home(say, names_in(None))
        known = Known({"data": Record("Paper", Paper)})
        self.walk(items, known)
        return known

    def walk(self, items: Items, known: Known) -> None:
        at = 0
        while at < len(items):
            at = self.step(items, at, known)

    def step(self, items: Items, at: int, known: Known) -> int:
        item = items[at]
        if isinstance(item, Group):
            if is_sign(items, at + 1, "=>"):
                return self.nameless(items, at, known)
            self.walk(item.items, known.inner())
            return at + 1
        if item.text == "let":
            return self.binding(items, at + 1, known)
        if item.text == "for":
            return self.loop(items, at + 1, known)
        if item.is_name and is_sign(items, at + 1, "=>"):
            return self.nameless(items, at, known)
        if item.is_name and not is_sign(items, at + 1, ":"):
            return self.chain(items, at, known)[1]
        return at + 1

    def binding(self, items: Items, at: int, known: Known) -> int:
        """`let name = …`, `let (a, b) = …`, `let name(a, b) = …`."""
        target = items[at] if at < len(items) else None
        if isinstance(target, Token) and at + 1 < len(items) and isinstance(items[at + 1], Group):
            end = end_of(items, at + 3)
            function = Function(items[at + 1], tuple(items[at + 3 : end]), known, self.home)
            known.functions[target.text] = function
            known.shapes.pop(target.text, None)
            self.run(function, ())
            return end
        if target is None or not is_sign(items, at + 1, "="):
            return at
        if written(items[at + 2 : end_of(items, at)]) in READS_DATA:
            _bind(target, self.data, known)
            return end_of(items, at)
        shape, after = self.value(items, at + 2, known)
        _bind(target, shape, known)
        return after

    def loop(self, items: Items, at: int, known: Known) -> int:
        if at >= len(items) or not is_sign(items, at + 1, "in"):
            return at
        shape, after = self.value(items, at + 2, known)
        inner = known.inner()
        _bind(items[at], shape.of if isinstance(shape, Listed) else UNKNOWN, inner)
        if after < len(items):
            body = items[after]
            self.walk(body.items if isinstance(body, Group) else [body], inner)
        return after + 1

    def nameless(self, items: Items, at: int, known: Known, given: tuple[Shape, ...] = ()) -> int:
        """`x => …` and `(a, b) => …` with what is given for its parameters."""
        end = end_of(items, at + 2)
        self.run(Function(items[at], tuple(items[at + 2 : end]), known, self.home), given)
        return end

    def run(self, function: Function, given: tuple[Shape, ...]) -> None:
        mark = (id(function.body[0]) if function.body else 0, given)
        if mark in self.called or not function.body:
            return
        self.called.add(mark)
        inner = function.known.inner()
        given_to = function.parameters
        slots = slots_of(given_to.items) if isinstance(given_to, Group) else slots_of([given_to])
        for slot in slots:
            if is_named(slot):
                _bind(slot[0], UNKNOWN, inner)
        places = [slot for slot in slots if slot and not is_named(slot)]
        for slot, shape in zip(places, [*given, *[UNKNOWN] * len(places)], strict=False):
            _bind(slot[0], shape, inner)
        before, self.home = self.home, function.home
        self.walk(function.body, inner)
        self.home = before

    def value(self, items: Items, at: int, known: Known) -> tuple[Shape, int]:
        """The shape of an expression that is one chain (or two joined by +), and where it ends."""
        while is_sign(items, at, "\n"):
            at += 1
        if at < len(items) and isinstance(items[at], Token) and is_name(items[at]):
            shape, after = self.chain(items, at, known)
            if is_sign(items, after, "+"):
                self.value(items, after + 1, known)
                return shape, end_of(items, after)
            if after >= len(items) or is_end(items[after]):
                return shape, after
        end = end_of(items, at)
        self.walk(items[at:end], known)
        return UNKNOWN, end

    def chain(self, items: Items, at: int, known: Known) -> tuple[Shape, int]:
        """A name and what follows it: `.field`, `.method(…)`, `(…)`, `[…]`."""
        first = cast(Token, items[at])
        shape: Shape = known.shapes.get(first.text, UNKNOWN)
        words, at = first.text, at + 1
        function = known.functions.get(first.text)
        if first.text in MODULES and first.text not in known.shapes and is_sign(items, at, "."):
            at, shape = at + 2, UNKNOWN
        while at < len(items):
            item = items[at]
            if isinstance(item, Group) and item.sign in "([" and item.glued:
                self.call(function, item, known)
                shape, function, at = UNKNOWN, None, at + 1
            elif isinstance(item, Token) and item.text == "." and at + 1 < len(items) and is_name(items[at + 1]):
                name = cast(Token, items[at + 1])
                following = items[at + 2] if at + 2 < len(items) else None
                arguments = following if isinstance(following, Group) and following.sign == "(" else None
                shape = self.member(shape, words, name, arguments, known)
                words, at, function = f"{words}.{name.text}", at + (3 if arguments else 2), None
            else:
                break
        return shape, at

    def call(self, function: Function | None, arguments: Group, known: Known) -> None:
        given = [self.value(slot, 0, known)[0] for slot in slots_of(arguments.items) if not is_named(slot)]
        for slot in slots_of(arguments.items):
            if is_named(slot):
                self.walk(slot[2:], known)
        if arguments.sign == "[":
            self.walk(arguments.items, known.inner())
        elif function is not None:
            self.run(function, tuple(given))

    def member(self, shape: Shape, words: str, name: Token, arguments: Group | None, known: Known) -> Shape:
        if isinstance(shape, Record) and arguments is None:
            return self.field_of(shape, words, name.text, name.line)
        if isinstance(shape, Record) and arguments is not None and name.text == "at":
            return self.keyed(shape, words, arguments, known)
        if isinstance(shape, Listed) and name.text not in OF_LISTS:
            self.home.say(name.line, f"“{words}”是一列记录，没有“{name.text}”；请用 for 或 map 逐条取用。")
        elif isinstance(shape, Record) and name.text not in OF_RECORDS:
            self.home.say(name.line, f"“{words}”是一条记录，不能使用“{name.text}(…)”。")
        elif isinstance(shape, Unknown | Pair) and name.text not in OF_ANYTHING | self.home.names:
            self.home.say(name.line, f"没有名为“{name.text}”的字段。")
        elif isinstance(shape, Plain) and (arguments is None or name.text not in OF_ANYTHING):
            self.home.say(name.line, f"“{words}”是文字、数字或日期，没有“{name.text}”。")
        return self.method(shape, name.text, arguments, known)

    def field_of(self, shape: Record, words: str, name: str, line: int) -> Shape:
        if name in shape.fields:
            return shape.fields[name]
        if name.endswith("_qr") and f"{name[:-3]}_url" not in shape.fields:
            self.home.say(line, f"二维码“{words}.{name}”没有对应的网址字段“{name[:-3]}_url”。")
        else:
            self.home.say(line, f"“{words}”没有字段“{name}”；有：{'、'.join(shape.fields)}。")
        return UNKNOWN

    def keyed(self, shape: Record, words: str, arguments: Group, known: Known) -> Shape:
        """`.at("field")`: the name must be written out, for a default would hide that it is wrong."""
        first = arguments.items[0] if arguments.items else None
        if isinstance(first, Token) and first.is_text:
            return self.field_of(shape, words, first.text[1:-1], first.line)
        self.home.say(arguments.line, f"“{words}.at(…)”请写明字段名，不能用变量。")
        return UNKNOWN

    def method(self, shape: Shape, name: str, arguments: Group | None, known: Known) -> Shape:
        entry = shape.of if isinstance(shape, Listed) else UNKNOWN
        for slot in slots_of(arguments.items) if arguments else []:
            self.argument(slot, (UNKNOWN, entry) if name == "fold" else (entry,), known)
        if not isinstance(shape, Listed):
            return UNKNOWN
        if name in ("first", "last", "at", "find"):
            return entry
        if name in ("slice", "filter", "rev", "sorted", "dedup"):
            return shape
        return Listed(Pair(entry)) if name == "enumerate" else UNKNOWN

    def argument(self, slot: list[Item], given: tuple[Shape, ...], known: Known) -> None:
        if len(slot) > 1 and is_sign(slot, 1, "=>"):
            self.nameless(slot, 0, known, given)
        elif len(slot) == 1 and isinstance(slot[0], Token) and slot[0].text in known.functions:
            self.run(known.functions[slot[0].text], given)
        else:
            self.walk(slot, known)


def _bind(target: Item, shape: Shape, known: Known) -> None:
    """Give the name, or the names inside the brackets, what they stand for; a Pair is taken apart."""
    if isinstance(target, Token):
        if target.is_name:
            known.shapes[target.text] = shape
            known.functions.pop(target.text, None)
        return None
    slots = [slot for slot in slots_of(target.items) if slot]
    if len(slots) == 1:
        return _bind(slots[0][0], shape, known)
    parts = [Plain(), shape.of] if isinstance(shape, Pair) and len(slots) == 2 else [UNKNOWN] * len(slots)
    for slot, part in zip(slots, parts, strict=True):
        _bind(slot[0], part, known)
    return None
