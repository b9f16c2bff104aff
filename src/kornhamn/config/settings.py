"""Settings, all from the environment; the defaults are made for a first try on one machine."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from csp.constants import NONE, SELF

from kornhamn.config import embedded_postgres

env = environ.Env()

SOURCE = Path(__file__).resolve().parents[2]
HOME = Path(env.str("KORNHAMN_HOME", default=str(SOURCE.parent / "var"))).resolve()
DEMO = env.bool("KORNHAMN_DEMO", default=False)
DEBUG = env.bool("KORNHAMN_DEBUG", default=False)
RULEBOOKS = Path(env.str("KORNHAMN_RULEBOOKS", default=str(SOURCE / "rulebooks"))).resolve()
ALLOWED_HOSTS = env.list("KORNHAMN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("KORNHAMN_ORIGINS", default=[])


def _secret_key() -> str:
    """Return the configured key, or one made once and kept beside the data."""
    key: str = env.str("KORNHAMN_SECRET_KEY", default="")
    if key:
        return key
    kept = HOME / "secret-key"
    if not kept.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = _secret_key()


def _database() -> dict[str, object]:
    """Return the real server named by DATABASE_URL, or the embedded one, started."""
    if env.str("DATABASE_URL", default=""):
        return dict(env.db_url("DATABASE_URL"))
    cluster = embedded_postgres.ensure_running(
        HOME,
        name=env.str("KORNHAMN_CLUSTER", default="main"),
        disposable=env.bool("KORNHAMN_DISPOSABLE_CLUSTER", default=False),
    )
    return {"HOST": str(cluster.socket), "USER": "kornhamn", "NAME": "kornhamn"}


DATABASES = {
    "default": {
        **_database(),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "kornhamn.audit",
    "kornhamn.organisation",
    "kornhamn.suppliers",
    "kornhamn.categories",
    "kornhamn.procurement",
    "kornhamn.spend",
    "kornhamn.contracts",
    "kornhamn.analytics",
    "kornhamn.web",
    "kornhamn.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kornhamn.web.requests.ActorMiddleware",
    "kornhamn.web.requests.RefusalMiddleware",
]

ROOT_URLCONF = "kornhamn.config.urls"
WSGI_APPLICATION = "kornhamn.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kornhamn.web.navigation.page_context",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "kornhamn.web.templatetags.kornhamn",
            ],
        },
    }
]
COTTON_DIR = "cotton"
FORM_RENDERER = "kornhamn.web.form_rendering.FormRenderer"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = sorted((SOURCE / "kornhamn" / "web" / "locale").glob("[!_]*"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = HOME / "files"
SNAPSHOTS = HOME / "snapshots"  # portfolio columns, rebuilt from the database at any time
MODELS = HOME / "models"  # what proposes categories, learned anew at any time
LEDGERS = HOME / "ledgers"  # the lines of the ledgers: keep them as safe as the database
BUSINESS_REGISTER_URL = env.str("KORNHAMN_BUSINESS_REGISTER_URL", default="").rstrip("/")
BUSINESS_REGISTER_CERTIFICATE = env.str("KORNHAMN_BUSINESS_REGISTER_CERTIFICATE", default="")
BUSINESS_REGISTER_KEY = env.str("KORNHAMN_BUSINESS_REGISTER_KEY", default="")
COMPANY_REGISTER_FILE = env.str("KORNHAMN_COMPANY_REGISTER_FILE", default="")
SANCTIONS_LISTS = env.list("KORNHAMN_SANCTIONS_LISTS", default=[])
DEBTS_FILE = env.str("KORNHAMN_DEBTS_FILE", default="")
MAX_LEDGER_BYTES = 16 * 1024 * 1024 * 1024  # of one ledger: it is read in pieces
MAX_STATISTICS_BYTES = 64 * 1024 * 1024  # of one uploaded file; far above a year's statistics
MAX_STATISTICS_UNPACKED_BYTES = 1024 * 1024 * 1024  # of a workbook, which is a packed file
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["kornhamn.web.uploads.UploadHandler"]

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "start"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kornhamn.web.sign_in.NoLocalAccounts"
SOCIALACCOUNT_ADAPTER = "kornhamn.web.sign_in.KnownPeopleOnly"
SOCIALACCOUNT_ONLY = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_ISSUER = env.str("KORNHAMN_OIDC_ISSUER", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "group",
                "name": env.str("KORNHAMN_OIDC_NAME", default="OpenID Connect"),
                "client_id": env.str("KORNHAMN_OIDC_CLIENT_ID", default=""),
                "secret": env.str("KORNHAMN_OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_ISSUER, "token_auth_method": "client_secret_basic"},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
BEHIND_TLS = env.bool("KORNHAMN_TLS", default=not (DEMO or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


def _origin(url: str) -> str:
    """Return what a policy names of an address: no path, which would have to match exactly."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


SIGN_IN_ADDRESSES = [OIDC_ISSUER] if OIDC_ISSUER else []
SIGN_IN_ADDRESSES += env.list("KORNHAMN_OIDC_ORIGINS", default=[])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *map(_origin, SIGN_IN_ADDRESSES)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("KORNHAMN_LOG_LEVEL", default="WARNING")},
}
