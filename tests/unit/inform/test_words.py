"""What followers are told in words, and no log line opens a secret link."""

import logging
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from parvis.foundation.logs import NoSecretLinks, without_secrets
from parvis.inform.tracking import words


def test_secret_links_never_reach_a_log():
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        __file__,
        1,
        "%s: %s",
        ("Not Found", "/suivi/7/AAEXXE8CY4RjtMLyhAw9ZXQL/photo/3/"),
        None,
    )
    assert NoSecretLinks().filter(record)
    assert record.getMessage() == "Not Found: /suivi/7/***/photo/3/"


def test_ordinary_addresses_stay_whole():
    assert without_secrets("/suivi/7/ /agents/demandes/12/?page=2") == (
        "/suivi/7/ /agents/demandes/12/?page=2"
    )


@pytest.mark.parametrize("weekday", range(7))
def test_a_day_within_a_sentence_begins_with_a_small_letter(weekday):
    """A catalogue of ours that names the days alone must not rename them for everybody."""
    with override("fr"):
        said = words.day(date(2026, 11, 16 + weekday), ZoneInfo("Europe/Paris"))
    assert said[0].islower(), said


@pytest.mark.parametrize(
    "declared", [{}, {"effect": "acceptance"}, {"months": 2, "effect": "shrug"}]
)
def test_silence_means_nothing_unless_somebody_declared_it(declared, monkeypatch):
    monkeypatch.setattr(words.offer, "version", lambda _number: SimpleNamespace(silence=declared))
    assert words.silence(1, datetime(2026, 11, 3, tzinfo=UTC), ZoneInfo("Europe/Paris")) == ""


def test_silence_is_said_with_its_day_and_its_effect(monkeypatch):
    text = "code des relations entre le public et l'administration, article L231-4"
    declared = SimpleNamespace(silence={"months": 2, "effect": "rejection", "text": text})
    monkeypatch.setattr(words.offer, "version", lambda _number: declared)
    with override("fr"):
        said = words.silence(1, datetime(2026, 11, 3, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    assert "3 janvier 2027" in said
    assert "refusée" in said
    assert "deux mois" in said
    assert "tribunal administratif" in said
    assert text in said


def test_an_acceptance_by_silence_can_be_proved(monkeypatch):
    declared = SimpleNamespace(silence={"months": 2, "effect": "acceptance", "text": ""})
    monkeypatch.setattr(words.offer, "version", lambda _number: declared)
    with override("fr"):
        said = words.silence(1, datetime(2026, 11, 3, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    assert "acceptée" in said
    assert said.endswith("attestation qui le constate.")
