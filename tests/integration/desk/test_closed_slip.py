"""The slip of the counter promises of a closed department's code what it does."""

import pytest
from django.test import Client

from tests.factories import agent, small_town
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.mark.parametrize(
    ("service", "email", "said", "drawn"),
    [
        ("help", "", "dites ce code au téléphone", False),
        ("help", "zoe@essai.example", "puis donnez l’adresse ou le numéro", True),
        ("canteen", "", "ou lisez ce dessin", True),
    ],
)
def test_the_slip_says_how_the_code_is_used(service, email, said, drawn):
    town = small_town()
    with town.open():
        someone = agent(town, "counter", teams=(town.helpers.pk,), compartments=(town.social.pk,))
    client = logged_in(Client(), town, someone)
    typed = {"service": town.services[service].pk, "words": "Une aide.", "email": email,
             "channel": "counter", "send_key": "clef-1"}  # fmt: skip
    answer = client.post("/agents/accueil/", typed)
    assert answer.status_code == 302
    slip = client.get(answer.headers["Location"]).content.decode().replace("\u00a0", " ")
    assert said in slip
    assert ("data:image/svg" in slip) is drawn
