"""Reports as residents send them."""

from typing import Any

from parvis.capture.reports.rules import Contact, NewReport, Place
from parvis.flows.submit_report import Receipt, submit_report
from parvis.foundation.clock import now
from parvis.journal.rules import RESIDENT
from tests.factories.towns import INSIDE_FIRST, Town


def report(town: Town, service: str = "hole", **fields: Any) -> Receipt:
    """A report of one of the town's services; inside `town.open()`. `email=` gives a contact,
    `place=None` leaves the place out."""
    return submit_report(new=said(town, service, **fields), by=RESIDENT)


def said(town: Town, service: str = "hole", **fields: Any) -> NewReport:
    """The same, not sent yet."""
    kind = town.services[service]
    email = fields.pop("email", "")
    fields.setdefault(
        "place", Place(lon=INSIDE_FIRST[0], lat=INSIDE_FIRST[1], address="1 rue Haute")
    )
    fields["place"] = fields["place"] or Place()
    fields.setdefault("contact", Contact(channel="email", email=email) if email else Contact())
    fields.setdefault("words", "Un trou profond devant l'école.")
    fields.setdefault("occurred_at", now())
    fields.setdefault("channel", "web")
    return NewReport(service_type=kind.pk, version=kind.current_id, **fields)
