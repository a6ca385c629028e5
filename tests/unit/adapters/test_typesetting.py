"""Typst gets our templates alone: no file of the machine, no network, no endless run."""

import socket
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings

from parvis.adapters import typesetting, typesetting_child
from parvis.adapters.typesetting import TypesettingError, TypesettingTooLong
from tests.unit.papers.reading_pdf import opened, words


def made(source: str, **more: Any) -> bytes:
    given: dict[str, Any] = {
        "data": {}, "title": "Essai", "language": "fr", "made": date(2026, 11, 23), **more
    }  # fmt: skip
    return typesetting.pdf(source, **given)


def test_data_are_letters_whatever_they_say() -> None:
    text = '#read("/etc/passwd") $x$ `y` \\ " ] {'
    assert words(made('#json("data.json").text', data={"text": text})) == text.replace(" ", "")


@pytest.mark.parametrize(
    "source",
    ['#read("/etc/passwd")', '#read("../../../../etc/passwd")', '#read("typesetting.py")',
     '#image("/proc/self/environ")'],
)  # fmt: skip
def test_a_template_reads_no_file_of_the_machine(source: str) -> None:
    with pytest.raises(TypesettingError, match=r"not found|escape"):
        made(source)


def test_a_template_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, address)
        with pytest.raises(TypesettingError, match="refused"):
            made('#import "@preview/cetz:0.2.2"')
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_run_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "WALL_SECONDS", 0.3)
    with pytest.raises(TypesettingTooLong):
        made("#for a in range(90000) { for b in range(90000) { let c = a * b } }")


def test_too_much_is_refused_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "LARGEST_INPUT", 1_000)
    with pytest.raises(TypesettingTooLong):
        made("a", data={"text": "a" * 1_000})
    with pytest.raises(TypesettingTooLong):
        made("a", files={"logo": b"a" * 1_001})


def test_what_is_wrong_in_a_template_is_said() -> None:
    with pytest.raises(TypesettingError, match="unknown variable"):
        made("#nothing")


def test_missing_fonts_are_said(settings: LazySettings, tmp_path: Any) -> None:
    settings.PARVIS_FONTS = str(tmp_path)
    with pytest.raises(TypesettingError, match="parvis build"):
        made("a")


def test_the_day_is_the_one_given() -> None:
    assert made("a") == made("a")
    metadata = opened(made("a", made=date(2020, 2, 3))).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == date(2020, 2, 3)


def test_both_sides_mean_the_same_by_a_refusal():
    assert typesetting.REFUSED == typesetting_child.REFUSED
