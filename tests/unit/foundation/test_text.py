"""Folding and matching of words. The SQL twin is compared in the integration tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.foundation import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Été À L'ÉCOLE", "ete a l'ecole"),
        ("Cœur de bœuf, Œuvre, ÆTHER", "coeur de boeuf, oeuvre, aether"),
        ("l’arbre ʼ ‘", "l'arbre ' '"),
        ("Saint‑Étienne – Châteaucreux", "saint-etienne - chateaucreux"),
        ("10\u00a0h\u202f30", "10 h 30"),
        ("e\u0301te\u0301", "ete"),
        ("Ångström Łódź Đà Nẵng", "angstrom lodz da nang"),
        ("STRAßE ẞ", "strasse ss"),
        ("co\u00adopérer\u200b", "cooperer"),
        ("Żółć Ÿ ÿ Ǆ", "zolc y y Ǆ"),
        ("ΑΒΓ Привет مرحبا", "ΑΒΓ Привет مرحبا"),
        ("“guillemets” «à»", '"guillemets" "a"'),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(written: str) -> None:
    once = text.fold(written)
    assert text.fold(once) == once


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèêëàâîïôûùüçœæ '-"))
def test_case_never_matters(written: str) -> None:
    assert text.fold(written.upper()) == text.fold(written)


def test_the_sql_twin_is_one_immutable_expression_in_ascii() -> None:
    sql = text.fold_sql("name")
    assert "(name)" in sql
    assert 'COLLATE "C"' in sql
    assert sql.count("translate(") == 1
    assert "%" not in sql
    assert "\n" not in sql


def test_words() -> None:
    assert text.words("L'École du Tilleul-Bleu, n° 12 bis") == [
        "l", "ecole", "du", "tilleul", "bleu", "n", "12", "bis",
    ]  # fmt: skip
    assert text.words(" .,; ") == []


def test_prefixes() -> None:
    assert text.prefixes("Éloïse Lô") == {"el", "elo", "eloi", "elois", "eloise", "lo"}
    assert text.prefixes("O") == {"o"}
    assert max(map(len, text.prefixes("anticonstitutionnellement"))) == 12
    assert text.prefixes("Martin", shortest=3, longest=4) == {"mar", "mart"}


def test_trigrams_as_postgresql_has_them() -> None:
    # select show_trgm('Chat')
    assert text.trigrams("Chat") == {"  c", " ch", "cha", "hat", "at "}


def test_trigram_similarity() -> None:
    assert text.trigram_similarity("lampadaire", "Lampadaire") == 1
    assert text.trigram_similarity("lampadaire", "") == 0
    assert text.trigram_similarity("lampadaire", "lampadère") > text.trigram_similarity(
        "lampadaire", "trottoir"
    )


@given(st.text(), st.text())
def test_similarities_are_symmetrical_and_bounded(one: str, other: str) -> None:
    assert text.trigram_similarity(one, other) == text.trigram_similarity(other, one)
    assert 0 <= text.trigram_similarity(one, other) <= 1
    assert 0 <= text.similarity(one, other) <= 1


def test_best_matches_forgive_typing_errors() -> None:
    choices = [text.fold(one) for one in ("Lampadaire éteint", "Trottoir abîmé", "Tag, graffiti")]
    assert [match.index for match in text.best_matches("lampadère", choices)] == [0]
    assert text.best_matches("trotoir", choices)[0].index == 1
    assert text.best_matches("zzzz", choices) == []
    assert len(text.best_matches("t", choices, limit=1, at_least=0)) == 1
