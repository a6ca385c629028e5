"""Second factors: an app that makes codes, passkeys, recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn

from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people import passkeys, totp
from parvis.people.models import Account, Session
from parvis.people.queries import factors, works_here

Type = Authenticator.Type
APP, CODE, PASSKEY = "totp", "recovery", "passkey"
# Recovery codes beside the app or the key: without one of these they make no factor.
_OWN_FACTORS = (Type.TOTP, Type.WEBAUTHN)


@operation
def activate_totp(*, account: Account, secret: str, code: str, by: Actor) -> None:
    """Add an authenticator app whose first code is right. Raises Refusal: "wrong_code",
    "already_there"."""
    if factors(account).app is not None:
        raise Refusal("already_there")
    counter = totp.matching_counter(secret, code, now(), after=None)
    if counter is None:
        raise Refusal("wrong_code")
    row = TOTP.activate(account, secret).instance
    _remember_counter(row, counter)
    record("factor.added", "account", account.pk, by=by, data={"factor": APP})


@operation
def add_passkey(
    *,
    account: Account,
    name: str,
    credential: dict[str, Any],
    ceremony: passkeys.Ceremony,
    by: Actor,
) -> None:
    """Add a passkey that answered this ceremony. Raises Refusal("wrong_key")."""
    passkeys.check_registration(ceremony, credential)
    WebAuthn.add(account, name[:60], credential)
    record("factor.added", "account", account.pk, by=by, data={"factor": PASSKEY})


@operation
def new_recovery_codes(*, account: Account, by: Actor) -> list[str]:
    """Ten fresh recovery codes, to be shown once; earlier ones end. Raises Refusal("no_factor")."""
    if not factors(account).enrolled:
        raise Refusal("no_factor")
    Authenticator.objects.filter(user=account, type=Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    record("factor.codes_made", "account", account.pk, by=by, data={"count": len(codes)})
    return codes


@operation
def pass_code(*, account: Account, typed: str, by: Actor) -> str:
    """Which factor this code passes: "totp" or "recovery". Each code passes once, in every
    process. Raises Refusal("wrong_code")."""
    code = "".join(typed.split()).replace("-", "")
    rows = list(
        Authenticator.objects.select_for_update(no_key=True)
        .filter(user=account)
        .exclude(type=Type.WEBAUTHN)
    )
    factor = next((kind for row in rows if (kind := _passes(row, code))), "")
    if not factor:
        raise Refusal("wrong_code")
    record("factor.passed", "account", account.pk, by=by, data={"factor": factor})
    return factor


@operation
def pass_passkey(
    *, credential: dict[str, Any], ceremony: passkeys.Ceremony, account: Account | None, by: Actor
) -> Account:
    """Whose passkey answered this ceremony; `account` when it is known already.

    Raises Refusal("wrong_key").
    """
    row = passkeys.check_assertion(ceremony, credential, account)
    row.last_used_at = now()
    row.save(update_fields=["last_used_at", "data"])
    record("factor.passed", "account", row.user_id, by=by, data={"factor": PASSKEY})
    holder: Account = row.user
    return holder


@operation
def remove_factor(*, account: Account, factor: int, by: Actor) -> None:
    """Take a factor away. Recovery codes go with the last one. Raises Refusal: "unknown",
    "last_factor" for someone who works here."""
    mine = Authenticator.objects.filter(user=account)
    row = mine.filter(pk=factor, type__in=_OWN_FACTORS).first()
    if row is None:
        raise Refusal("unknown")
    others = mine.filter(type__in=_OWN_FACTORS).exclude(pk=factor).exists()
    if not others and works_here(account):
        raise Refusal("last_factor")
    kind = APP if row.type == Type.TOTP else PASSKEY
    row.delete()
    if not others:
        mine.delete()
    record("factor.removed", "account", account.pk, by=by, data={"factor": kind})


@operation
def reset_factors(*, account: Account, by: Actor) -> None:
    """Take every factor away, for someone who lost theirs: they enrol again at the next log-in,
    which needs their password or an invitation. Their sessions end."""
    Authenticator.objects.filter(user=account).delete()
    Session.objects.filter(account_id=account.pk).delete()
    record("factor.reset", "account", account.pk, by=by)


def _passes(row: Authenticator, code: str) -> str:
    if row.type == Type.RECOVERY_CODES:
        return CODE if RecoveryCodes(row).validate_code(code) else ""
    secret = decrypt(row.data["secret"])
    counter = totp.matching_counter(secret, code, now(), after=row.data.get("last_counter"))
    if counter is None:
        return ""
    _remember_counter(row, counter)
    return APP


def _remember_counter(row: Authenticator, counter: int) -> None:
    """The same code, or an earlier one, never passes again."""
    row.data["last_counter"] = counter
    row.last_used_at = now()
    row.save(update_fields=["data", "last_used_at"])
