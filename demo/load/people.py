"""Made-up agents. Some have a log-in: its password and second factor are drawn on each
installation, and kept in a file that its owner alone may read."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from demo.load.offer import Furnished
from demo.offer.model import AgentCard, Catalogue
from parvis.foundation.clock import now
from parvis.foundation.codes import code_words
from parvis.journal.rules import Actor
from parvis.people import operations as people
from parvis.people import queries, totp
from parvis.people.models import Agent

# One log-in for each of these, in the order in which they are shown.
WITH_LOGIN = ("handler", "lead", "counter", "field", "director", "elected", "dpo", "admin")
# And one inside a closed department.
INSIDE = ("accompagnement", "lead")


@dataclass(frozen=True, slots=True)
class Login:
    """A demonstration log-in, as printed by `parvis demo login`."""

    host: str
    role: str
    name: str
    email: str
    password: str
    secret: str


def appoint(
    offer: Catalogue, made: Furnished, *, host: str, by: Actor
) -> tuple[dict[str, int], list[Login]]:
    """Appoint every made-up agent; returns their ids by the catalogue's code, and the log-ins."""
    ids: dict[str, int] = {}
    logins: list[Login] = []
    open_roles = list(WITH_LOGIN)
    for card in offer.agents:
        is_next = card.role in open_roles and _suits(card, made)
        wanted = is_next or (card.team, card.role) == INSIDE
        password = _password() if wanted else None
        account = people.create_account(
            email=card.email, by=by, full_name=f"{card.first_name} {card.last_name}",
            password=password,
        )  # fmt: skip
        team = made.teams.get(card.team)
        closed = team is not None and team.department.is_compartmented
        agent = people.appoint_agent(
            account=account,
            display_name=f"{card.first_name} {card.last_name}",
            roles=[card.role],
            by=by,
            department=team.department if team else None,
            teams=[team.pk] if team else [],
            compartments=[team.department_id] if team and closed else [],
        )
        ids[card.code] = agent.pk
        if wanted and password:
            if is_next:
                open_roles.remove(card.role)
            secret = totp.new_secret()
            people.activate_totp(
                account=account,
                secret=secret,
                code=totp.code_at(secret, int(now().timestamp()) // totp.PERIOD_SECONDS - 1),
                by=by,
            )
            logins.append(Login(host, card.role, agent.display_name, card.email, password, secret))
    return ids, logins


def read_back(offer: Catalogue) -> dict[str, int]:
    """Ids of the agents that an earlier run appointed, by the catalogue's code."""
    found: dict[str, int] = {}
    for card in offer.agents:
        account = queries.account_by_email(card.email)
        if account is not None:
            found[card.code] = Agent.objects.get(account=account).pk
    return found


def _suits(card: AgentCard, made: Furnished) -> bool:
    """Log-ins of the open departments: what they show is what most agents see."""
    team = made.teams.get(card.team)
    return team is None or not team.department.is_compartmented


def _password() -> str:
    drawn = [secrets.choice(code_words()).lower() for _ in range(4)]
    return "-".join([*drawn, str(secrets.randbelow(90) + 10)])


def keep(path: Path, logins: list[Login]) -> None:
    """Write the log-ins where `parvis demo login` finds them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        # The mode above is for a new file alone: one that was there may be open to others.
        os.fchmod(file.fileno(), 0o600)
        json.dump([asdict(login) for login in logins], file, ensure_ascii=False, indent=1)


def kept(path: Path) -> list[Login]:
    """The log-ins of this installation; none when no demonstration was loaded."""
    if not path.is_file():
        return []
    return [Login(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
