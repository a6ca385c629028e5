"""What a command finds around it: the folders, the database's addresses, Django."""

import os
from pathlib import Path

import psycopg
from django.db import OperationalError

from config import environment
from parvis.adapters.postgres import (
    EmbeddedServer,
    Installation,
    NotPrepared,
    ServerError,
    UnsafeRole,
)
from parvis.adapters.postgres.account import NoAccount
from parvis.adapters.postgres.roles import APP, OWNER, READER, reader_url

# Errors whose message is written for the person at the keyboard: shown without a traceback.
PLAIN_ERRORS = (
    NoAccount,
    NotPrepared,
    ServerError,
    UnsafeRole,
    psycopg.OperationalError,
    OperationalError,
)

APP_URL = "PARVIS_DATABASE_URL"
OWNER_URL = "PARVIS_DATABASE_OWNER_URL"
READER_URL = "PARVIS_DATABASE_READER_URL"
ADMIN_URL = "PARVIS_DATABASE_ADMIN_URL"


def embedded_server() -> EmbeddedServer:
    """The embedded server of this installation's data folder."""
    return EmbeddedServer(environment.data_folder(), secrets_folder=environment.secrets_folder())


def uses_embedded() -> bool:
    """True when no other PostgreSQL is named: Parvis then brings its own."""
    return not os.environ.get(APP_URL) or bool(os.environ.get("PARVIS_DATABASE_EMBEDDED"))


def point_to_database() -> None:
    """Name the embedded database in the environment when nothing else is named."""
    if not uses_embedded():
        name_readers()
        return
    server = embedded_server()
    os.environ["PARVIS_DATABASE_EMBEDDED"] = "1"
    os.environ[APP_URL] = server.url(APP)
    os.environ[READER_URL] = server.url(READER)


def name_readers() -> None:
    """Name the log-in of the journal's readers where none is given and the keys are there."""
    if not os.environ.get(READER_URL):
        own = _own_readers()
        if own:
            os.environ[READER_URL] = own


def readers_are_ours() -> bool:
    """True when nobody gave the readers' log-in: its password follows from the keys."""
    return os.environ.get(READER_URL) == _own_readers()


def _own_readers() -> str:
    path = environment.secrets_folder() / "django.key"
    key = environment.text("PARVIS_SECRET_KEY") or (
        path.read_text().strip() if path.is_file() else ""
    )
    return reader_url(os.environ[APP_URL], key=key) if key else ""


def owner_url() -> str:
    """The owner's address: for migrations alone. Raises NotPrepared when it is not given."""
    if uses_embedded():
        return embedded_server().url(OWNER)
    url = os.environ.get(OWNER_URL, "")
    if not url:
        raise NotPrepared(
            f"{OWNER_URL} is not set: migrations need the log-in of the role that owns the tables."
        )
    return url


def installation() -> Installation:
    """Database and roles as the addresses in force name them."""
    name_readers()
    reader = os.environ.get(READER_URL, "")
    if not reader:
        raise NotPrepared(
            "The keys of this installation are missing, from which the log-in of the journal's "
            f"readers follows: parvis keys create, or set {READER_URL}, for example "
            f"postgresql://{READER}:password@server/parvis."
        )
    return Installation.from_urls(app=os.environ[APP_URL], owner=owner_url(), reader=reader)


def start_django() -> None:
    """Make Django ready: models and settings may be imported afterwards."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def project_folder() -> Path:
    """Where the project's files lie."""
    return environment.PROJECT
