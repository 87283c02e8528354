"""One settings file, fed by the environment only; `.env.example` lists every variable.

Without DATABASE_URL this is a demo on the embedded PostgreSQL: served on localhost, over
plain HTTP, with a secret made at random and kept in `var/`. With DATABASE_URL it is
production: SECRET_KEY and ALLOWED_HOSTS are required, and HTTPS is assumed.
"""

import os
import secrets
import sys
from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.urls import reverse_lazy

from claimtracker import __version__, embedded

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

# --- Which database, and as whom -------------------------------------------------------------

EMBEDDED = not os.environ.get("DATABASE_URL")
# The only command that may change tables. The application itself connects as a role that
# owns nothing, so that not even a hole in our code can rewrite the record.
MIGRATING = len(sys.argv) > 1 and sys.argv[1] == "migrate"

if EMBEDDED:
    _role = embedded.OWNER if MIGRATING else embedded.APPLICATION
    _database = {
        "ENGINE": "django.db.backends.postgresql",
        **embedded.default().parameters(_role),
    }
    APPLICATION_ROLE = embedded.APPLICATION
else:
    _database = env.db_url("DATABASE_URL")
    # The role that the site runs as, where migrations run as another: `migrate` grants it
    # its rights. Empty: one role does both (the record is then guarded by triggers alone).
    APPLICATION_ROLE = env.str("APPLICATION_ROLE", default="")

if "postgresql" not in _database["ENGINE"]:
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL server: postgresql://...")

# A lock that somebody else holds gives a message, not a frozen page; migrations may take long.
_timeouts = "" if MIGRATING else " -c lock_timeout=3s -c idle_in_transaction_session_timeout=60s"
DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": f"-c random_page_cost=1.1{_timeouts}",
            **_database.get("OPTIONS", {}),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Security --------------------------------------------------------------------------------


def _required(name: str, hint: str) -> str:
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value


def _demo_secret() -> str:
    """Return the demo's own secret: made at random on first use, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(mode=0o700, exist_ok=True)
        fresh = VAR_DIR / f"secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(fresh, path)  # whoever is first wins; nobody ever reads half a secret
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")


DEBUG = False
if EMBEDDED:
    SECRET_KEY = env.str("SECRET_KEY", default="") or _demo_secret()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
else:
    SECRET_KEY = _required(
        "SECRET_KEY",
        "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
    )
    _required("ALLOWED_HOSTS", "Name the hosts to serve, separated by commas: claims.example.org")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How files that leave the site name its pages; unset, they name the path alone.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="")

HTTPS = env.bool("HTTPS", default=not EMBEDDED)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Strict everywhere; claimtracker.admin.site loosens it for Unfold's pages by exactly what they need.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "dashboard"

# --- Application -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "claimtracker.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "concurrency",
    "csp",
    "django_filters",
    "django_tables2",
    "import_export",
    "claimtracker.apps.ClaimtrackerConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "claimtracker.middleware.PlainErrorsMiddleware",
]

ROOT_URLCONF = "claimtracker.urls"
WSGI_APPLICATION = "claimtracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "claimtracker" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# --- Curation --------------------------------------------------------------------------------

# What an analyst accepts waits for a second person's approval. Teams of one switch it off.
FOUR_EYES = env.bool("FOUR_EYES", default=True)

# --- The record ------------------------------------------------------------------------------

# User, reason and request stand in the event row itself: a row of its own could be rewritten.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_constraint=False)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

# --- Libraries -------------------------------------------------------------------------------

# Without a code import-export lets every member of staff export and import everything.
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_ACTION_EXPORT_UI = True
DJANGO_TABLES2_TEMPLATE = "reports/table.html"


def _item(title: str, icon: str, url: str, permission: str) -> dict:
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(url),
        "permission": lambda request: request.user.has_perm(f"claimtracker.{permission}"),
    }


UNFOLD = {
    "SITE_TITLE": "Claimtracker",
    "SITE_HEADER": "Claimtracker",
    "SITE_SUBHEADER": f"version {__version__}",
    "SITE_SYMBOL": "fact_check",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("claimtracker/icon.svg")}
    ],
    # The blue of the reports' pages.
    "COLORS": {
        "primary": {
            "50": "#eef4fd", "100": "#dbe7fa", "200": "#bdd3f5", "300": "#91b5ee", "400": "#5f8fe2",
            "500": "#3c6dd3", "600": "#1f4fa3", "700": "#1c4690", "800": "#1b3c77", "900": "#1a3463",
            "950": "#122140",
        },
    },
    "SITE_URL": reverse_lazy("admin:index"),
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "DASHBOARD_CALLBACK": "claimtracker.admin.dashboard.context",
    "STYLES": [lambda request: static("claimtracker/admin.css")],
    "SCRIPTS": [lambda request: static("claimtracker/admin.js")],
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": "Curate",
                "items": [
                    _item("Articles", "article", "admin:claimtracker_article_changelist", "view_article"),
                    _item("Import articles", "upload_file", "upload:choose", "import_article"),
                    _item("Claims", "format_quote", "admin:claimtracker_claim_changelist", "view_claim"),
                    _item("Recommendations", "campaign",
                          "admin:claimtracker_recommendation_changelist", "view_recommendation"),
                    _item("Actors", "groups", "admin:claimtracker_actor_changelist", "view_actor"),
                    _item("Sources", "newspaper", "admin:claimtracker_source_changelist", "view_source"),
                ],
            },
            {
                "title": "Follow up",
                "items": [
                    _item("Addressees", "checklist", "admin:claimtracker_addressee_changelist", "view_addressee"),
                    _item("Follow-ups", "event_upcoming", "admin:claimtracker_followup_changelist", "view_followup"),
                    _item("Recommendation report", "summarize", "reports:recommendations", "view_recommendation"),
                ],
            },
            {
                "title": "Administration",
                "items": [
                    _item("Imports", "history", "admin:claimtracker_importrun_changelist", "view_importrun"),
                    {
                        "title": "Users",
                        "icon": "person",
                        "link": reverse_lazy("admin:auth_user_changelist"),
                        "permission": lambda request: request.user.has_perm("auth.view_user"),
                    },
                ],
            },
        ],
    },
}  # fmt: skip
