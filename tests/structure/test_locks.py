"""Who holds a row never holds up whoever refers to it: two who hold one each, and refer to the
other's, would wait for each other until PostgreSQL ends one."""

import re
from pathlib import Path

HOLDS_ALL = re.compile(r"select_for_update\((?!.*no_key=True)|\bFOR UPDATE\b")


def test_rows_are_held_without_their_key():
    found = [
        f"{path}: {line.strip()}"
        for path in Path("parvis").rglob("*.py")
        if "migrations" not in path.parts
        for line in path.read_text().splitlines()
        if HOLDS_ALL.search(line)
    ]
    assert found == []
