"""Why something asked for is not done, in words for the person who asked (what, where, what to do)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that stands in the way: what it is, where (a place in the form), by which clause, and the cure."""

    what: str
    where: str = ""
    clause: str | None = None
    cure: str = ""
    code: str = ""

    def as_json(self) -> dict[str, str | None]:
        return {"what": self.what, "where": self.where, "clause": self.clause, "cure": self.cure, "code": self.code}


class Refused(Exception):
    """Not done, and nothing was changed. `message` is Chinese and shown; `defects` lists all reasons at once."""

    def __init__(self, message: str, defects: tuple[Defect, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.defects = defects


class NotYours(Refused):
    """The row does not exist for this actor: answered as 404, told apart from nothing."""

    def __init__(self, message: str = "没有找到您要的内容") -> None:
        super().__init__(message)


class NotNow(Refused):
    """The act is not possible for this actor in the case's present state."""


class StalePage(Refused):
    """The page showed an older version than the one stored; nothing was overwritten."""

    def __init__(self, message: str = "您看到的页面已不是最新，内容没有被覆盖。请刷新后再试。") -> None:
        super().__init__(message)


class OutOfTime(Refused):
    """The window is not open at the instant the request was received."""
