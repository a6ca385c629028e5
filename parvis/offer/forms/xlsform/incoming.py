"""The rows of an XLSForm as the JSON of a definition, conditions apart.

Groups at the top are pages, those inside them sections; what lies deeper comes up to the section
around it, and what stands outside every group goes to a page of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from parvis.offer.forms.xlsform import kinds
from parvis.offer.forms.xlsform.cells import filled, key_of, own_values, plain_flag, standard
from parvis.offer.forms.xlsform.languages import language_code, texts_of
from parvis.offer.forms.xlsform.lists import columns_not_taken, lists_of
from parvis.offer.forms.xlsform.notes import Note
from parvis.offer.forms.xlsform.questions import OURS, TEXT_COLUMNS
from parvis.offer.forms.xlsform.sheets import LINE, Row, Rows
from parvis.offer.forms.xlsform.writing import FORM_ID, INTRO

_BEGIN = re.compile(r"begin[ _](group|repeat)")
_END = re.compile(r"end[ _](group|repeat)")
_KNOWN = {
    "type", "name", "label", "hint", "guidance_hint", "constraint_message", "required", "relevant",
    "constraint", "calculation", "choice_filter", "repeat_count", "appearance", "parameters",
    "readonly",
}  # fmt: skip
_LOOKS = {"field-list", "multiline", "table-list", "rating", "minimal", "w1", ""}
_SETTINGS = {"form_title", "form_id", "version", "default_language", LINE}


@dataclass
class Part:
    """A part of the definition as it is made: its JSON, the row that it came from, its block."""

    stored: dict[str, Any]
    row: Row
    block: str = ""
    parent: "Part | None" = None


@dataclass
class Incoming:
    """Reads the three sheets; `parts` by key, `named` our keys by names of theirs that differ."""

    sheets: Rows
    notes: list[Note] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        settings = self.sheets.get("settings") or [{}]
        self.settings = standard(settings[0])
        default = self.settings.get("default_language", "")
        self.language = language_code(default) or "fr"
        self.survey = [standard(row) for row in self.sheets["survey"]]
        self.choices = [standard(row) for row in self.sheets.get("choices", ())]

    def stored(self) -> dict[str, Any]:
        """The definition's JSON, without what Agreement settles."""
        self.lists, self.shared = lists_of(self.choices, self.survey, self.language, self.note)
        for column in columns_not_taken(self.choices, self.survey):
            self.note("not_taken", {}, column, sheet="choices")
        for column in self.settings:
            if column not in _SETTINGS and not column.startswith(OURS):
                self.note("not_taken", self.settings, column, sheet="settings")
        self.pages: list[dict[str, Any]] = []
        self.intros: dict[str, dict[str, str]] = {}
        self._walk()
        for key, intro in self.intros.items():
            if key in self.parts:
                self.parts[key].stored["intro"] = intro
        title = self._texts(f"{OURS}title", self.settings)
        plain = self.settings.get("form_title")
        return filled(
            languages=self._languages(),
            title=title or ({self.language: plain} if plain else {}),
            intro=self.intros.get(FORM_ID, {}),
            thanks=self._texts(f"{OURS}thanks", self.settings),
            lists={key_of(name): self.lists[name] for name in self.lists if name in self.shared},
            pages=self.pages,
        )

    def note(
        self,
        code: str,
        row: Mapping[str, str],
        column: str = "",
        piece: str = "",
        sheet: str = "survey",
    ) -> None:
        """A note on what stands in a row, or with no row on a whole sheet."""
        line = int(row.get(LINE, 0))
        self.notes.append(Note(code, sheet, line, column, {"piece": piece} if piece else {}))

    def _languages(self) -> list[str]:
        if own := self.settings.get(f"{OURS}languages"):
            return own.split()
        found = dict.fromkeys([self.language])
        for row in [*self.survey, *self.choices]:
            for heading in row:
                column, _, named = heading.partition("::")
                if named and column in {*_KNOWN, "label"}:
                    code = language_code(named)
                    if code:
                        found[code] = None
                    elif not any(note.column == heading for note in self.notes):
                        self.note("unknown_language", {}, heading)
        return list(found)[:12]

    def _texts(self, column: str, row: Row) -> dict[str, str]:
        return texts_of(column, row, self.language)

    def _walk(self) -> None:
        open_: list[Part | None] = []
        at = 0
        while at < len(self.survey):
            row, at = self.survey[at], at + 1
            type_ = row.get("type", "").strip()
            if _END.fullmatch(type_):
                # Only a group that a question of ours has swallowed has no beginning.
                open_ = open_[:-1]
            elif row.get("name", "").endswith(INTRO) and type_ == "note":
                name = row["name"].removesuffix(INTRO)
                self.intros[self.named.get(name, name)] = self._texts("label", row)
            elif begun := _BEGIN.fullmatch(type_):
                kind = row.get(f"{OURS}kind", "")
                if kind in kinds.SEVERAL:
                    inside = self._inside(at)
                    at += len(inside) + 1
                    self._add(self._question(row, kind, inside), row, open_)
                else:
                    open_.append(self._begin(row, begun[1], open_))
            elif type_:
                self._plain(row, type_, open_)

    def _inside(self, at: int) -> list[Row]:
        """The rows of a question that is several there."""
        end = at
        while end < len(self.survey) and not _END.fullmatch(self.survey[end].get("type", "")):
            end += 1
        return list(self.survey[at:end])

    def _plain(self, row: Row, type_: str, open_: list[Part | None]) -> None:
        kind = row.get(f"{OURS}kind") or kinds.kind_of(type_, row)
        if kind is None:
            self.note("not_taken", row, "type", type_)
            return
        self._add(self._question(row, kind, []), row, open_)

    def _question(self, row: Row, kind: str, inside: Sequence[Row]) -> dict[str, Any]:
        self._foreign(row, kind)
        found = self._named(row) | {"kind": kind}
        texts = {ours: self._texts(theirs, row) for ours, theirs in TEXT_COLUMNS.items()}
        if f"{OURS}kind" not in row:
            found |= kinds.properties(kind, row, self)
        found |= filled(**texts) | own_values(row)
        required = row.get("required", "")
        if plain_flag(required) or (required == "true()" and "required_when" not in found):
            found["required"] = required.lower() not in {"no", "false"}
        listed = kinds.list_of(row.get("type", "")) or next(
            (kinds.list_of(one.get("type", "")) for one in inside), ""
        )
        if listed in self.shared:
            found.setdefault("choices_from", key_of(listed))
        elif listed and kind != "yes_no":
            found["choices"] = self.lists.get(listed, [])
        if kind == "matrix":
            found["rows"] = [
                {"key": one.get("name", "").partition("-")[2]}
                | filled(label=self._texts("label", one))
                | own_values(one)
                for one in inside
            ]
        return found

    def _foreign(self, row: Row, kind: str) -> None:
        """What stands in columns that we have nothing for."""
        for heading, text in row.items():
            column = heading.partition("::")[0]
            if heading == LINE or column.startswith(OURS):
                continue
            # A calculation beside a question is a first answer that one may change.
            is_default = column == "calculation" and kind != "computed"
            is_look = column == "appearance" and text not in _LOOKS
            if column not in _KNOWN or is_default or is_look:
                self.note("not_taken", row, heading, text)

    def _named(self, row: Row) -> dict[str, Any]:
        """Under a key of ours; a name that is none is made one."""
        name = row.get("name", "")
        key = row.get(f"{OURS}key") or key_of(name)
        if key in self.parts:
            numbered = (f"{key[:35]}_{number}" for number in count(2))
            key = next(one for one in numbered if one not in self.parts)
        if key != name:
            self.named[name] = key
            if f"{OURS}key" not in row:
                self.note("renamed", row, "name", name)
        return {"key": key}

    def _begin(self, row: Row, what: str, open_: list[Part | None]) -> Part | None:
        """A page, a section or a block begun; None for a group that comes up to what is around."""
        around = [one for one in open_ if one is not None]
        if (len(around) > 1 or (around and around[-1].stored.get("kind"))) or (
            what == "repeat" and any(one.block for one in around)
        ):
            self.note("nested", row, "type", row["type"])
            if row.get("relevant"):
                self.note("not_said", row, "relevant", row["relevant"])
            return None
        stored = self._named(row) | filled(title=self._texts("label", row)) | own_values(row)
        if around or what == "repeat":
            stored["kind"] = "repeat" if what == "repeat" else "section"
            if f"{OURS}kind" not in row and what == "repeat":
                stored |= kinds.rows_of(row, self)
        stored["items"] = []
        block = stored["key"] if what == "repeat" else ""
        return self._add(stored, row, open_, block)

    def _add(
        self, stored: dict[str, Any], row: Row, open_: list[Part | None], block: str = ""
    ) -> Part:
        around = next((one for one in reversed(open_) if one is not None), None)
        is_page = around is None and "items" in stored and "kind" not in stored
        if around is None and not is_page:
            around = self._loose_page()
        part = Part(stored, row, block or (around.block if around else ""), around)
        if is_page:
            self.pages.append(stored)
        elif around is not None:
            around.stored["items"].append(stored)
        self.parts[stored["key"]] = part
        return part

    def _loose_page(self) -> Part:
        """The page for what stands outside every group: the last one, if it is such a page."""
        last = self.parts.get(self.pages[-1]["key"]) if self.pages else None
        if last is not None and not last.row:
            return last
        number = sum(1 for page in self.pages) + 1
        key = next(k for n in range(number, 1_000) if (k := f"page_{n}") not in self.parts)
        part = Part({"key": key, "items": []}, {})
        self.pages.append(part.stored)
        self.parts[key] = part
        return part
