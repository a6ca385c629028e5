"""Limits that nobody can keep: a form that has them is published, and never finished."""

from collections.abc import Iterator

from parvis.offer.forms.definition import Definition, Repeat, Section
from parvis.offer.forms.fields.choosing import ChoiceField, ChoicesField, ChoosingField
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.keys import Part


def crossed(part: Part, definition: Definition) -> Iterator[Finding]:
    """The limits of a part that leave no answer at all. Those of a number are held by its shape."""
    if isinstance(part, (ChoicesField, Repeat)) and part.fewest > part.most:
        figures = {"fewest": part.fewest, "most": part.most}
        yield Finding("error", "fewest_above_most", part.key, "fewest", figures)
    if isinstance(part, (DateField, TimeField)) and part.latest and part.earliest > part.latest:
        yield Finding("error", "earliest_after_latest", part.key, "earliest")
    if isinstance(part, ChoicesField):
        yield from _too_many_wanted(part, definition)
    if isinstance(part, ChoosingField) and part.depends_on:
        yield from _without_choices(part, definition)


def _too_many_wanted(part: ChoicesField, definition: Definition) -> Iterator[Finding]:
    """More are wanted than can be chosen together."""
    resolved = definition.resolved(part)
    assert isinstance(resolved, ChoicesField)
    together = sum(1 for choice in resolved.choices if not choice.alone)
    if resolved.choices and part.fewest > max(together, 1):
        figures = {"fewest": part.fewest, "count": together}
        yield Finding("error", "fewest_above_offered", part.key, "fewest", figures)


def _without_choices(part: ChoosingField, definition: Definition) -> Iterator[Finding]:
    """What is answered above leaves nothing to choose here."""
    blocks = definition.blocks()
    above = next((one for one in definition.fields() if one.key == part.depends_on), None)
    if not isinstance(above, ChoosingField):
        return
    if blocks.get(above.key, "") not in {"", blocks.get(part.key, "")}:
        # Several rows answer it: none of them says what is offered elsewhere.
        yield Finding("error", "depends_on_row", part.key, "depends_on", {"key": above.key})
    resolved = definition.resolved(part)
    assert isinstance(resolved, ChoosingField)
    is_asked_alone = isinstance(above, (ChoiceField, ChoicesField))
    if not (part.required and is_asked_alone and _always_asked(part, definition)):
        return
    language = definition.languages[0]
    for choice in above.choices:
        if not resolved.offered(choice.key):
            figures = {"choice": choice.label.get(language, choice.key)}
            yield Finding("error", "nothing_under", part.key, "choices", figures)


def _always_asked(part: ChoosingField, definition: Definition) -> bool:
    """Whether nothing hides a question or passes over it: then every answer above comes to it."""
    if part.show or any(page.show or page.skip for page in definition.pages):
        return False
    items = (item for page in definition.pages for item in page.items)
    groups = [item for item in items if isinstance(item, (Section, Repeat)) and item.show]
    return not any(one.key == part.key for group in groups for one in group.items)
