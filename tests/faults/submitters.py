"""Clients that submit over HTTP, send again until they are answered, and write down what was acknowledged."""

import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

import httpx

from zhicheng.domain.truth import TRUTH_VERSION

TOKEN = "a" * 32
NUMBER = re.compile(r"CD-\d{6}-\d{4}-\d{6}-[0-9A-Z]")


class Submitters:
    """A few threads over one list of people; `acknowledged` maps a case's handle to the number on its receipt."""

    def __init__(self, url: str, prepared: dict[str, Any], threads: int = 3) -> None:
        self.url, self.prepared, self.threads = url, prepared, threads
        self.acknowledged: dict[str, str] = {}
        self.strange: list[str] = []
        self.stop = threading.Event()
        self.lock = threading.Lock()

    def run(self) -> None:
        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(self._one, self.prepared["sessions"]))

    def _one(self, person: dict[str, str]) -> None:
        cookies = {self.prepared["cookie"]: person["session"], self.prepared["csrf"]: TOKEN}
        with httpx.Client(base_url=self.url, cookies=cookies, timeout=20) as client:
            while not self.stop.is_set():  # not so many times: a machine with other work starts the web slowly
                time.sleep(random.uniform(0.02, 0.12))
                if self._send(client, person["case"]):
                    if random.random() < 0.2:
                        self._send(client, person["case"])
                    return

    def _send(self, client: httpx.Client, case: str) -> bool:
        form = {"case": case, "key": f"key-{case}", "truth": TRUTH_VERSION, "csrfmiddlewaretoken": TOKEN}
        try:
            answer = client.post("/my/apply/submit", data=form)
            if answer.status_code != HTTPStatus.FOUND:
                with self.lock:
                    self.strange.append(f"{answer.status_code} {answer.text[:300]}")
                return answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
            receipt = client.get(answer.headers["location"])
        except httpx.HTTPError:
            return False
        number = NUMBER.search(receipt.text) if receipt.status_code == HTTPStatus.OK else None
        if number is None:
            return False
        with self.lock:
            self.acknowledged[case] = number[0]
        return True
