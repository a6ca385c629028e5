"""ProConnect for agents, FranceConnect for residents: against a real OpenID provider."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from parvis.adapters import openid
from parvis.foundation.db.operation import Refusal
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.people import operations
from parvis.people.models import Account, Agent, IdentityLink
from parvis.web.account.doors import LEFT_BY
from tests.factories import Town
from tests.factories.log_in import SECOND, credentials
from tests.support.openid import Provider, address_on, provider

SECURITY, MINE = "/compte/securite/", "/compte/"
STRONG, WEAK = "https://acr.example/2fa", "eidas1"


@dataclass
class Door:
    """One provider of the town, and a browser at its door."""

    client: Client
    town: Town
    real: Provider
    code: str

    def leave_for_it(self) -> str:
        """The address at the provider to which the person is sent."""
        page = self.client.post(f"/compte/fournisseur/{self.code}/")
        assert page.status_code == 200, page.content.decode()
        return address_on(page.content.decode())

    def come_back(self, subject: str) -> Any:
        return self.client.get(self.real.consent(self.leave_for_it(), subject))


@pytest.fixture
def person() -> dict[str, dict[str, Any]]:
    """Whom the provider knows."""
    return {
        "camille": {"email": "camille@essai.example", "email_verified": True, "acr": WEAK},
        "weak": {"acr": "nothing"},
        "keyed": {"email": "k@essai.example", "email_verified": True, "acr": STRONG},
        "unverified": {"email": "camille@essai.example", "email_verified": False},
        # What ProConnect sends: no word on whether the address was checked.
        "proconnect": {
            "email": "camille@essai.example",
            "given_name": "Camille",
            "usual_name": "Martin",
            "uid": "1234",
            "siret": "21750001600019",
            "acr": STRONG,
            "idp_id": "71144ab3-ee1a-4401-b7b3-79b44f7daeeb",
        },
    }


@pytest.fixture
def real(person: dict[str, dict[str, Any]]) -> Iterator[Provider]:
    openid.forget()
    with provider(person) as running:
        yield running


def _door(client: Client, town: Town, real: Provider, code: str, **fields: Any) -> Door:
    with town.open():
        operations.set_provider(
            code=code,
            name=code.title(),
            issuer=real.issuer,
            client_id="parvis",
            client_secret="un-secret",
            by=SYSTEM,
            **fields,
        )
    return Door(client, town, real, code)


@pytest.fixture
def residents(client: Client, town: Town, real: Provider) -> Door:
    """As FranceConnect: no address asked for, a level asked for."""
    return _door(
        client, town, real, "franceconnect", audience="residents", scopes="openid",
        acr_values=[WEAK],
    )  # fmt: skip


@pytest.fixture
def agents(client: Client, town: Town, real: Provider) -> Door:
    """As ProConnect: an address asked for, a level that counts as second factor."""
    return _door(client, town, real, "proconnect", audience="agents", factor_acr=[STRONG])


def _invited(town: Town, email: str) -> Agent:
    with town.open():
        return operations.invite_agent(
            email=email,
            display_name="Camille",
            roles=["handler"],
            origin=f"http://{town.host}",
            by=SYSTEM,
        )


def test_a_resident_is_the_same_one_next_time(residents: Door) -> None:
    assert residents.come_back("camille")["Location"] == MINE
    assert residents.client.get(MINE).status_code == 200
    residents.client.post("/compte/sortir/")
    residents.come_back("camille")
    with residents.town.open():
        account = Account.objects.get()
        link = IdentityLink.objects.get()
    assert link.account_id == account.pk
    assert link.subject == "camille"
    assert account.email == account.full_name == "", "nothing else of what it says is kept"


def test_what_is_asked_of_the_provider(residents: Door) -> None:
    asked = parse_qs(urlsplit(residents.leave_for_it()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["acr_values"] == [WEAK]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    assert asked["scope"] == ["openid"]


def test_a_level_too_low_opens_nothing(residents: Door) -> None:
    assert residents.come_back("weak").status_code == 403
    with residents.town.open():
        assert not Account.objects.exists()


def test_a_state_serves_once_and_for_its_session_alone(residents: Door) -> None:
    back = residents.real.consent(residents.leave_for_it(), "camille")
    stranger = Client(headers={"host": residents.town.host})
    assert stranger.get(back).status_code == 403
    forged = back.replace("state=", "state=x")
    assert residents.client.get(forged).status_code == 403
    assert residents.client.get(back).status_code == 403, "the question was used up"


def test_an_answer_to_another_question_is_refused(residents: Door) -> None:
    """A code made for another nonce: the token that it gives is not ours."""
    first = residents.real.consent(residents.leave_for_it(), "camille")
    second_state = parse_qs(urlsplit(residents.leave_for_it()).query)["state"][0]
    code = parse_qs(urlsplit(first).query)["code"][0]
    path = f"/compte/fournisseur/franceconnect/retour/?code={code}&state={second_state}"
    assert residents.client.get(path).status_code == 403


def test_stopping_there_changes_nothing(residents: Door) -> None:
    back = residents.real.refuse(residents.leave_for_it())
    page = residents.client.get(back)
    assert page.status_code == 403
    with residents.town.open():
        assert not Account.objects.exists()


def test_leaving_here_leaves_there_too(residents: Door) -> None:
    residents.come_back("camille")
    page = residents.client.post("/compte/sortir/").content.decode()
    asked = urlsplit(address_on(page))
    assert asked.path.endswith("/end_session")
    assert "id_token_hint" in parse_qs(asked.query)


def test_a_session_that_cannot_be_ended_there_is_said(residents: Door) -> None:
    """Some providers name no address to leave by: never say that nothing stays open."""
    residents.come_back("camille")
    with residents.town.open():
        session = residents.client.session
        session[LEFT_BY] |= {"leave_at": ""}
        session.save()
    page = residents.client.post("/compte/sortir/").content.decode()
    assert "est peut-être encore ouverte" in page
    assert "Rien de ce qui est à vous" not in page


def test_an_invited_agent_with_a_strong_level_is_inside(agents: Door) -> None:
    _invited(agents.town, "k@essai.example")
    assert agents.come_back("keyed")["Location"] == "/agents/"
    assert agents.client.get(SECURITY).status_code == 200


def test_an_invited_agent_with_a_weak_level_still_shows_a_factor(agents: Door) -> None:
    agent = _invited(agents.town, "camille@essai.example")
    _email, code = credentials(agents.town, agent)
    assert agents.come_back("camille")["Location"] == SECOND
    assert agents.client.get(SECURITY).status_code == 302
    assert agents.client.post(SECOND, {"code": code}).status_code == 302
    assert agents.client.get(SECURITY).status_code == 200


@pytest.mark.parametrize("subject", ["unverified", "camille"])
def test_nobody_becomes_an_agent_by_address_alone(
    agents: Door, subject: str, handler: Agent
) -> None:
    """Not with an unchecked address, nor with one that no administrator invited."""
    _invited(agents.town, "someone-else@essai.example")
    assert agents.come_back(subject).status_code == 403
    assert agents.client.get(SECURITY).status_code == 302


def test_an_agent_made_without_invitation_is_not_tied(agents: Door) -> None:
    with agents.town.open():
        account = operations.create_account(email="k@essai.example", by=SYSTEM)
        operations.appoint_agent(account=account, display_name="K", roles=["lead"], by=SYSTEM)
    assert agents.come_back("keyed").status_code == 403
    with agents.town.open():
        assert not IdentityLink.objects.exists()


def test_a_provider_that_is_away_is_said_in_words(
    agents: Door, client: Client, real: Provider
) -> None:
    with agents.town.open():
        operations.set_provider(
            code="proconnect", name="ProConnect", audience="agents",
            issuer="http://localhost:1", client_id="parvis", by=SYSTEM,
        )  # fmt: skip
    assert client.post("/compte/fournisseur/proconnect/").status_code == 503


def test_the_journal_holds_no_address(agents: Door) -> None:
    _invited(agents.town, "k@essai.example")
    agents.come_back("keyed")
    with agents.town.open():
        told = " ".join(str(entry.data) for entry in Entry.objects.all())
        actions = {entry.action for entry in Entry.objects.all()}
    assert "essai" not in told
    assert {"agent.appointed", "identity.linked", "log_in.opened"} <= actions


def _as_proconnect(agents: Door, **fields: Any) -> None:
    given = {"audience": "agents", "factor_acr": [STRONG], "vouches_for_email": True} | fields
    _door(agents.client, agents.town, agents.real, "proconnect", **given)


def test_an_agent_by_proconnect_as_it_answers_for_real(agents: Door) -> None:
    _invited(agents.town, "camille@essai.example")
    assert agents.come_back("proconnect").status_code == 403, "nobody answers for the address"
    _as_proconnect(agents)
    assert agents.come_back("proconnect").status_code == 302
    with agents.town.open():
        assert IdentityLink.objects.get().subject == "proconnect"


def test_once_tied_the_identifier_alone_counts(agents: Door) -> None:
    _invited(agents.town, "camille@essai.example")
    _as_proconnect(agents)
    agents.come_back("proconnect")
    agents.client.post("/compte/sortir/")
    _as_proconnect(agents, vouches_for_email=False)
    assert agents.come_back("proconnect").status_code == 302, "its address is no longer looked at"


def test_an_address_alone_opens_nothing_without_an_invitation(agents: Door) -> None:
    _as_proconnect(agents)
    with agents.town.open():
        account = operations.create_account(email="camille@essai.example", by=SYSTEM)
        operations.appoint_agent(account=account, display_name="C", roles=["lead"], by=SYSTEM)
    assert agents.come_back("proconnect").status_code == 403
    with agents.town.open():
        assert not IdentityLink.objects.exists()


def test_who_says_that_it_did_not_check_is_believed_even_when_trusted(agents: Door) -> None:
    _invited(agents.town, "camille@essai.example")
    _as_proconnect(agents)
    assert agents.come_back("unverified").status_code == 403


def test_nobody_answers_for_the_addresses_of_residents(agents: Door) -> None:
    with pytest.raises(Refusal, match="declared_addresses"):
        _as_proconnect(agents, audience="residents")
