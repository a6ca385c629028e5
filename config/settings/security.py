"""Keys, cookies, headers. Fail closed: plain HTTP only when asked for."""

from config import environment

_plain_http = environment.flag("PARVIS_PLAIN_HTTP")
DEBUG = False


def _secret_key() -> str:
    given = environment.text("PARVIS_SECRET_KEY")
    path = environment.secrets_folder() / "django.key"
    if not given and path.is_file():
        given = path.read_text().strip()
    return given


# Empty is refused by Django at first use: the run command creates it once.
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = ["*"]  # The authority middleware refuses any host that no authority has.

CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = not _plain_http
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "parvis_session" if _plain_http else "__Host-parvis_session"
CSRF_COOKIE_NAME = "parvis_csrf" if _plain_http else "__Host-parvis_csrf"
SESSION_ENGINE = "parvis.people.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "parvis.web.errors.expired_form"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if _plain_http else 31_536_000
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = None

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SILENCED_SYSTEM_CHECKS = ["models.W037", "fields.W345"]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# An OpenID provider sends people back by GET, and the session takes note; whoever looks at
# attention signals is written down, by whatever way the page comes. Nothing else may.
PARVIS_GET_MAY_WRITE = ("/compte/fournisseur/", "/agents/attention/", "/protection/attention/")
