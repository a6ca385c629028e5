"""An agent types somebody's answers in."""

import json
import re
from html import unescape

import pytest

from parvis.capture.answers.models import Answer, Invitation, SealedAnswer
from parvis.capture.answers.operations import Invited, invite, token_of, use_invitation
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.operations import close_survey
from tests.factories import agent
from tests.factories.log_in import log_in
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

PERSON = "personne@exemple.fr"


@pytest.fixture
def someone(town):
    with town.open():
        survey(town)
        survey(town, code="nommee", is_anonymous=False)
        return agent(town, "counter", name="Claire Morel")


@pytest.fixture
def client(client, town, someone):
    return log_in(client, town, someone)


def test_the_channel_and_who_typed_are_kept_where_it_is_signed(client, town, someone):
    visit = Visit(client, town, "/agents/enquetes/nommee/?par=phone")
    assert "Au téléphone" in visit.text
    visit.send(q__comes="no")
    visit.send(q__words="Trop tôt.")
    visit.send()
    assert visit.answer.url == "/agents/enquetes/nommee/recu/?par=phone"
    with town.open():
        given = Answer.objects.get()
    assert (given.channel, given.typed_by_id) == ("phone", someone.pk)
    taken = Visit(client, town, visit.answer.url)
    assert 'href="/agents/enquetes/nommee/?par=phone" autofocus' in taken.text


def test_an_anonymous_one_says_nothing_of_who_typed_it(client, town, someone):
    visit = Visit(client, town, "/agents/enquetes/marche/?par=paper")
    visit.send(q__comes="no")
    visit.send()
    visit.send()
    with town.open():
        content = json.loads(SealedAnswer.objects.get().content)
    assert content["channel"] == "paper"
    assert "typed_by" not in content


def invited(town, *, code: str, **settings) -> Invitation:
    with town.open():
        asked = survey(town, code=code, door="invited", **settings)
        (made,) = invite(survey=asked, people=[Invited(email=PERSON)], by=SYSTEM)
        return made


def typed_under(client, town, who: str, channel="phone", words="Trop tôt.") -> Visit:
    """Find somebody's invitation, and type their answers in."""
    client.defaults["HTTP_HOST"] = town.host
    page = unescape(client.post("/agents/enquetes/", {"who": who}).content.decode())
    found = re.search(rf'href="(/agents/enquetes/[^"]*invitation=[^"]*par={channel})"', page)
    assert found, "no invitation was found"
    visit = Visit(client, town, found.group(1))
    visit.send(q__comes="no")
    visit.send(q__words=words)
    return visit.send()


def test_somebody_invited_is_found_and_answers_once(client, town, someone):
    mine = invited(town, code="signes", is_anonymous=False)
    visit = typed_under(client, town, "Personne@exemple.fr ")
    assert visit.answer.url == "/agents/enquetes/signes/recu/?par=phone"
    with town.open():
        given = Answer.objects.get()
        assert (given.invitation_id, given.typed_by_id) == (mine.pk, someone.pk)
    again = client.post("/agents/enquetes/", {"who": PERSON}).content.decode()
    assert ("A répondu" in again, "invitation=" in again) == (True, False)


def test_by_the_link_and_nobody_else_s_or_over_ones(client, town):
    mine = invited(town, code="signes", is_anonymous=False)
    with town.open():
        over = survey(town, code="finis", door="invited")
        invite(survey=over, people=[Invited(email=PERSON)], by=SYSTEM)
        close_survey(survey=over, by=SYSTEM)
        link = f"http://{town.host}/enquetes/signes/invitation/{token_of(mine)}/"
    client.defaults["HTTP_HOST"] = town.host
    for who, found in ((link, 1), (PERSON, 1), ("autre@exemple.fr", 0), ("abc", 0), ("", 0)):
        page = client.post("/agents/enquetes/", {"who": who}).content.decode()
        assert page.count("par=counter") - 2 == found, who


def test_an_anonymous_one_is_typed_without_a_trace_of_whose_it_is(client, town):
    mine = invited(town, code="sans-nom")
    with town.open():
        before = list(Entry.objects.values_list("id", flat=True))
    typed_under(client, town, PERSON)
    with town.open():
        assert Invitation.objects.get(pk=mine.pk).is_used
        content = json.loads(SealedAnswer.objects.get().content)
        assert set(content) == {"version", "channel", "answers", "day"}
        assert content["day"] == "", "a sheet alone says its day"
        # Of ten that are opened together, the only one of its door would be this person's.
        assert content["channel"] == "web"
        assert list(Entry.objects.values_list("id", flat=True)) == before


def test_an_invitation_used_meanwhile_is_said(client, town):
    mine = invited(town, code="signes", is_anonymous=False)
    client.defaults["HTTP_HOST"] = town.host
    page = unescape(client.post("/agents/enquetes/", {"who": PERSON}).content.decode())
    path = re.search(r'href="(/agents/enquetes/[^"]*par=phone)"', page[page.index("invited") :])
    visit = Visit(client, town, path.group(1))
    with town.open():
        use_invitation(invitation=mine)
    visit.send(q__comes="no")
    visit.send()
    visit.send()
    assert "a déjà servi" in visit.text
    with town.open():
        assert not Answer.objects.exists()


def test_nobody_types_under_an_invitation_that_they_did_not_find(client, town):
    mine = invited(town, code="signes", is_anonymous=False)
    client.defaults["HTTP_HOST"] = town.host
    for handle in ("", str(mine.pk), f"{mine.pk}:forged"):
        there = f"/agents/enquetes/signes/?par=phone&invitation={handle}"
        assert client.get(there).status_code == 404


def test_only_those_who_type_in(client, town):
    client.logout()
    assert "/connexion/" in client.get("/agents/enquetes/").url
