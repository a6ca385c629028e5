"""A town whose closed department looks at attention signals, and people in and out of it."""

from datetime import datetime, timedelta

from parvis.act.attention import operations as attention
from parvis.act.attention.models import Assessment
from parvis.act.cases.models import Case
from parvis.authorities.queries import calendar_day
from parvis.flows import attention_signals
from parvis.flows.attention_signals import Look
from parvis.foundation.clock import at, now
from parvis.journal.rules import Actor
from parvis.people.models import Agent
from parvis.understand.attention.rules import RULES
from tests.factories import Town, agent, report, small_town

EMAIL = "camille@essai.example"
USUAL = {code: rule.usual for code, rule in RULES.items()}


def inside(town: Town, *roles: str, name: str = "Inès Dedans") -> Agent:
    """Somebody of the closed department; a case handler by default. Inside `town.open()`."""
    return agent(town, *roles, name=name, teams=(town.helpers.pk,), compartments=(town.social.pk,))


def assessed(town: Town, *, days: int = 365, reference: str = "AIPD 2026-4") -> Assessment:
    """The data protection officer recorded an assessment."""
    with town.open():
        officer = agent(town, "dpo", name="Sabine Essai")
        return attention.record_assessment(
            department=town.social.pk, reference=reference, by=Actor("agent", officer.pk),
            valid_until=calendar_day(now()) + timedelta(days=days),
        )  # fmt: skip


def watched_town(**rules: dict[str, int]) -> Town:
    """A town where these rules are in force (all, as is usual, by default)."""
    town = small_town()
    assessed(town)
    with town.open(compartments=(town.social.pk,)):
        lead = inside(town, "lead", name="Louis Mène")
        attention_signals.set_rules(department=town.social.pk, rules=rules or USUAL, agent=lead)
    return town


def asked(town: Town, *, days_ago: float, email: str = EMAIL, service: str = "help") -> Case:
    """A request of so many days ago."""
    moment = now() - timedelta(days=days_ago)
    with at(moment), town.open(compartments=(town.social.pk,)):
        return report(town, service, email=email, place=None, words="Je ne peux plus payer.").case


def seen(town: Town, *, moment: datetime | None = None) -> Look:
    """What somebody inside sees."""
    with town.open(compartments=(town.social.pk,)):
        return attention_signals.look(department=town.social, at=moment or now())


def rules_seen(look: Look) -> list[tuple[int, str]]:
    """Case and rule of each line that waits."""
    return [(one.case.pk, shown.line.rule) for one in look.waiting for shown in one.lines]
