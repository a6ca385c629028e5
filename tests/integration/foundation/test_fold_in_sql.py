"""The SQL twin of folding, compared character by character."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.foundation.text import fold, fold_sql

pytestmark = pytest.mark.django_db
# Everything PostgreSQL can store: no zero byte, no half of a surrogate pair.
STORABLE = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
BLOCK = 4096


def folded_by_sql(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {fold_sql('word')} FROM unnest(%s::text[]) WITH ORDINALITY AS one (word, at)"
            " ORDER BY at",
            [texts],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("start", range(0, 0x20000, BLOCK))
def test_every_character_folds_alike(start: int) -> None:
    codes = range(max(start, 1), start + BLOCK)
    texts = [f"a{chr(code)}Z" for code in codes if not 0xD800 <= code < 0xE000]
    assert folded_by_sql(texts) == [fold(text) for text in texts]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STORABLE, max_size=50))
def test_any_text_folds_alike(texts: list[str]) -> None:
    assert folded_by_sql(texts) == [fold(text) for text in texts]


def test_it_may_stand_in_an_index_and_a_generated_column() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE folding (word text,"
            f" plain text GENERATED ALWAYS AS ({fold_sql('word')}) STORED)"
        )
        cursor.execute(f"CREATE INDEX ON folding (({fold_sql('word')}))")
        cursor.execute("INSERT INTO folding (word) VALUES ('Cœur d’Été')")
        cursor.execute("SELECT plain FROM folding")
        assert cursor.fetchone() == ("coeur d'ete",)
