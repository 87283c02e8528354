"""The door for gunicorn; starts the embedded PostgreSQL as manage.py does."""

import os

from django.core.wsgi import get_wsgi_application

from claimtracker import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtracker.settings")
if not os.environ.get("DATABASE_URL"):
    embedded.default().start()

application = get_wsgi_application()
