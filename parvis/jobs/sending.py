"""Sending what waits, authority by authority."""

import logging
from collections.abc import Callable

from parvis.authorities.queries import all_authority_ids

logger = logging.getLogger(__name__)


def everywhere(send: Callable[[int], int], *, what: str) -> None:
    """Everything that may leave now, of every authority; the trouble of one is not the others'."""
    for authority in all_authority_ids():
        try:
            send(authority)
        except Exception:
            logger.exception("%s of authority %s could not be sent", what, authority)
