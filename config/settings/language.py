"""French first, English complete."""

from config import environment

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LOCALE_PATHS = sorted(
    str(path) for path in (environment.PROJECT / "parvis").rglob("locale") if path.is_dir()
)
LANGUAGE_COOKIE_SECURE = not environment.flag("PARVIS_PLAIN_HTTP")
LANGUAGE_COOKIE_SAMESITE = "Lax"
