"""What a report answered to questions that say themselves how long it is kept: taken out when that
time is over. The rest of the report stays for the time that its service type says."""

from datetime import date, datetime

from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.capture.reports import redaction
from parvis.capture.reports.models import Report
from parvis.foundation.calendars import add_months
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.catalogue.models import ServiceVersion

BATCH = 200


def retain_details(authority: int, *, by: Actor, now: datetime) -> int:
    """Apply the time of each question, in months from the day the case was closed, as for the whole
    report; returns how many reports lost something."""
    with acting_for(authority):
        closed = authorities.compartmented()
        asking = ServiceVersion.objects.filter(form__isnull=False).values_list("pk", flat=True)
        forms = {version: catalogue.asked(version) for version in asking}
    gone = 0
    for version, form in forms.items():
        for months, keys in (form.own_times if form else {}).items():
            before = add_months(now.date(), -months)
            gone += _thin(authority, closed, version, keys, before, by=by)
    return gone


def _thin(
    authority: int, closed: frozenset[int], version: int, keys: set[str], before: date, *, by: Actor
) -> int:
    """Take these questions' answers out of the reports whose case was closed before a day. In short
    transactions: a long one would hold the journal's readers back."""
    after = thinned = 0
    while True:
        with acting_for(authority, compartments=closed):
            cases = Case.objects.filter(closed_at__date__lt=before).values("report")
            rows = list(
                Report.objects.select_for_update(no_key=True)
                .filter(pk__in=cases, version=version, pk__gt=after, redacted_at__isnull=True)
                .order_by("pk")[:BATCH]
            )
            for report in rows:
                thinned += redaction.thin(report=report, keys=keys, by=by)
        if len(rows) < BATCH:
            return thinned
        after = rows[-1].pk
