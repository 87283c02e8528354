"""The settings of a test run: the real ones, on a PostgreSQL that is thrown away afterwards.

With DATABASE_URL the tests use that server instead; its role must be allowed to create a database.
"""

import os
import secrets

from claimtracker import embedded

CLUSTER = None
if not os.environ.get("DATABASE_URL"):
    CLUSTER = embedded.throwaway()
    CLUSTER.start()
    os.environ["DATABASE_URL"] = CLUSTER.url(embedded.OWNER)
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
os.environ["ALLOWED_HOSTS"] = "localhost,testserver"
os.environ["HTTPS"] = "false"

from claimtracker.settings import *  # noqa: E402, F403

# Cheap to check on purpose: a run logs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages name their files as they stand in the tree; the demo and the image serve hashed ones.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Tables are emptied between browser tests, not under a request that is still being answered.
MIDDLEWARE = ["tests.inflight.CountRequests", *MIDDLEWARE]  # noqa: F405
