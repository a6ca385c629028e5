"""Passkeys (WebAuthn): what the browser is asked, and whether its answer is right.

A ceremony is one question: for which host, with which random challenge. It is kept in the
session until the answer comes, and serves once.
"""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import parse_registration_response
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.scope import current_authority
from parvis.people.models import Account

_BAD_ANSWER = (TypeError, ValueError, KeyError, AttributeError, ValidationError, InvalidSignature)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A question put to the browser: `host` without port, `state` from the library."""

    host: str
    state: dict[str, Any]


def ask_for_new(account: Account, *, host: str, name: str) -> tuple[dict[str, Any], Ceremony]:
    """Ask for a new passkey: the options for the browser, and the ceremony to keep."""
    options, state = _server(host).register_begin(
        PublicKeyCredentialUserEntity(id=_handle(account), name=name, display_name=name),
        credentials=[_credential(row) for row in _rows(account)],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
        extensions={"credProps": True},
    )
    return _plain(options), Ceremony(host, dict(state))


def ask_for_known(account: Account | None, *, host: str) -> tuple[dict[str, Any], Ceremony]:
    """Ask for a passkey that exists: of `account`, or of whoever is there (which then also asks
    for a finger, a face or the device's code, since it stands for both steps)."""
    required, preferred = (
        UserVerificationRequirement.REQUIRED,
        UserVerificationRequirement.PREFERRED,
    )
    options, state = _server(host).authenticate_begin(
        credentials=[_credential(row) for row in _rows(account)] if account else [],
        user_verification=required if account is None else preferred,
    )
    return _plain(options), Ceremony(host, dict(state))


def check_registration(ceremony: Ceremony, credential: dict[str, Any]) -> None:
    """Raises Refusal("wrong_key") unless the answer is right for this ceremony."""
    try:
        _server(ceremony.host).register_complete(
            ceremony.state, RegistrationResponse.from_dict(credential)
        )
    except _BAD_ANSWER as error:
        raise Refusal("wrong_key") from error


def check_assertion(
    ceremony: Ceremony, credential: dict[str, Any], account: Account | None
) -> Authenticator:
    """The passkey that answered. Raises Refusal("wrong_key").

    A key that counts must count upwards: one that does not has been copied.
    """
    try:
        answer = AuthenticationResponse.from_dict(credential)
        rows = _rows(account or _account_of(answer))
        server = _server(ceremony.host)
        server.authenticate_complete(ceremony.state, [_credential(row) for row in rows], answer)
        row = next(row for row in rows if _credential(row).credential_id == answer.raw_id)
    except (*_BAD_ANSWER, StopIteration) as error:
        raise Refusal("wrong_key") from error
    counted = answer.response.authenticator_data.counter
    if counted and counted <= row.data.get("counter", 0):
        raise Refusal("wrong_key")
    row.data["counter"] = counted
    return row


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=host))


def _plain(options: Any) -> dict[str, Any]:
    return dict(options)


def _handle(account: Account) -> bytes:
    """What a passkey keeps of its holder: numbers alone."""
    return f"{current_authority()}:{account.pk}".encode()


def _account_of(answer: AuthenticationResponse) -> Account:
    handle = answer.response.user_handle
    if not handle:
        raise ValueError("no user handle")
    authority, _, number = bytes(handle).decode().partition(":")
    if int(authority) != current_authority():
        raise ValueError("another authority's")
    found = Account.objects.filter(pk=int(number), is_active=True).first()
    if found is None:
        raise ValueError("no such account")
    return found


def _rows(account: Account) -> list[Authenticator]:
    return list(
        Authenticator.objects.select_for_update(no_key=True).filter(
            user=account, type=Authenticator.Type.WEBAUTHN
        )
    )


def _credential(row: Authenticator) -> AttestedCredentialData:
    parsed = parse_registration_response(row.data["credential"])
    data: AttestedCredentialData = parsed.response.attestation_object.auth_data.credential_data
    return data
