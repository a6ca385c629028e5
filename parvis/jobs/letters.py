"""Sending the letters to other authorities, authority by authority."""

import logging

from parvis.authorities.queries import all_authority_ids
from parvis.flows.pass_on import send_due

logger = logging.getLogger(__name__)


def send_everywhere() -> None:
    """Every letter that may leave now; the trouble of one authority is not the others'."""
    for authority in all_authority_ids():
        try:
            send_due(authority)
        except Exception:
            logger.exception("the letters of authority %s could not be sent", authority)
