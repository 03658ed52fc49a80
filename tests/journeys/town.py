"""A platform with its bureaus and units, their people at their browsers, and its clock."""

import contextlib
import sqlite3
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django_otp.oath import totp
from playwright.sync_api import Browser

from tests.browser import PATIENCE
from tests.journeys.every_page import GoneThrough, Inspector
from tests.journeys.papers import assert_sound, digest
from tests.journeys.roster import PASSWORD, ROLES, authenticator_key, phone_of
from tests.journeys.visitor import Visitor, viewport_of
from tests.platform_process import DATABASE, Platform
from zhicheng.domain.identity import invented_resident_id

AUDIENCES = {"employer_clerk": "employer", "employer_head": "employer", "supervisor": "employer"}


@dataclass
class Newcomer:
    """Somebody who is not known to the platform yet, and what the registers know of them."""

    name: str
    serial: int
    born: date
    gender: str = "female"
    schooling: list[dict[str, str]] = field(default_factory=list)
    degrees: list[dict[str, str]] = field(default_factory=list)
    insurance: list[dict[str, str]] = field(default_factory=list)

    @property
    def id_number(self) -> str:
        return invented_resident_id(self.serial, self.born, self.gender)

    @property
    def phone(self) -> str:
        return f"137{self.serial:08d}"

    def as_the_registers_know(self) -> dict[str, object]:
        known = {"schooling": self.schooling, "degrees": self.degrees, "insurance": self.insurance}
        return {"name": self.name, "id_kind": "resident_id", "id_number": self.id_number, **known}


class Town:
    """Everybody in it is asked for by name."""

    def __init__(self, platform: Platform, browser: Browser, folder: Path, gone_through: GoneThrough) -> None:
        self.platform, self.browser, self.folder = platform, browser, folder
        self.inspector = Inspector(gone_through)
        self._visitors: dict[str, Visitor] = {}
        self._known: list[dict[str, object]] = []

    def set_clock(self, moment: datetime) -> None:
        """The platform's clock stands at the moment, and goes on from there; before the platform runs."""
        seconds = round(moment.timestamp() - time.time())
        with contextlib.closing(sqlite3.connect(self.platform.folder / DATABASE)) as database, database:
            database.execute("update demo_democlock set seconds = ?", (seconds,))

    def somebody(self, name: str = "路人", audience: str = "public", **options: Any) -> Visitor:
        """A visitor nobody knows, in a fresh browser."""
        context = self.browser.new_context(
            base_url=self.platform.url,
            viewport=viewport_of(audience),
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        return Visitor(name, audience, context, self.inspector)

    def public(self) -> Visitor:
        """The same passer-by every time."""
        if "" not in self._visitors:
            self._visitors[""] = self.somebody()
        return self._visitors[""]

    def staff(self, name: str) -> Visitor:
        """Somebody of the roster, signed in with password and authenticator at the first time."""
        if name not in self._visitors:
            visitor = self.somebody(name, AUDIENCES.get(ROLES[name], "bureau"))
            sign_in_as_staff(visitor)
            self._visitors[name] = visitor
        return self._visitors[name]

    def tell_registers(self, newcomer: Newcomer) -> None:
        """From now on the registers know this person too."""
        self._known.append(newcomer.as_the_registers_know())
        self.platform.tell_registers(self._known)

    def move_clock_to(self, day: str) -> None:
        """Somebody opens the clock's page and lets the days pass."""
        visitor = self.public()
        visitor.go("/demo/clock")
        visitor.fill(day=day)
        visitor.press("拨过去")
        visitor.reads("时钟已拨到")

    def paper(self, reader: Visitor, selector: str) -> bytes:
        """The paper behind a link: sound, and byte for byte what the register keeps."""
        address = reader.address_behind(selector)
        pdf = reader.fetch(address)
        assert_sound(pdf, self.folder)
        handle = urlsplit(address).path.rpartition("/")[2]
        assert self.row("select sha256 from documents_paper where handle = ?", handle) == (digest(pdf),)
        return pdf

    def row(self, sql: str, *values: Any) -> tuple[Any, ...]:
        """One row of the register itself, to compare with what people were shown."""
        with sqlite3.connect(f"file:{self.platform.folder / DATABASE}?mode=ro", uri=True) as database:
            found = database.execute(sql, values).fetchone()
        assert found is not None, f"no row for {sql} {values}"
        return tuple(found)

    def close(self) -> None:
        for visitor in self._visitors.values():
            visitor.context.close()


def sign_in_as_staff(visitor: Visitor) -> None:
    """Telephone and password, the capacity, and the six digits of the authenticator."""
    visitor.go("/account/login")
    visitor.fill(login=phone_of(visitor.name), password=PASSWORD)
    visitor.press("登录", within="main")
    visitor.reads("以何身份办理", "本人申报")
    visitor.press("身份继续", number=1)
    visitor.fill(code=f"{totp(authenticator_key(visitor.name)):06d}")
    visitor.press("继续", within="main")
