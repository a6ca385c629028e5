"""The rows of an XLSForm as the JSON of a definition, conditions apart.

Groups at the top are pages, those inside them sections; what lies deeper comes up to the section
around it, and what stands outside every group goes to a page of its own.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parvis.offer.forms.xlsform import kinds
from parvis.offer.forms.xlsform.languages import language_code, texts_of
from parvis.offer.forms.xlsform.notes import Note
from parvis.offer.forms.xlsform.questions import OURS, TEXT_COLUMNS
from parvis.offer.forms.xlsform.sheets import LINE, Row, Rows
from parvis.offer.forms.xlsform.writing import FORM_ID, INTRO, SHARED

_BEGIN = re.compile(r"begin[ _](group|repeat)")
_END = re.compile(r"end[ _](group|repeat)")
# Headings by other names that pyxform knows.
_ALIASES = {
    "relevance": "relevant",
    "calculate": "calculation",
    "constraint message": "constraint_message",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "caption": "label",
    "list name": "list_name",
    "read_only": "readonly",
}
_KNOWN = {
    "type", "name", "label", "hint", "guidance_hint", "constraint_message", "required", "relevant",
    "constraint", "calculation", "choice_filter", "repeat_count", "appearance", "parameters",
    "readonly",
}  # fmt: skip
_LOOKS = {"field-list", "multiline", "table-list", "rating", "minimal", "w1", ""}
_NO_KEY = re.compile(r"[^a-z0-9_]+")


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
        self.settings = _standard(settings[0])
        default = self.settings.get("default_language", "")
        self.language = language_code(default) or "fr"
        self.survey = [_standard(row) for row in self.sheets["survey"]]
        self.choices = [_standard(row) for row in self.sheets.get("choices", ())]

    def stored(self) -> dict[str, Any]:
        """The definition's JSON, without what Agreement settles."""
        lists, shared = self._lists()
        self.lists = {**lists, **shared}
        self.shared = shared
        self.pages: list[dict[str, Any]] = []
        self.intros: dict[str, dict[str, str]] = {}
        self._walk()
        for key, intro in self.intros.items():
            if key in self.parts:
                self.parts[key].stored["intro"] = intro
        title = self._texts(f"{OURS}title", self.settings)
        plain = self.settings.get("form_title")
        return _filled(
            languages=self._languages(),
            title=title or ({self.language: plain} if plain else {}),
            intro=self.intros.get(FORM_ID, {}),
            thanks=self._texts(f"{OURS}thanks", self.settings),
            lists={key_of(name): choices for name, choices in shared.items()},
            pages=self.pages,
        )

    def note(self, code: str, row: Mapping[str, str], column: str = "", piece: str = "") -> None:
        line = int(row.get(LINE, 0))
        self.notes.append(Note(code, "survey", line, column, {"piece": piece} if piece else {}))

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

    def _lists(self) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
        """Lists of choices by name: those of one question, and those that several share."""
        lists: dict[str, list[Any]] = {}
        shared = {row["list_name"] for row in self.choices if row.get(SHARED)}
        for row in self.choices:
            choice = {"key": row.get("name", ""), "label": self._texts("label", row)}
            choice |= _filled(
                under=row.get("under", ""),
                alone=bool(row.get(f"{OURS}alone")),
                points=int(row.get(f"{OURS}points") or 0),
            )
            lists.setdefault(row.get("list_name", ""), []).append(_filled(**choice))
        used = [kinds.list_of(row.get("type", "")) for row in self.survey]
        several = {name for name in lists if used.count(name) > 1 and not name.endswith("-choices")}
        several = {name for name in several if name != "yes-no"} | shared
        own = {name: choices for name, choices in lists.items() if name not in several}
        return own, {name: lists[name] for name in lists if name in several}

    def _texts(self, column: str, row: Row) -> dict[str, str]:
        return texts_of(column, row, self.language)

    def _walk(self) -> None:
        open_: list[Part | None] = []
        at = 0
        while at < len(self.survey):
            row, at = self.survey[at], at + 1
            type_ = row.get("type", "").strip()
            if _END.fullmatch(type_):
                open_.pop()
            elif row.get("name", "").endswith(INTRO) and type_ == "note":
                name = row["name"].removesuffix(INTRO)
                self.intros[self.named.get(name, name)] = self._texts("label", row)
            elif begun := _BEGIN.fullmatch(type_):
                if kind := row.get(f"{OURS}kind") in kinds.SEVERAL and row[f"{OURS}kind"]:
                    inside = self._inside(at)
                    at += len(inside) + 1
                    self._add(self._question(row, str(kind), inside), row, open_)
                else:
                    open_.append(self._begin(row, begun[1], open_))
            elif type_:
                self._plain(row, type_, open_)

    def _inside(self, at: int) -> list[Row]:
        """The rows of a question that is several there."""
        end = next(i for i in range(at, len(self.survey)) if "end" in self.survey[i]["type"][:3])
        return list(self.survey[at:end])

    def _plain(self, row: Row, type_: str, open_: list[Part | None]) -> None:
        kind = row.get(f"{OURS}kind") or kinds.kind_of(type_, row)
        if kind is None:
            self.note("not_taken", row, "type", type_)
            return
        self._add(self._question(row, kind, []), row, open_)

    def _question(self, row: Row, kind: str, inside: Sequence[Row]) -> dict[str, Any]:
        self._foreign(row)
        found = self._named(row) | {"kind": kind}
        texts = {ours: self._texts(theirs, row) for ours, theirs in TEXT_COLUMNS.items()}
        if f"{OURS}kind" not in row:
            found |= kinds.properties(kind, row, self)
        found |= _filled(**texts) | self._own(row)
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
                {"key": one["name"].partition("-")[2]} | _filled(label=self._texts("label", one))
                for one in inside
            ]
        return found

    def _foreign(self, row: Row) -> None:
        """What stands in columns that we have nothing for."""
        for heading, text in row.items():
            column = heading.partition("::")[0]
            if heading == LINE or column.startswith(OURS):
                continue
            if column not in _KNOWN or (column == "appearance" and text not in _LOOKS):
                self.note("not_taken", row, heading, text)

    def _own(self, row: Row) -> dict[str, Any]:
        """What columns of our own carry."""
        found: dict[str, Any] = {}
        for heading, text in row.items():
            name, _, named = heading.removeprefix(OURS).partition("::")
            if not heading.startswith(OURS) or name in {"kind", "key"}:
                continue
            if named:
                code = language_code(named)
                if code:
                    found.setdefault(name, {})[code] = text
            else:
                found[name] = json.loads(text) if _is_json(name, text) else text
        return found

    def _named(self, row: Row) -> dict[str, Any]:
        """Under a key of ours; a name that is none is made one."""
        name = row.get("name", "")
        key = row.get(f"{OURS}key") or key_of(name)
        while key in self.parts:
            key = f"{key[:37]}_2" if not key.endswith("_2") else f"{key[:-2]}_3"
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
            return None
        stored = self._named(row) | _filled(title=self._texts("label", row)) | self._own(row)
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


