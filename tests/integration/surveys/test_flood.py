"""A machine that floods a survey, on the site as shipped: it is refused, and nobody else is."""

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier

import pytest

from parvis.capture.answers import queries
from parvis.commands import serving
from parvis.foundation.tokens import new_token
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.support.site import ADDRESS, running_site

pytestmark = pytest.mark.django_db(transaction=True)

MACHINE = "198.51.100.7"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 26)]
FLOOD, LIMIT = 100, 10
WAIT_SECONDS = 120


def sent(port, host, address):
    """One answer of a program behind the town's proxy: the status, and how long it is to wait."""
    site = HTTPConnection(ADDRESS, port, timeout=WAIT_SECONDS)
    body = json.dumps({"answers": {"comes": "no"}, "send_key": new_token()})
    heads = {"Host": host, "X-Forwarded-For": address, "Content-Type": "application/json"}
    try:
        site.request("POST", "/api/v1/surveys/marche/answers", body, heads)
        answer = site.getresponse()
        answer.read()
        return address, answer.status, answer.getheader("Retry-After")
    finally:
        site.close()


def test_of_a_hundred_at_once_from_one_address_the_limit_is_taken_and_of_others_all():
    town = small_town()
    with town.open():
        asked = survey(town)
    # Among the flood, not after it.
    every = FLOOD // len(PEOPLE)
    senders = [one for person in PEOPLE for one in (*[MACHINE] * every, person)]
    together = Barrier(len(senders))
    limits = {"PARVIS_TRUSTED_PROXIES": ADDRESS, "PARVIS_RATE_ANSWER": f"{LIMIT}/hour"}
    with running_site(**limits) as site:

        def send(address):
            together.wait(timeout=WAIT_SECONDS)
            return sent(site.port, town.host, address)

        with ThreadPoolExecutor(len(senders)) as threads:
            answers = list(threads.map(send, senders))
    assert {status for address, status, _ in answers if address != MACHINE} == {201}
    flood = [(status, wait) for address, status, wait in answers if address == MACHINE]
    taken = [status for status, _ in flood].count(201)
    # Each web process counts for itself.
    assert LIMIT <= taken <= LIMIT * serving.WEB_PROCESSES
    refused = [(status, int(wait)) for status, wait in flood if status != 201]
    assert {status for status, _ in refused} == {429}
    assert all(0 < wait <= 3_600 for _, wait in refused)
    with town.open():
        assert queries.given(asked) == taken + len(PEOPLE), "nothing is lost, nothing counts twice"
