"""Small questions to the tree of a page's source."""

from typing import TypeAlias

from zhicheng.documents.papers.lint.source import END, Group, Item, Token

Items: TypeAlias = list[Item] | tuple[Item, ...]
ENDS = ("\n", END, ",")


def is_sign(items: Items, at: int, text: str) -> bool:
    """Whether this very sign or word stands there."""
    one = items[at] if at < len(items) else None
    return isinstance(one, Token) and one.text == text


def is_name(item: Item) -> bool:
    """Whether it is a name, and no text, sign or group."""
    return isinstance(item, Token) and item.is_name


def is_end(item: Item) -> bool:
    """Whether a chain is over before this."""
    return isinstance(item, Group) or item.text in ENDS


def end_of(items: Items, at: int) -> int:
    """Where the expression that begins here is over."""
    ends = (place for place in range(at, len(items)) if any(is_sign(items, place, sign) for sign in ENDS))
    return next(ends, max(at, len(items)))


def written(items: Items) -> str:
    """The code without its spaces."""
    return "".join(f"({written(item.items)})" if isinstance(item, Group) else item.text for item in items)


def slots_of(items: list[Item]) -> list[list[Item]]:
    """What stands between the commas; spreads and ends of lines left out."""
    slots: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Token) and item.text == ",":
            slots.append([])
        elif not (isinstance(item, Token) and item.text in ("\n", "..")):
            slots[-1].append(item)
    return slots


def is_named(slot: list[Item]) -> bool:
    """Whether it is an argument with its name, `name: …`."""
    return len(slot) > 1 and is_name(slot[0]) and is_sign(slot, 1, ":")