def key_of(name: str) -> str:
    """A key as near to a name as can be."""
    plain = _NO_KEY.sub("_", name.lower()).strip("_") if not _is_key(name) else name
    return (plain if plain[:1].isalpha() and plain[:1].isascii() else f"q_{plain}")[:40]


def _is_key(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) is not None


def _is_json(name: str, text: str) -> bool:
    texts = {"show", "required_when", "constraint", "compute", "choices_from", "depends_on"}
    return (
        name not in texts
        and (text[:1] in "[{-" or text[:1].isdigit() or text in _FLAGS)
        and (re.fullmatch(r"[0-9]{2,4}[-:].*", text) is None)
    )


_FLAGS = {"true", "false"}


def plain_flag(text: str) -> bool:
    """Whether a cell says yes or no in a word."""
    return text.lower() in {"yes", "no", "true", "false"}


def _standard(row: Row) -> Row:
    """A row under the headings that we know; the language of a heading stays as it is."""
    found: Row = {}
    for heading, text in row.items():
        column, colons, language = heading.partition("::")
        if not colons and ":" in column and not column.startswith("jr:"):
            column, colons, language = column.partition(":")
        if heading != LINE:
            column = column.strip().lower()
            column = _ALIASES.get(column, column)
        found[f"{column}{'::' if colons else ''}{language}"] = text
    return found


def _filled(**parts: Any) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value}
