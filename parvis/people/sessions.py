"""Database sessions of one authority."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from parvis.people.models import Session


class SessionStore(DatabaseSessions):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        account = data.get("_auth_user_id")
        session.account_id = int(account) if account else None
        return session
