"""The WSGI entry point for granian; our own checks run first, as a web server runs none by itself."""

import os

from django.core.checks import run_checks
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
if faults := run_checks(tags=["zhicheng"]):
    raise SystemCheckError("\n".join(map(str, faults)))
