"""Log-in through an OpenID provider (ProConnect, FranceConnect, or a town's own).

The authorization-code flow with PKCE, `state` and `nonce`. The ID token's signature, issuer,
audience, age and nonce are checked; the userinfo answer may be JSON or a signed JWT, and must speak
of the same person. Nothing is kept here but the provider's published configuration, for minutes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import jwt

from parvis.adapters.trusted_address import is_trusted

if TYPE_CHECKING:
    import httpx

WELL_KNOWN = "/.well-known/openid-configuration"
# Asymmetric alone: with a shared secret, whoever knows it could write tokens.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
# A page waits for these answers: a provider that is slow is a provider that is away.
TIMEOUT_SECONDS, CONNECT_SECONDS = 4.0, 2.0
CONFIGURATION_KEPT_SECONDS = 600.0
LEEWAY_SECONDS = 60


class ProviderProblem(Exception):
    """The log-in can't go on; `problem` is a code: unreachable, refused, not_trusted."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(hint or problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Party:
    """We, as the provider knows us. `back` is where it sends the person; `vouches_for_email`: the
    town trusts this provider for its people's addresses, even when it doesn't say that it checked
    them (ProConnect has no such claim)."""

    issuer: str
    client_id: str
    client_secret: str
    back: str
    scopes: str = "openid"
    acr_values: tuple[str, ...] = ()
    vouches_for_email: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A log-in on its way: kept in the person's session until they come back, once."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who came back. `email` is empty unless the provider says that it checked it, or vouches for
    it without saying; `leave_at` is
    where their session there is ended, empty when the provider names no such address."""

    subject: str
    email: str
    acr: str
    amr: tuple[str, ...]
    id_token: str
    leave_at: str


def ask(party: Party) -> tuple[str, Question]:
    """Where to send the person, and what to keep until they come back. Raises ProviderProblem."""
    question = Question(*(secrets.token_urlsafe(32) for _ in range(3)))
    challenge = hashlib.sha256(question.verifier.encode()).digest()
    fields = {
        "response_type": "code",
        "client_id": party.client_id,
        "redirect_uri": party.back,
        "scope": party.scopes,
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if party.acr_values:
        fields["acr_values"] = " ".join(party.acr_values)
    return f"{_endpoint(party, 'authorization_endpoint')}?{urlencode(fields)}", question


def answered(party: Party, question: Question, *, code: str, state: str) -> Identity:
    """Who came back with this code. Raises ProviderProblem."""
    if not hmac.compare_digest(state.encode(), question.state.encode()):
        raise ProviderProblem("not_trusted", "another state")
    with _client() as client:
        tokens = _tokens(client, party, question, code)
        claims = _claims(client, party, tokens["id_token"])
        if not hmac.compare_digest(str(claims.get("nonce", "")), question.nonce):
            raise ProviderProblem("not_trusted", "another nonce")
        person = _userinfo(client, party, tokens) if "email" in party.scopes.split() else claims
    if person.get("sub") != claims["sub"]:
        raise ProviderProblem("not_trusted", "two persons")
    # A provider that says it did not check is believed, whoever it is.
    checked = person.get("email_verified", party.vouches_for_email) in (True, "true")
    amr = claims.get("amr") or ()
    return Identity(
        subject=str(claims["sub"]),
        email=str(person.get("email", "")) if checked else "",
        acr=str(claims.get("acr", "")),
        amr=(amr,) if isinstance(amr, str) else tuple(str(method) for method in amr),
        id_token=tokens["id_token"],
        leave_at=_leave_at(party),
    )


def leaving(leave_at: str, *, id_token: str, back: str) -> str:
    """Where to send the person so that their session at the provider ends too."""
    fields = {
        "id_token_hint": id_token,
        "post_logout_redirect_uri": back,
        "state": secrets.token_urlsafe(16),
    }
    return f"{leave_at}?{urlencode(fields)}"


def forget() -> None:
    """Fetch every configuration and key anew."""
    _kept.clear()


def _tokens(client: httpx.Client, party: Party, question: Question, code: str) -> dict[str, Any]:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": party.back,
        "client_id": party.client_id,
        "code_verifier": question.verifier,
    }
    methods = _configuration(party).get("token_endpoint_auth_methods_supported", [])
    auth = None
    if methods and "client_secret_post" not in methods:
        auth = (party.client_id, party.client_secret)
    else:
        fields["client_secret"] = party.client_secret
    answer = _json(client, "POST", _endpoint(party, "token_endpoint"), data=fields, auth=auth)
    if not isinstance(answer.get("id_token"), str) or not answer.get("access_token"):
        raise ProviderProblem("refused", "no token")
    return answer


def _userinfo(client: httpx.Client, party: Party, tokens: dict[str, Any]) -> dict[str, Any]:
    answer = _ask(
        client,
        "GET",
        _endpoint(party, "userinfo_endpoint"),
        headers={"Authorization": f"Bearer {tokens['access_token']}"},
    )
    if "jwt" in answer.headers.get("content-type", ""):
        return _claims(client, party, answer.text.strip(), required=("sub",))
    return _object(answer)


def _claims(
    client: httpx.Client,
    party: Party,
    token: str,
    required: tuple[str, ...] = ("sub", "exp", "iat"),
) -> dict[str, Any]:
    """What a signed token says, once everything about it is checked."""
    try:
        header = jwt.get_unverified_header(token)
        key = _key(client, party, header.get("kid"), header.get("alg", ""))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=party.client_id,
            issuer=_configuration(party)["issuer"],
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "aud", *required]},
        )
    except jwt.PyJWTError as error:
        raise ProviderProblem("not_trusted", type(error).__name__) from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if several and claims.get("azp") != party.client_id:
        raise ProviderProblem("not_trusted", "another party's token")
    return claims


def _key(client: httpx.Client, party: Party, kid: str | None, algorithm: str) -> Any:
    """The provider's key of that name; its keys are fetched anew when it isn't among those kept."""
    if algorithm not in ALGORITHMS:
        raise ProviderProblem("not_trusted", "algorithm")
    address = _endpoint(party, "jwks_uri")
    for fresh in (False, True):
        document = _remembered(client, address, fresh=fresh)
        for key in jwt.PyJWKSet.from_dict(document).keys:
            if kid is None or key.key_id == kid:
                return key.key
    raise ProviderProblem("not_trusted", "unknown key")


def _endpoint(party: Party, name: str) -> str:
    address = _configuration(party).get(name, "")
    if not address:
        raise ProviderProblem("refused", f"no {name}")
    return _checked(str(address))


def _leave_at(party: Party) -> str:
    address = _configuration(party).get("end_session_endpoint")
    return _checked(str(address)) if address else ""


def _configuration(party: Party) -> dict[str, Any]:
    with _client() as client:
        found = _remembered(client, party.issuer + WELL_KNOWN)
    if str(found.get("issuer", "")).rstrip("/") != party.issuer:
        raise ProviderProblem("not_trusted", "another issuer")
    return found


_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def _remembered(client: httpx.Client, address: str, *, fresh: bool = False) -> dict[str, Any]:
    found = _kept.get(address)
    if found is not None and not fresh and found[0] > monotonic():
        return found[1]
    document = _json(client, "GET", address)
    _kept[address] = (monotonic() + CONFIGURATION_KEPT_SECONDS, document)
    return document


def _json(client: httpx.Client, method: str, address: str, **options: Any) -> dict[str, Any]:
    return _object(_ask(client, method, address, **options))


def _ask(client: httpx.Client, method: str, address: str, **options: Any) -> httpx.Response:
    # Loaded at first use (see `geocoder`).
    import httpx

    try:
        answer = client.request(method, _checked(address), **options)
    except httpx.HTTPError as error:
        raise ProviderProblem("unreachable", type(error).__name__) from error
    if answer.status_code >= 500:
        raise ProviderProblem("unreachable", str(answer.status_code))
    if answer.status_code != 200:
        raise ProviderProblem("refused", str(answer.status_code))
    return answer


def _object(answer: httpx.Response) -> dict[str, Any]:
    try:
        document = answer.json()
    except ValueError as error:
        raise ProviderProblem("refused", "not JSON") from error
    if not isinstance(document, dict):
        raise ProviderProblem("refused", "not an object")
    return document


def _checked(address: str) -> str:
    """The address, when it is encrypted, or on this machine (a provider under test)."""
    if is_trusted(address):
        return address
    raise ProviderProblem("not_trusted", "an address without encryption")


def _client() -> httpx.Client:
    import httpx

    timeout = httpx.Timeout(TIMEOUT_SECONDS, connect=CONNECT_SECONDS)
    # No redirection: a token or a secret goes to the address that the provider published.
    return httpx.Client(timeout=timeout, follow_redirects=False)


def discovered(issuer: str) -> list[str]:
    """Read a provider's discovery document anew and check that a log-in could go through it;
    returns the hosts that it names. Nothing is sent to it. Raises ProviderProblem."""
    party = Party(issuer=_checked(issuer.rstrip("/")), client_id="", client_secret="", back="")
    with _client() as client:
        _remembered(client, party.issuer + WELL_KNOWN, fresh=True)
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    hosts = {urlsplit(_endpoint(party, name)).hostname or "" for name in names}
    return sorted(hosts)
