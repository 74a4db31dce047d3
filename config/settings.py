"""Every setting; what an administrator sets is read in config/variables.py."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from config import variables as given
from config.database import urls
from config.logs import briefly
from config.readers import text

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = given.LOCAL
DEBUG = given.DEBUG
SECRET_KEY = given.SECRET_KEY
SECRET_KEY_FALLBACKS = given.SECRET_KEY_FALLBACKS
ALLOWED_HOSTS = given.ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = given.CSRF_TRUSTED_ORIGINS
SITE_NAME = "Boom"
# Where links in mails lead that no request has asked for: reminders, and what is sent later.
SITE_URL = given.SITE_URL or next((url for url in CSRF_TRUSTED_ORIGINS if "*" not in url), "")
if not SITE_URL:
    _host = next((host for host in ALLOWED_HOSTS if host.strip("*.")), "localhost").lstrip(".")
    SITE_URL = f"https://{_host}" if given.DATABASE_URL else f"http://127.0.0.1:{given.PORT}"

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "config.administration.AdministrationConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
    "template_partials",
    "record",
    "accounts",
    "notices",
    "workspaces",
    "live",
    "learning",
    "canvas",
    "relationships",
    "history",
    "programs",
    "exports",
    "api",
    "sharing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "api.middleware.problems",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, and CSRF tokens are masked: BREACH learns nothing
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "workspaces.arrival.arrival",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.reading",
    "config.trouble.junk",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.trouble.wrong_method",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

_FOUND_BY = ["config.layout.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _FOUND_BY)])],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "accounts.templatetags.addresses",
                "accounts.templatetags.reading",
                "config.together",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "accounts.middleware.reading_context",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The running application connects as a role that owns nothing; only BOOM_AS=owner migrates and loads.
_urls = urls()
_as_owner = text("BOOM_AS") == "owner"
# Behind a transaction pooler a session is not one's own, and neither is what it has prepared.
PREPARE_QUERIES = not given.DATABASE_LISTEN_URL
# Each try to connect waits twice as long for the next; a new row of them begins with whoever asks after its last.
LENT = {
    "pool": {"min_size": 1, "max_size": given.DB_POOL, "timeout": 5, "reconnect_timeout": 3},
    "prepare_threshold": 5 if PREPARE_QUERIES else None,  # None: nothing is, whatever asks for it
}
_database = dj_database_url.parse(
    _urls.owner if _as_owner else _urls.runtime,
    engine="django.db.backends.postgresql" if _as_owner else "config.pooled",
)
_asked = _database.get("OPTIONS", {})  # in the URL, as sslmode
DATABASES = {
    "default": {
        **_database,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": _asked if _as_owner else _asked | LENT,
    }
}
# Where LISTEN connects: through a transaction pooler it would hear nothing, so it may be given apart.
LISTEN_URL = given.DATABASE_LISTEN_URL or _urls.runtime
# What is done in the background: each app's jobs.py (config/worker.py).
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["config.worker"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sessions.Backend"]
SESSION_ENGINE = "accounts.sessions"
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LongEnough"},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["email", "name"]}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 86_400  # the mail says "one day"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail about each change that a thief would make too
# A code, not a link: whoever signs up goes on in the same window, to where they were invited.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
# One address each, proved before it replaces the old one; sign-up and reset never tell who has an account.
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A new password ends every other session, not the one it was chosen in.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# A class of forty behind one address may sign up together; guessing at one account may not.
ACCOUNT_RATE_LIMITS = {
    "signup": "60/m/ip",
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "confirm_email": "3/10s/key,6/m/key",  # codes to one address: who signs in right after signing up is let in
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if given.BEHIND_PROXY else 0
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignUpForm",
    "login": "accounts.forms.SignInForm",
    "confirm_email_verification_code": "accounts.forms.EmailCodeForm",
    "add_email": "accounts.forms.EmailChangeForm",
    "reset_password": "accounts.forms.PasswordForgottenForm",
    "reset_password_from_key": "accounts.forms.PasswordResetForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "set_password": "accounts.forms.PasswordSetForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
}
MFA_ADAPTER = "accounts.adapter.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a code read in one half minute may be typed in the next
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.SecondStepAgainForm",
    "activate_totp": "accounts.forms.AuthenticatorForm",
}

# One cache for all processes: rate limits are counted in it, and used one-time codes remembered. It is in the
# database, so that it takes no further server; only signing in and the like write to it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("fa", _("Persian")), ("ar", _("Arabic")), ("en", _("English"))]
LANG_INFO["ar"]["name_local"] = "العربية"  # as everywhere else; Django's has a vowel mark
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = given.TIME_ZONE
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"

STATIC_URL = "static/"
STATIC_ROOT = Path(given.STATIC or BASE_DIR / ".static")
_npm = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *(
        (prefix, _npm / folder)
        for prefix, folder in (("font", "@fontsource-variable/vazirmatn/files"), ("sortable", "sortablejs"))
        if (_npm / folder).is_dir()
    ),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.together.Storage"},
}
WHITENOISE_USE_FINDERS = DEBUG

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if given.EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_HOST = given.EMAIL_HOST or "localhost"
EMAIL_PORT = given.EMAIL_PORT
EMAIL_HOST_USER = given.EMAIL_HOST_USER
EMAIL_HOST_PASSWORD = given.EMAIL_HOST_PASSWORD
EMAIL_USE_TLS = given.EMAIL_SECURITY == "starttls"
EMAIL_USE_SSL = given.EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = given.DEFAULT_FROM_EMAIL
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Behind HTTPS everything is secure by default; INSECURE_HTTP=1 is for a machine of one's own.
_https = bool(given.DATABASE_URL) and not given.INSECURE_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if given.BEHIND_PROXY else None
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = given.SESSION_COOKIE_NAME
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.trouble.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
LONG_BODIES = {  # files, by where they are sent to (0 stands for any id); who takes them bounds them
    "/admin/learning/lesson/sets/": 8_100_000,  # learning/importing.py
    "/w/0/canvases/import/": 10_100_000,  # exports/document/
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"briefly": {"()": "django.utils.log.CallbackFilter", "callback": briefly}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["briefly"]}},
    "root": {"handlers": ["console"], "level": given.LOG_LEVEL},
}
