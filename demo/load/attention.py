"""Attention signals of the made-up town's closed department: an assessment that says it is for the
demonstration alone, its rules in force, and a few requests that give each kind of signal."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from demo.load.offer import Furnished
from demo.offer.model import Catalogue
from parvis.act.attention import operations as attention
from parvis.act.cases.operations.history import Past, live_through
from parvis.act.cases.rules import Change
from parvis.act.deadlines.queries import promised_end
from parvis.authorities.queries import calendar_day
from parvis.capture.reports.rules import Contact, NewReport
from parvis.flows.take_in_batch import take_in_batch
from parvis.foundation.calendars import add_months
from parvis.foundation.db.scope import entering
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as catalogue
from parvis.understand.attention.rules import RULES

DEPARTMENT, TEAM = "action-sociale", "accompagnement"
REFERENCE = "DÉMONSTRATION : aucune analyse réelle"
MONTHS = 12
# One address three times, of which nobody had any news; one without an answer though somebody has
# it in hand. The one whose promise ends soon is dated by that.
HELP, OLD_AGE = ("aide-sociale", "facture"), ("ages", "repas")
REPEATED = (
    (41, "Je n’arrive plus à payer l’électricité et j’ai peur de la coupure."),
    (19, "Je vous ai déjà écrit pour ma facture, je n’ai pas eu de nouvelles."),
    (1, "Troisième message pour la même facture. Pouvez-vous me rappeler ?"),
)
UNANSWERED = (7, "Ma voisine sort de l’hôpital, peut-on lui porter ses repas ?")
NEAR = "Je voudrais savoir à quelles aides j’ai droit pour mon loyer."
_LONGEST = 30


def watch(made: Furnished, offer: Catalogue, agents: dict[str, int], until: datetime) -> None:
    """Put the rules in force and take the requests in, where there is such a department."""
    department = made.departments.get(DEPARTMENT)
    if department is None:
        return
    by_role = {(card.team, card.role): agents[card.code] for card in offer.agents}
    officer, lead = by_role["pilotage", "dpo"], by_role[TEAM, "lead"]
    attention.record_assessment(
        department=department.pk, reference=REFERENCE,
        valid_until=add_months(calendar_day(until), MONTHS), by=Actor("agent", officer),
    )  # fmt: skip
    with entering(department.pk):
        attention.set_rules(
            department=department.pk, by=Actor("agent", lead),
            rules={code: rule.usual for code, rule in RULES.items()},
        )  # fmt: skip
        _take_in(made, by_role[TEAM, "handler"], until)


def _take_in(made: Furnished, handler: int, until: datetime) -> None:
    cases = take_in_batch(new=list(_asked(made, until)))
    *_others, unanswered = cases
    team = made.teams[TEAM].pk
    moment = unanswered.received_at + timedelta(hours=2)
    shared = Past(moment, agent=handler, team=team)
    named = Past(moment, frozenset({"handler"}), handler, change=Change("assigned"))
    live_through(histories=[(unanswered, [shared, named])], by=Actor("import"))


def _asked(made: Furnished, until: datetime) -> Iterator[NewReport]:
    for days, words in REPEATED:
        yield _said(made, HELP, until - timedelta(days=days), words, "denise.larmier")
    yield _said(made, HELP, _ends_soon(made, until), NEAR, "yvon.tessandier")
    days, words = UNANSWERED
    yield _said(made, OLD_AGE, until - timedelta(days=days), words, "odile.brossac")


def _ends_soon(made: Furnished, until: datetime) -> datetime:
    """The earliest moment of reception of which the promised end has not come yet."""
    promised = catalogue.version(made.services[HELP].current_id or 0).promised_days
    moments = (until - timedelta(days=days) for days in range(_LONGEST, -1, -1))
    return next(one for one in moments if promised_end(one, promised) > until)


def _said(made: Furnished, kind: tuple[str, str], at: datetime, words: str, who: str) -> NewReport:
    service = made.services[kind]
    return NewReport(
        service_type=service.pk,
        version=service.current_id or 0,
        channel="web",
        occurred_at=at,
        words=words,
        contact=Contact(channel="email", email=f"{who}@courriel.example"),
        is_made_up=True,
    )
