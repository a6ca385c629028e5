"""Sending the news, authority by authority."""

import logging

from parvis.authorities.queries import all_authority_ids
from parvis.inform.notifications.sending import send_due

logger = logging.getLogger(__name__)


def send(authority: int) -> None:
    """Everything that may leave now at one authority."""
    send_due(authority)


def send_everywhere() -> None:
    """The same for every authority; the trouble of one is not the others'."""
    for authority in all_authority_ids():
        try:
            send_due(authority)
        except Exception:
            logger.exception("the news of authority %s could not be sent", authority)
