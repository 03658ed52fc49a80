"""Read the source of a page as a tree: names, texts, signs and groups, each with its line; prose is left out."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TypeAlias

NAME = re.compile(r"[^\W\d][\w-]*")
NUMBER = re.compile(r"\d[\w.%]*")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
RAW = re.compile(r"(`+).*?\1", re.DOTALL)
LINK = re.compile(r"https?://\S*")
CLOSING = {"(": ")", "[": "]", "{": "}"}
STATEMENTS = frozenset({"let", "set", "show", "import", "include", "return"})
END = ";"


@dataclass(frozen=True)
class Token:
    """A name, a text (with its quotes), a number or a sign; `;` also where an expression inside the text ends."""

    text: str
    line: int

    @property
    def is_name(self) -> bool:
        return NAME.fullmatch(self.text) is not None

    @property
    def is_text(self) -> bool:
        return self.text.startswith('"')


@dataclass(frozen=True)
class Group:
    """What stands between a pair of brackets; `sign` is the opening one, `glued` if no space stands before it."""

    sign: str
    line: int
    glued: bool
    items: "list[Item]" = field(default_factory=list)


Item: TypeAlias = Token | Group


def read_source(text: str) -> list[Item]:
    """The tree of a whole page. Brackets that do not match end it early: the typesetter then says so itself."""
    return _Reader(text).markup("")


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]

    @property
    def line(self) -> int:
        return bisect_left(self.breaks, self.at) + 1

    def taken(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[0]

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def markup(self, closing: str) -> "list[Item]":
        """Text up to `closing`: only the code that stands in it."""
        items: list[Item] = []
        while self.peek():
            if self.taken(LINK) or self.taken(COMMENT) or self.taken(RAW):
                continue
            sign, self.at = self.peek(), self.at + 1
            if sign == closing:
                break
            if sign == "\\":
                self.at += 1
            elif sign == "[":
                items.append(Group("[", self.line, False, self.markup("]")))
            elif sign == "#":
                items += [*self.embedded(), Token(END, self.line)]
        return items

    def embedded(self) -> "list[Item]":
        """One expression behind a `#`."""
        name = NAME.match(self.text, self.at)
        if name and name[0] in STATEMENTS:
            return self.code("\n")
        if name and name[0] in ("if", "for", "while"):
            return self.branches()
        if name and name[0] == "context":
            self.at = name.end()
            self.taken(re.compile(r"\s*"))
            return self.embedded()
        return self.chain()

    def branches(self) -> "list[Item]":
        items: list[Item] = []
        while True:
            items += self.code("[{")
            again = re.compile(r"\s*else\b\s*").match(self.text, self.at)
            if again is None:
                return items
            self.at = again.end()
            items.append(Token("else", self.line))

    def chain(self) -> "list[Item]":
        items: list[Item] = []
        while True:
            if self.peek() in CLOSING and self.peek():
                items.append(self.group())
                if items[0] is items[-1] and items[0].sign == "{":  # type: ignore[union-attr]
                    return items
            elif self.peek() == "." and NAME.match(self.text, self.at + 1) and items:
                items.append(Token(".", self.line))
                self.at += 1
                items.append(Token(self.taken(NAME), self.line))
            elif not items and (NAME.match(self.text, self.at) or self.peek() == '"'):
                items.append(Token(self.taken(NAME) or self.taken(STRING), self.line))
            else:
                return items

    def group(self) -> Group:
        line, sign = self.line, self.peek()
        glued = self.at > 0 and not self.text[self.at - 1].isspace()
        self.at += 1
        return Group(sign, line, glued, self.markup("]") if sign == "[" else self.code(CLOSING[sign]))

    def code(self, until: str) -> "list[Item]":
        """Code up to the closing bracket, to the end of the line, or to the end of the first block."""
        items: list[Item] = []
        while self.peek():
            sign = self.peek()
            if sign in ")]}" and until in ("\n", "[{"):
                return items
            if sign == until or (sign == END and until == "\n"):
                self.at += 1
                return items
            if self.taken(COMMENT) or self.taken(RAW):
                continue
            if sign in CLOSING:
                items.append(self.group())
                if until == "[{" and sign in until:
                    return items
            elif sign == "\n":
                items.append(Token("\n", self.line))
                self.at += 1
            elif sign.isspace():
                self.at += 1
            else:
                items.append(self.token())
        return items

    def token(self) -> Token:
        line = self.line
        for pattern in (STRING, NAME, NUMBER, re.compile(r"=>|==|!=|<=|>=|\.\.")):
            if text := self.taken(pattern):
                return Token(text, line)
        self.at += 1
        return Token(self.text[self.at - 1], line)
