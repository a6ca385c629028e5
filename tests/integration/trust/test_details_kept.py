"""A report's answers go after the time that their question says; the rest stays for its own."""

from datetime import timedelta

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Report
from parvis.flows.retention import retain_in
from parvis.foundation.clock import now
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.forms.parting import joined
from tests.factories import report, small_town
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = [
    {"kind": "number", "key": "income", "label": {"fr": "Vos revenus"}, "privacy": "sensitive",
     "retention_months": 1},
    {"kind": "computed", "key": "share", "label": {"fr": "Votre part"}, "compute": "income / 2"},
    {"kind": "file", "key": "bill", "label": {"fr": "Une facture"}, "retention_months": 1},
    {"kind": "number", "key": "width", "label": {"fr": "Largeur"}},
]  # fmt: skip


def retained(town, days):
    return retain_in(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=days))["details"]


def test_they_go_after_the_closing_with_their_files_and_what_was_worked_out(folders):
    town = small_town()
    with town.open():
        republish(town, "hole", asks=asking(ASKED))
        store = files_of(town.authority.pk)
        name = store.put(b"%PDF", prefix="answers/abc", suffix=".pdf")
        bill = {"file": name, "name": "f.pdf", "media_type": "application/pdf", "size": 4}
        answers = {"income": 900, "share": 450, "bill": [bill], "width": 3}
        sent = report(town, answers=answers, words="Un trou.")
    assert retained(town, days=40) == 0, "the case is open"
    with town.open():
        cases.change_state(
            case=sent.case.pk, change=Change("resolved"), by=Actor("agent"),
            roles=frozenset({"handler"}),
        )  # fmt: skip
    assert retained(town, days=20) == 0
    assert retained(town, days=40) == 1
    with town.open():
        left = Report.objects.get()
        assert joined(left.answers, left.personal) == {"width": 3}
        assert left.words == "Un trou."
        assert left.redacted_at is None
        assert not store.exists(name)
        entry = Entry.objects.get(action="report.thinned")
    assert entry.data == {"keys": ["bill", "income"], "files": 1, "lock": None}
    assert retained(town, days=40) == 0, "once is enough"
