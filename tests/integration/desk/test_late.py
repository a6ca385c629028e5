"""How late a request is, as one says it."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from parvis.foundation import clock
from parvis.web.desk import words
from tests.factories import small_town

pytestmark = pytest.mark.django_db(transaction=True)
# A Sunday, after six in the evening in Paris.
SUNDAY = datetime(2026, 11, 22, 17, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "En retard depuis 9\u00a0h\u00a030"),
        (datetime(2026, 11, 21, 16, 30, tzinfo=UTC), "En retard depuis hier"),
        (datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "En retard depuis le 20 novembre"),
    ],
)
def test_a_deadline_just_over(due, said):
    town = small_town()
    with town.open(), clock.at(SUNDAY), override("fr"):
        assert words.late_since(due) == said
