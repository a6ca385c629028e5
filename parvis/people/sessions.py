"""Sessions of one authority, in the database: hashed key, encrypted data, two limits of time.

Row-level security keeps another authority's sessions out of sight, so a session is refused on
another host. What a session holds is said here, in one place:

- `factor`: which second factor was passed; without it nobody is an agent;
- `confirmed_at`: when a factor was last shown, for settings that ask again;
- `pending`: an account whose first step is done and whose factor is awaited.
"""

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import keyring
from parvis.foundation.db.scope import current_authority
from parvis.foundation.db.select import Columns
from parvis.foundation.secrets import SecretsError, place
from parvis.people.models import Session
from parvis.people.rules import (
    CONFIRMED_FOR,
    SESSION_LONGEST,
    SESSION_SEEN_EVERY,
    session_ended,
)

FACTOR = "factor"
CONFIRMED_AT = "confirmed_at"
DEVICE = "device"
_SESSION = Columns(Session)


def passed_factor(session: Any) -> str:
    """The code of the second factor that this session passed; empty when none."""
    return str(session.get(FACTOR, ""))


def recently_confirmed(session: Any) -> bool:
    """True when the person showed a factor within the last minutes."""
    at = session.get(CONFIRMED_AT)
    return bool(at) and now() - datetime.fromisoformat(at) < CONFIRMED_FOR


def mark_factor(session: Any, factor: str) -> None:
    """Write down that `factor` was just passed."""
    session[FACTOR] = factor
    session[CONFIRMED_AT] = now().isoformat()


def stored_key(key: str) -> str:
    """What of a session's key is kept: a hash of 160 bits."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseSessions):
    """Django's database sessions; the differences are the ones named above."""

    _started: datetime | None = None
    # True when it is time to write down that the session is in use (after the answer: the
    # transaction of a GET may not write).
    seen_due = False

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        sealed = keyring().encrypt(json.dumps(session_dict), _place())
        return base64.b64encode(sealed).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            opened: dict[str, Any] = json.loads(
                keyring().decrypt(base64.b64decode(session_data), _place())
            )
        except (SecretsError, ValueError):
            return {}
        return opened

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=stored_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=stored_key(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        account = data.get("_auth_user_id")
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]
        moment = now()
        started = self._started or moment
        return Session(
            session_key=stored_key(key),
            session_data=self.encode(data),
            account_id=int(account) if account else None,
            expire_date=started + SESSION_LONGEST,
            started_at=started,
            seen_at=moment,
            device=str(data.get(DEVICE, ""))[:60],
        )

    def create(self) -> None:
        """A new key (at each log-in), and the twelve hours begin."""
        self._started = None
        super().create()

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        found = _stored(key) if key else None
        moment = now()
        if found is None or session_ended(found.started_at, found.seen_at, moment):
            self._session_key = None
            return None
        self._started = found.started_at
        self.seen_due = moment - found.seen_at >= SESSION_SEEN_EVERY
        return found

    def note_seen(self) -> None:
        """Write down that the session is in use."""
        if self.session_key:
            key = stored_key(self.session_key)
            Session.objects.filter(session_key=key).update(seen_at=now())


def _stored(key: str) -> Session | None:
    return next(iter(_SESSION.all("WHERE session_key = %s", [stored_key(key)])), None)


def _place() -> bytes:
    return place("people_session.session_data", current_authority())
