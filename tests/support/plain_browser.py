"""A browser that runs no script: the controls of a page's form, filled in and sent as HTML says."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from parvis.offer.forms.fields.moments import as_day

_TAKEN_APART = {"div", "section", "fieldset", "label", "form", "p"}


@dataclass
class Control:
    """A box, a choice, a list or a button. `is_offered` unless it or what it stands in is hidden;
    of a list, `options` are those that can be chosen; of files, `takes_several` or one."""

    tag: str
    type: str
    name: str
    value: str = ""
    longest: int | None = None
    is_on: bool = False
    is_offered: bool = True
    takes_several: bool = False
    options: list[str] = field(default_factory=list)


class Form(HTMLParser):
    """The form of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.controls: list[Control] = []
        self.files: dict[str, list[Any]] = {}
        self._around: list[tuple[str, bool]] = []
        self._list: Control | None = None
        self._option: dict[str, str | None] | None = None
        self._text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _TAKEN_APART:
            self._around.append((tag, "hidden" in given))
        elif tag == "input":
            self._add(tag, given.get("type") or "text", given)
        elif tag in {"textarea", "select"}:
            self._list = self._add(tag, tag, given)
            self._text = []
        elif tag == "option":
            self._end_option()
            self._option, self._text = given, []
        elif tag == "button" and "name" in given:
            self._add(tag, "button", given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _TAKEN_APART:
            while self._around and self._around.pop()[0] != tag:
                pass
        elif tag == "textarea" and self._list is not None:
            # The first line break of a box of words is the markup's.
            self._list.value = "".join(self._text).removeprefix("\n")
        elif tag in {"option", "select"}:
            self._end_option()

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def _add(self, tag: str, type_: str, given: dict[str, str | None]) -> Control:
        longest = given.get("maxlength")
        control = Control(
            tag,
            type_,
            given.get("name") or "",
            given.get("value") or "",
            longest=int(longest) if longest else None,
            is_on="checked" in given,
            is_offered=not any(hidden for _tag, hidden in self._around),
            takes_several="multiple" in given,
        )
        self.controls.append(control)
        return control

    def _end_option(self) -> None:
        if self._option is None or self._list is None:
            return
        value = self._option.get("value")
        value = "".join(self._text).strip() if value is None else value
        if "hidden" not in self._option and "disabled" not in self._option:
            self._list.options.append(value)
        if "selected" in self._option:
            self._list.value = value
        self._option = None

    def named(self, name: str) -> list[Control]:
        """The controls of a name that a person can reach."""
        return [one for one in self.controls if one.name == name and one.is_offered]

    def write(self, name: str, text: str) -> bool:
        """Write into a box, or choose from a list; False where that can't be done."""
        for one in self.named(name):
            if one.type in {"radio", "checkbox", "hidden"}:
                continue
            if one.tag == "select":
                fits = text in one.options
            elif one.type in {"date", "time"}:
                fits = _is_moment(one.type, text)
            else:
                fits = len(text) <= (one.longest or len(text))
            if fits:
                one.value = text
            return fits
        return False

    def tick(self, name: str, *values: str) -> bool:
        """Tick the choices of these values and no other; False where one is not offered."""
        found = {one.value: one for one in self.named(name) if one.type in {"radio", "checkbox"}}
        if not set(values) <= set(found):
            return False
        for value, one in found.items():
            one.is_on = value in values
        return True

    def attach(self, name: str, files: list[Any]) -> list[Any]:
        """Choose files for a box, as many of them as it takes; those that are left."""
        box = next((one for one in self.named(name) if one.type == "file"), None)
        if box is None:
            return files
        many = len(files) if box.takes_several else 1
        self.files[name] = files[:many]
        return files[many:]

    def has_button(self, wish: str) -> bool:
        """Whether there is a button for this."""
        return any(one.value == wish for one in self.named("do") if one.type == "button")

    def sent(self, wish: str = "") -> str:
        """What the form sends besides files, by the button `wish` or by the first one."""
        pairs = [
            (one.name, one.value)
            for one in self.controls
            if one.type not in {"button", "file"}
            and (one.is_on or one.type not in {"radio", "checkbox"})
        ]
        return urlencode(pairs + ([("do", wish)] if wish else []))


def _is_moment(type_: str, text: str) -> bool:
    """Whether a box for a day or an hour takes a text."""
    if type_ == "date":
        return as_day(text) is not None
    hour, _colon, minute = text.partition(":")
    return len(text) == 5 and hour.isdigit() and int(hour) < 24 and minute.isdigit()
