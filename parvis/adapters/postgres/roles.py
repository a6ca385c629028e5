"""The roles of the database: what each is for, and the addresses that log in with them."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from psycopg.conninfo import conninfo_to_dict

APP = "parvis_app"
OWNER = "parvis_owner"
READER = "parvis_reader"
# Owns the search functions (SECURITY DEFINER) and nothing else; nobody logs in with it.
SEARCH = "parvis_search"


class NotPrepared(RuntimeError):
    """The database is not as Parvis needs it; the message says what to do."""


@dataclass(frozen=True)
class Login:
    """A role that logs in, with its password."""

    name: str
    password: str


@dataclass(frozen=True)
class Installation:
    """One database and the roles that live with it."""

    database: str
    app: Login
    owner: Login
    reader: Login
    search: str = SEARCH

    @property
    def logins(self) -> tuple[Login, Login, Login]:
        return (self.owner, self.app, self.reader)

    @classmethod
    def from_urls(cls, *, app: str, owner: str, reader: str) -> "Installation":
        """Read names and passwords from the three addresses that the application will use.

        Raises NotPrepared when they name different databases, or one role twice.
        """
        databases = {str(conninfo_to_dict(url).get("dbname", "")) for url in (app, owner, reader)}
        if len(databases) != 1:
            raise NotPrepared(
                "PARVIS_DATABASE_URL, PARVIS_DATABASE_OWNER_URL and PARVIS_DATABASE_READER_URL "
                f"name different databases: {', '.join(sorted(databases))}."
            )
        logins = [_login(url) for url in (app, owner, reader)]
        if len({login.name for login in logins}) != len(logins):
            raise NotPrepared(
                "The application, the owner and the journal reader must be three roles; the three "
                f"addresses name {', '.join(login.name for login in logins)}."
            )
        return cls(databases.pop(), logins[0], logins[1], logins[2])


def reader_url(app: str, *, key: str) -> str:
    """The address of the journal's readers where none is given: beside the application's, with a
    password that follows from the installation's own key, so that there is no other to keep."""
    parts = urlsplit(app)
    name = unquote(parts.username or APP).removesuffix("_app") + "_reader"
    password = hmac.new(key.encode(), b"parvis.database.reader", sha256).hexdigest()
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(name, safe='')}:{password}@{place}"))


def _login(url: str) -> Login:
    parts = urlsplit(url)
    return Login(unquote(parts.username or ""), unquote(parts.password or ""))
