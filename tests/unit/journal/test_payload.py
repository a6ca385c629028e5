"""The journal carries ids, codes and times: words are refused, whatever their shape."""

from datetime import UTC, date, datetime

import pytest

from parvis.journal.rules import FreeTextInJournal, payload


def test_ids_codes_and_times_pass():
    moment = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    given = {"id": 4, "code": "in_progress", "at": moment, "day": date(2026, 11, 21), "no": None,
             "yes": True, "list": [1, "two"]}  # fmt: skip
    assert payload(given) == {
        "id": 4, "code": "in_progress", "at": "2026-11-21T08:30:00+00:00", "day": "2026-11-21",
        "no": None, "yes": True, "list": [1, "two"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["Bonjour madame", "claire@essai.example", "été", "a" * 65, {"nested": 1}, 1.5, b"x", ["a b"]],
)
def test_words_are_refused(words):
    with pytest.raises(FreeTextInJournal):
        payload({"said": words})
