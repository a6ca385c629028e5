"""The embedded server's share of the memory."""

from pathlib import Path

import pytest

from parvis.adapters.postgres import memory

GB = 1024 * memory.MB


@pytest.mark.parametrize(
    ("available", "shared"), [(GB // 2, "128MB"), (4 * GB, "512MB"), (24 * GB, "3072MB"),
                              (512 * GB, "4096MB")]
)  # fmt: skip
def test_an_eighth_within_bounds(available: int, shared: str) -> None:
    assert memory.settings(available)["shared_buffers"] == shared


@pytest.mark.parametrize(("told", "within"), [("max\n", False), (f"{GB}\n", True)])
def test_a_container_s_limit_counts(
    told: str, within: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text(told)
    monkeypatch.setattr(memory, "CONTAINER", limit)
    assert (memory.memory() <= GB) is within
