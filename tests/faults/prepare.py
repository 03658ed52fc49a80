"""Fill a platform's database for the kill test: `python -m tests.faults.prepare DRAFTS DECIDED` prints who may submit.

The decided cases stand on documents of one, two and eight people, so that certificates are made alone and together.
Run in the platform's environment. Each person gets a session, so that the clients need no sign-in.
"""

import json
import os
import sys
import time
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any

NAMES_ON_A_DOCUMENT = (1, 2, 8)


def prepare(drafts: int, decided_cases: int) -> dict[str, Any]:
    from django.conf import settings
    from django.db import transaction

    from tests.cast import a_unit
    from tests.stories import a_draft, cleared
    from zhicheng.demo.clock import set_clock_to
    from zhicheng.policy.settled import settled

    real = datetime.fromtimestamp(time.time(), UTC)
    set_clock_to(date(2024, 11, 26), real=real)  # after what `cleared` lived through, within the batch
    with transaction.atomic(), settled():  # one commit: only the kills are to take long
        unit = a_unit()
        documents = issued([cleared(employer=unit) for _ in range(decided_cases)])
        sessions = [a_session(a_draft(employer=unit)) for _ in range(drafts)]
    names = {"cookie": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    return {**names, "sessions": sessions, "documents": documents}


def issued(stories: list[Any]) -> int:
    """On how many documents these people now stand."""
    from tests.named_together import issued_for

    sizes, made = cycle(NAMES_ON_A_DOCUMENT), 0
    while stories:
        size = next(sizes)
        named, stories, made = stories[:size], stories[size:], made + 1
        issued_for([story.case for story in named], named[0])
    return made


def a_session(story: Any) -> dict[str, str]:
    """The session of the applicant, signed in."""
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(story.person.pk)
    session["_auth_user_backend"] = "zhicheng.people.login.PhoneOrNumberBackend"
    session[HASH_SESSION_KEY] = story.person.get_session_auth_hash()
    session.create()
    return {"case": story.case.handle, "session": str(session.session_key)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(json.dumps(prepare(int(sys.argv[1]), int(sys.argv[2]))))
