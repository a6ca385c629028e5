"""Log-in by e-mail address and password, the address being found by its keyed hash."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from parvis.people import queries
from parvis.people.models import Account


class AccountBackend(BaseBackend):
    """The one back end: a right password alone opens nothing, see `parvis/web/account`."""

    def authenticate(
        self, request: Any, email: str = "", password: str = "", **others: Any
    ) -> Account | None:
        account = queries.account_by_email(email) if email else None
        if account is None or not account.has_usable_password():
            # The same work as for a known address, so that time tells nothing.
            Account().set_password(password)
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: int) -> Account | None:
        return queries.active_account(user_id)
