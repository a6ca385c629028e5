"""Languages are told on this machine alone, whatever is given."""

import socket
from pathlib import Path

import pytest

from parvis.adapters.languages import CommonWords, FastText, LanguageDetector

ODD = ("😀" * 500, "a\x00b", "\n\n", "x" * 1_000_000, "<b>&amp;</b>", "\ud800")


@pytest.fixture(scope="module", params=[FastText, CommonWords])
def detector(request: pytest.FixtureRequest) -> LanguageDetector:
    made: LanguageDetector = request.param()
    return made


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le lampadaire est cassé dans la rue et nous ne voyons rien", "fr"),
        ("The street light is broken and we can see nothing with you", "en"),
        ("La farola está rota y los niños no ven nada por la calle", "es"),
    ],
)
def test_the_likeliest_language_comes_first(detector, text, code):
    ranked = detector.ranked(text)
    assert ranked[0][0] == code
    assert [one[1] for one in ranked] == sorted((one[1] for one in ranked), reverse=True)
    assert all(0 <= probability <= 1 for _code, probability in ranked)


def test_no_word_has_no_language(detector):
    assert [list(detector.ranked(text)) for text in ("", " \n ", "12 34", "!?")] == [[]] * 4


def test_whatever_is_given_is_answered(detector):
    for text in ODD:
        assert all(0 <= probability <= 1 for _code, probability in detector.ranked(text))


def test_nothing_is_fetched_and_nothing_written(monkeypatch, tmp_path):
    def refuse(*_arguments, **_named):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("HOME", "TMPDIR", "FTLANG_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert FastText().ranked("Où est la mairie, s'il vous plaît ?")[0][0] == "fr"
    assert list(Path(tmp_path).iterdir()) == []
