"""Three log-ins, three rights: the app (owns nothing), the journal reader, the owner.

The owner serves migrations alone: its alias exists only where its URL is given.
"""

from urllib.parse import parse_qs, unquote, urlsplit

from config import environment


def connection(url: str, *, application: str) -> dict[str, object]:
    """Django's settings for a `postgresql://user:password@host:port/name?host=/socket` URL."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "parvis.foundation.db.engine",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        # One blocking thread a process: a connection kept open is the whole pool.
        "CONN_MAX_AGE": None,
        # A statement asked twice is planned once: planning under row-level security costs a short
        # answer more than finding it.
        "OPTIONS": {
            "application_name": application,
            "server_side_binding": True,
            "prepare_threshold": 2,
            **query,
        },
    }


_app_url = environment.text(
    "PARVIS_DATABASE_URL", "postgresql://parvis_app@/parvis?host=/nonexistent"
)
_owner_url = environment.text("PARVIS_DATABASE_OWNER_URL")
_reader_url = environment.text("PARVIS_DATABASE_READER_URL")

DATABASES = {"default": connection(_app_url, application="parvis")}
if _reader_url:
    DATABASES["reader"] = connection(_reader_url, application="parvis reader")
if _owner_url:
    DATABASES["owner"] = connection(_owner_url, application="parvis owner")

# Grants of the migrations go to these roles; `parvis database prepare` makes them.
PARVIS_APP_ROLE = DATABASES["default"]["USER"]
PARVIS_READER_ROLE = DATABASES.get("reader", {}).get("USER", "parvis_reader")
PARVIS_SEARCH_ROLE = "parvis_search"

PROCRASTINATE_DATABASE_ALIAS = "default"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_IMPORT_PATHS = ["parvis.jobs.tasks", "parvis.jobs.account_mail"]
