"""Log-in by e-mail address and password, the address being found by its keyed hash."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from parvis.people import queries
from parvis.people.models import Account


class AccountBackend(ModelBackend):
    def authenticate(
        self, request: Any, email: str = "", password: str = "", **others: Any
    ) -> Account | None:
        account = queries.account_by_email(email) if email else None
        if account is None:
            # The same work as for a known address, so that time tells nothing.
            Account().set_password(password)
            return None
        if account.is_active and account.check_password(password):
            return account
        return None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.select_related("agent").filter(pk=user_id, is_active=True).first()
