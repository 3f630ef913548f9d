# mypy: ignore-errors
"""Entry for the web server, which also serves the files that a web server in front of pretix would."""

import shop.configuration  # noqa: F401
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

application = WhiteNoise(get_wsgi_application(), root=settings.STATIC_ROOT, prefix="static/")
