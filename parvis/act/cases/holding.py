"""What an agent does leaves the house after a while (`PARVIS_HOLD_SECONDS`), on pages as in
messages: until then it can be undone as if it had never been."""

from datetime import timedelta

from django.conf import settings


def hold() -> timedelta:
    """For how long what leaves the house waits."""
    return timedelta(seconds=settings.PARVIS_HOLD_SECONDS)
