"""Every variable that an administrator sets (docs/running.md says what for), but for the folder of Boom's own database.

They are read when this is imported: whatever starts says of a wrong one before it does anything else.
"""

import os

from config.readers import (
    COOKIE,
    HOST,
    MAIL_SERVER,
    ORIGIN,
    OTHER_LETTERS,
    SITE,
    all_formed,
    database,
    formed,
    listed,
    needed,
    number,
    on,
    one_of,
    sender,
    text,
    zone,
)

MOST_PROCESSES = 4  # unless an administrator wants more

DATABASE_URL = database("DATABASE_URL")
DATABASE_OWNER_URL = database("DATABASE_OWNER_URL")
DATABASE_LISTEN_URL = database("DATABASE_LISTEN_URL")
DB_POOL = number("DB_POOL", 12, least=1, most=1000)

# Local: one machine, one person trying Boom out, with demo people. Never beside a database of one's own.
LOCAL = on("BOOM_LOCAL") and not DATABASE_URL
DEBUG = on("DEBUG")
INSECURE_HTTP = on("INSECURE_HTTP")
BEHIND_PROXY = on("BEHIND_PROXY")
SECRET_KEY = text("SECRET_KEY", "" if DATABASE_URL else "local-only-not-a-secret")
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
SESSION_COOKIE_NAME = formed("SESSION_COOKIE_NAME", COOKIE, "letters, digits, - _ and .", "sessionid")

_host = f"a name alone, as boom.example.org, without https:// and port; .example.org for all below it; {OTHER_LETTERS}"
_origin = f"as https://boom.example.org, with nothing after the name but a port; {OTHER_LETTERS}"
ALLOWED_HOSTS = all_formed("ALLOWED_HOSTS", HOST, _host, "" if DATABASE_URL else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = all_formed("CSRF_TRUSTED_ORIGINS", ORIGIN, _origin)
SITE_URL = formed("SITE_URL", SITE, _origin)
PORT = number("PORT", 8000, least=1, most=65535)
TIME_ZONE = zone("TIME_ZONE", "UTC")
STATIC = text("BOOM_STATIC")
LOG_LEVEL = one_of("LOG_LEVEL", "WARNING", "DEBUG", "INFO", "ERROR", "CRITICAL")

EMAIL_HOST = formed("EMAIL_HOST", MAIL_SERVER, "a name alone, as mail.example.org; its port is EMAIL_PORT")
EMAIL_PORT = number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_SECURITY = one_of("EMAIL_SECURITY", "starttls", "tls", "none")
DEFAULT_FROM_EMAIL = sender("DEFAULT_FROM_EMAIL", "Boom <boom@localhost>")

WORKS = on("BOOM_WORKER", default=True)  # in the background too
# One for each core of the machine: the front leaves most of its own to them, and answers none itself.
PROCESSES = number("BOOM_PROCESSES", min(MOST_PROCESSES, os.cpu_count() or 1), least=1, most=256)
THREADS = number("BOOM_THREADS", 8, least=1, most=256)

if DATABASE_OWNER_URL or DATABASE_LISTEN_URL or BEHIND_PROXY:
    _beside = "set beside DATABASE_OWNER_URL, DATABASE_LISTEN_URL and BEHIND_PROXY: else Boom lets demo people in"
    needed("DATABASE_URL", DATABASE_URL, _beside)
needed("SECRET_KEY", SECRET_KEY, "50 random characters (openssl rand -base64 48), kept: sessions need it")
needed("ALLOWED_HOSTS", ALLOWED_HOSTS or DEBUG, "the name by which browsers reach Boom, as boom.example.org")
