"""Pages keep the house's rules: known icons, no inline style or script."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "parvis" / "web").glob("**/templates/**/*.html"))
ICONS = set((ROOT / "frontend" / "icons.txt").read_text().split())
ICON_TAG = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']""")
CHIP_TAG = re.compile(r"""{%\s*chip\s+\S+\s+(?:"[^"]*"|\S+)\s+["']([\w-]+)["']""")
INLINE = re.compile(r"<[^>]*\s(style|on[a-z]+)\s*=|<style|<script(?![^>]*\bsrc=)|javascript:", re.I)
# A file that a person takes away, and opens from their own disk: no style sheet goes with it.
TAKEN_AWAY = ROOT / "parvis" / "web" / "trust" / "templates" / "trust" / "copy.html"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_icons_are_in_the_sheet(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = set(ICON_TAG.findall(text)) | set(CHIP_TAG.findall(text))
    assert used <= ICONS, f"add to frontend/icons.txt: {sorted(used - ICONS)}"


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path != TAKEN_AWAY], ids=name)
def test_nothing_is_inline(path: Path) -> None:
    found = INLINE.search(path.read_text(encoding="utf-8"))
    assert found is None, f"the content policy refuses: {found and found[0]}"
