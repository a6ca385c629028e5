"""What an OpenID provider's answer must be to be believed; the provider is made here, badly."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from parvis.adapters import openid
from parvis.adapters.openid import Party, ProviderProblem, Question, answered, ask

ISSUER = "https://qui.example"
PARTY = Party(ISSUER, "parvis", "un-secret", "https://ville.example/retour/", "openid email")
QUESTION = Question(state="s" * 43, nonce="n" * 43, verifier="v" * 43)
CONFIGURATION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/userinfo",
    "jwks_uri": f"{ISSUER}/jwks",
}


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


class Bad:
    """A provider whose answers can be bent."""

    def __init__(self, key: RSAPrivateKey) -> None:
        self.key = key
        now = datetime.now(UTC)
        self.claims: dict[str, Any] = {
            "iss": ISSUER, "aud": "parvis", "sub": "camille", "nonce": QUESTION.nonce,
            "iat": now, "exp": now + timedelta(minutes=5), "acr": "eidas1", "amr": ["pwd"],
        }  # fmt: skip
        self.person: Any = {"sub": "camille", "email": "c@x.fr", "email_verified": True}
        self.configuration = dict(CONFIGURATION)
        self.algorithm: str = "RS256"
        self.signed_userinfo = False
        self.status = 200

    def token(self, claims: dict[str, Any]) -> str:
        if self.algorithm == "none":
            return jwt.encode(claims, None, "none", headers={"kid": "1"})
        if self.algorithm == "HS256":
            return jwt.encode(claims, "un-secret" * 8, "HS256", headers={"kid": "1"})
        return jwt.encode(claims, self.key, self.algorithm, headers={"kid": "1"})

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("openid-configuration"):
            return httpx.Response(200, json=self.configuration)
        if path == "/jwks":
            published = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return httpx.Response(200, json={"keys": [published | {"kid": "1"}]})
        if path == "/token":
            tokens = {"access_token": "a", "id_token": self.token(self.claims)}
            return httpx.Response(self.status, json=tokens)
        if self.signed_userinfo:
            body = self.token({"iss": ISSUER, "aud": "parvis", **self.person})
            return httpx.Response(200, text=body, headers={"content-type": "application/jwt"})
        return httpx.Response(200, json=self.person)


@pytest.fixture
def bad(key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bad]:
    provider = Bad(key)
    transport = httpx.MockTransport(provider.answer)
    monkeypatch.setattr(openid, "_client", lambda: httpx.Client(transport=transport))
    openid.forget()
    yield provider
    openid.forget()


def come_back(state: str = QUESTION.state) -> openid.Identity:
    return answered(PARTY, QUESTION, code="c", state=state)


def test_a_right_answer_is_believed(bad: Bad) -> None:
    who = come_back()
    assert (who.subject, who.email, who.acr, who.amr) == ("camille", "c@x.fr", "eidas1", ("pwd",))


def test_a_signed_userinfo_is_believed(bad: Bad) -> None:
    bad.signed_userinfo = True
    assert come_back().email == "c@x.fr"


def test_an_address_that_was_not_checked_is_dropped(bad: Bad) -> None:
    bad.person["email_verified"] = False
    assert come_back().email == ""


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://ailleurs.example"),
        ("aud", "another"),
        ("aud", ["parvis", "another"]),
        ("nonce", "x" * 43),
        ("nonce", None),
        ("exp", datetime(2020, 1, 1, tzinfo=UTC)),
        ("sub", None),
        ("sub", "somebody-else"),
    ],
)
def test_a_wrong_claim_is_refused(bad: Bad, claim: str, value: Any) -> None:
    bad.claims[claim] = value
    if value is None:
        del bad.claims[claim]
    with pytest.raises(ProviderProblem) as caught:
        come_back()
    assert caught.value.problem == "not_trusted"


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_an_unsigned_or_shared_signature_is_refused(bad: Bad, algorithm: str) -> None:
    bad.algorithm = algorithm
    with pytest.raises(ProviderProblem):
        come_back()


def test_another_ones_signature_is_refused(bad: Bad) -> None:
    stranger = generate_private_key(public_exponent=65537, key_size=2048)
    bad.claims["iss"] = ISSUER
    forged = jwt.encode(bad.claims, stranger, "RS256", headers={"kid": "1"})
    bad.token = lambda _claims: forged  # type: ignore[method-assign]
    with pytest.raises(ProviderProblem):
        come_back()


def test_another_state_is_refused_before_anything_is_asked(bad: Bad) -> None:
    bad.status = 500
    with pytest.raises(ProviderProblem) as caught:
        come_back(state="x" * 43)
    assert caught.value.problem == "not_trusted"


def test_an_outage_is_told_from_a_refusal(bad: Bad) -> None:
    bad.status = 503
    with pytest.raises(ProviderProblem) as caught:
        come_back()
    assert caught.value.problem == "unreachable"
    bad.status = 400
    with pytest.raises(ProviderProblem) as caught:
        come_back()
    assert caught.value.problem == "refused"


@pytest.mark.parametrize("name", ["token_endpoint", "authorization_endpoint", "jwks_uri"])
def test_an_address_without_encryption_is_refused(bad: Bad, name: str) -> None:
    bad.configuration[name] = "http://qui.example/clear"
    with pytest.raises(ProviderProblem):
        ask(PARTY)
        come_back()


def test_a_configuration_of_another_issuer_is_refused(bad: Bad) -> None:
    bad.configuration["issuer"] = "https://ailleurs.example"
    with pytest.raises(ProviderProblem):
        ask(PARTY)


def test_the_question_holds_what_protects_it(bad: Bad) -> None:
    address, question = ask(PARTY)
    asked = httpx.URL(address).params
    assert asked["state"] == question.state != asked["nonce"] == question.nonce
    assert question.verifier not in address
    digest = hashlib.sha256(question.verifier.encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
