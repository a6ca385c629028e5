"""The mails of accounts, deferred by `people.operations.ask_for_link`."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from parvis.flows.account_links import NotSent
from parvis.flows.account_links import send_link as send
from parvis.people.operations.links import SEND_LINK

# Half a minute, then longer each time: the link itself lives half an hour.
_PATIENCE = RetryStrategy(max_attempts=6, exponential_wait=3, retry_exceptions=[NotSent])


@app.task(name=SEND_LINK, retry=_PATIENCE)
def send_link(authority: int, link: int) -> None:
    """Send one link by mail."""
    send(authority, link)
