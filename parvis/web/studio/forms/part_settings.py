"""What the middle of the builder's page sets of one part, and the definition with it as it was
sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parvis.offer.forms import editing
from parvis.offer.forms.definition import Definition, Page, Skip
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.web.studio.forms.choices_form import Listing, listings
from parvis.web.studio.forms.condition_form import Condition, Question, all_questions, questions
from parvis.web.studio.forms.draft import Draft
from parvis.web.studio.forms.part_form import PartForm

LIST = "list."
WHOLE = "form"


@dataclass
class Settings:
    """What the middle of the page sets: a form of fields, conditions (when a part is shown, when an
    answer is needed), lists of answers. `asked` are the questions that it may speak of."""

    key: str
    part: Any
    form: PartForm | None
    show: Condition | None
    needed: Condition | None
    asked: list[Question]
    lists: list[Listing]
    skips: list[tuple[int, str, Condition]]
    above: list[tuple[str, str]]


def settings_of(draft: Draft, key: str, sent: Mapping[str, str] | None = None) -> Settings | None:
    """The settings of a part; of the form itself, of a shared list."""
    definition = draft.definition
    if key.startswith(LIST):
        name = key.removeprefix(LIST)
        if name not in definition.lists:
            return None
        rows = Listing("choices", definition.lists[name], definition.languages)
        return Settings(key, None, None, None, None, [], [rows], [], [])
    if key == WHOLE:
        return Settings(
            key, definition, PartForm(definition, definition, sent), None, None, [], [], [], []
        )  # fmt: skip
    part = editing.part_of(definition, key)
    if part is None:
        return None
    asked = questions(definition, part)
    has_own = not getattr(part, "choices_from", "")
    return Settings(
        key, part, PartForm(part, definition, sent),
        Condition("show", part.show, asked, sent) if asked or part.show else None,
        _needed(part, asked, sent), asked,
        listings(part, definition.languages) if has_own else [],
        _skips(part, definition, sent), _above(part, definition),
    )  # fmt: skip


def _needed(part: Any, asked: list[Question], sent: Mapping[str, str] | None) -> Condition | None:
    """When an answer is needed; None for what is not answered, or follows from nothing."""
    if not isinstance(part, FieldBase) or not part.is_typed:
        return None
    if not asked and not part.required_when:
        return None
    return Condition("needed", part.required_when, asked, sent)


def _skips(
    part: Any, definition: Definition, sent: Mapping[str, str] | None
) -> list[tuple[int, str, Condition]]:
    """The ways on from a page, and an empty one."""
    if not isinstance(part, Page) or len(definition.pages) < 2:
        return []
    asked = all_questions(definition)
    rows = [*part.skip, Skip(to="")]
    return [
        (at, skip.to, Condition(f"skip{at}", skip.when, asked, sent))
        for at, skip in enumerate(rows)
    ]


def _above(part: Any, definition: Definition) -> list[tuple[str, str]]:
    """The answers under which those of a dependent question stand."""
    above = editing.part_of(definition, getattr(part, "depends_on", "") or "")
    if not isinstance(above, ChoosingField):
        return []
    whole = definition.resolved(above)
    language = definition.languages[0]
    return [(one.key, one.label.get(language, one.key)) for one in whole.choices]  # type: ignore[attr-defined]


def changed(
    draft: Draft, chosen: Settings, sent: Mapping[str, str]
) -> tuple[Definition | None, str]:
    """The definition with these settings, and the key of the part then; None where they can't be,
    which the form says."""
    definition, key = draft.definition, chosen.key
    if chosen.form is None:
        rows = chosen.lists[0].read(sent)
        lists = {**definition.lists, key.removeprefix(LIST): rows}
        return definition.model_copy(update={"lists": lists}), key
    more: dict[str, Any] = {one.name: _dumped(one.read(sent)) for one in chosen.lists}
    if chosen.show is not None:
        more["show"] = chosen.show.text
    if chosen.needed is not None:
        more["required_when"] = chosen.needed.text
    if isinstance(chosen.part, Page):
        more["skip"] = [
            {"when": when.text, "to": to}
            for at, _to, when in chosen.skips
            if (to := sent.get(f"skip{at}-to", ""))
        ]
    part = chosen.form.read(**more)
    if part is None:
        return None, key
    if key == WHOLE:
        return part, key
    with_it = editing.replaced(definition, key, part)
    words = _words(part, definition.languages[0])
    if key in draft.fixed or words == _words(chosen.part, definition.languages[0]):
        return with_it, key
    return editing.rekeyed(with_it, key, words)


def _words(part: Any, language: str) -> str:
    texts: dict[str, str] = part.label if isinstance(part, FieldBase) else part.title
    return texts.get(language, "")


def _dumped(rows: Any) -> list[dict[str, Any]]:
    return [row.model_dump(mode="json") for row in rows]
