"""What keeps a definition from being published, and what its author had better look at.

Pure: a finding is a code and where; the sentences stand with the pages.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from parvis.offer.forms.compiled import END, Circular, CompiledForm, compile_form, tree
from parvis.offer.forms.definition import MOST_ITEMS, Definition, Page, Repeat, Section
from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.tree import RESERVED, ExpressionError
from parvis.offer.forms.expressions.types import Kind, Names, Type
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField, RankingField
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.fields.moments import DateField
from parvis.offer.forms.fields.numeric import AmountField, NumberField, ScaleField
from parvis.offer.forms.fields.places import PlaceField
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.offer.forms.finding import Finding, Level
from parvis.offer.forms.keys import Part, parts
from parvis.offer.forms.later import asked_later
from parvis.offer.forms.limits import crossed
from parvis.offer.forms.never import never_shown
from parvis.offer.forms.translations import untranslated

# What is put in order, or answered line by line, is all drawn at once.
MOST_AT_ONCE = 50


def findings(definition: Definition, *, is_anonymous: bool = False) -> list[Finding]:
    """Everything found, in the order of the form; `is_anonymous` for a survey that is. What its use
    asks besides: `uses.misfits`."""
    found = [*_whole(definition), *untranslated(definition, definition), *_keys(definition)]
    names = names_of(definition)
    for part in parts(definition):
        found += _texts(part, definition)
        found += untranslated(part, definition)
        found += crossed(part, definition)
        found += _expressions(part, definition, names)
        if isinstance(part, ChoosingField):
            found += _choices(part, definition)
        if isinstance(part, ScaleField):
            found += _measured(part)
        if isinstance(part, Page):
            found += _skips(part, definition)
        if isinstance(part, (Section, Repeat)) and not part.items:
            found.append(Finding("warning", "empty_group", part.key))
        if is_anonymous and isinstance(part, FieldBase):
            found += naming(part)
        elif isinstance(part, FieldBase) and _kind(part) in PERSONAL and part.privacy == "public":
            found.append(Finding("error", "tells_who_openly", part.key, "privacy"))
        elif isinstance(part, FieldBase) and part.prefill and part.privacy == "sensitive":
            # On a shared computer it would tell the next person.
            found.append(Finding("error", "prefill_sensitive", part.key, "prefill"))
        elif isinstance(part, FieldBase) and part.prefill == "link" and part.privacy != "public":
            # An address stays in histories and logs.
            found.append(Finding("error", "link_personal", part.key, "prefill"))
    if not any(one.level == "error" for one in found):
        found += _compiled(definition)
    return found


def may_be_published(found: list[Finding]) -> bool:
    """Whether nothing found is an error."""
    return not any(one.level == "error" for one in found)


def names_of(definition: Definition) -> Names:
    """The questions as expressions know them, of a form that may have faults elsewhere."""
    fields: dict[str, Type] = {}
    blocks: dict[str, dict[str, Type]] = {}
    for page in definition.pages:
        for item in page.items:
            here = blocks.setdefault(item.key, {}) if isinstance(item, Repeat) else fields
            inner = item.items if isinstance(item, (Section, Repeat)) else (item,)
            for one in inner:
                if one.asks:
                    here[one.key] = definition.resolved(one).value_type()
    return Names(fields, blocks)


def _whole(definition: Definition) -> Iterator[Finding]:
    if not definition.title.get(definition.languages[0], "").strip():
        yield Finding("error", "no_title", about="title")
    count = sum(1 for part in parts(definition) if not isinstance(part, Page))
    if not any(isinstance(part, FieldBase) and part.is_typed for part in parts(definition)):
        yield Finding("error", "nothing_asked")
    if count > MOST_ITEMS:
        yield Finding("error", "too_many_items", figures={"count": count, "most": MOST_ITEMS})


def _keys(definition: Definition) -> Iterator[Finding]:
    counted = Counter(part.key for part in parts(definition))
    for key, count in counted.items():
        if count > 1:
            yield Finding("error", "same_key", key, figures={"key": key})
        if key in RESERVED or key == END:
            yield Finding("error", "reserved_key", key, figures={"key": key})


def _texts(part: Part, definition: Definition) -> Iterator[Finding]:
    first = "label" if isinstance(part, FieldBase) else "title"
    said = getattr(part, first).get(definition.languages[0], "").strip()
    is_hidden = isinstance(part, ComputedField) and part.hidden
    if isinstance(part, FieldBase) and not said and not is_hidden:
        level: Level = "error" if part.asks else "warning"
        yield Finding(level, "no_label", part.key, first)
    if isinstance(part, Repeat) and not part.title:
        yield Finding("error", "no_label", part.key, first)


def _expressions(part: Part, definition: Definition, names: Names) -> Iterator[Finding]:
    here = names
    if isinstance(part, FieldBase):
        block = next((key for key, inside in names.blocks.items() if part.key in inside), None)
        here = names.within(block) if block else names
    wanted: dict[str, Kind] = {"show": Kind.FLAG}
    if isinstance(part, FieldBase):
        wanted |= {"required_when": Kind.FLAG, "constraint": Kind.FLAG}
    for name, kind in wanted.items():
        yield from _expression(getattr(part, name), kind, here, part.key, name)
    if isinstance(part, ComputedField):
        if not part.compute.strip():
            yield Finding("error", "nothing_computed", part.key, "compute")
        yield from _expression(part.compute, part.value_type().kind, here, part.key, "compute")
    if isinstance(part, Page):
        for at, skip in enumerate(part.skip):
            yield from _expression(skip.when, Kind.FLAG, names, part.key, f"skip.{at}")


def _expression(text: str, wanted: Kind, names: Names, where: str, about: str) -> Iterator[Finding]:
    try:
        read = tree(text)
        found = type_of(read, names) if read is not None else None
    except ExpressionError as error:
        figures = {"at": error.at, "names": list(error.names)}
        yield Finding("error", f"expression_{error.code}", where, about, figures)
        return
    if found is not None and found.kind not in {wanted, Kind.EMPTY}:
        code = "not_a_condition" if wanted is Kind.FLAG else "not_this_result"
        yield Finding("error", code, where, about, {"kind": str(found.kind)})


def _choices(part: ChoosingField, definition: Definition) -> Iterator[Finding]:
    first = definition.languages[0]
    if part.choices_from and part.choices_from not in definition.lists:
        yield Finding("error", "no_such_list", part.key, "choices_from", {"key": part.choices_from})
    resolved = definition.resolved(part)
    choices = resolved.choices if isinstance(resolved, ChoosingField) else ()
    said = [choice.label.get(first, "").strip() for choice in choices]
    if sum(1 for text in said if text) < 2:
        yield Finding("error", "too_few_choices", part.key, "choices")
    elif not all(said):
        yield Finding("error", "choice_without_words", part.key, "choices")
    # The same words twice are only one choice to who reads, unless another answer parts them.
    placed = Counter(
        (text.casefold(), choice.under) for text, choice in zip(said, choices, strict=True)
    )
    for (text, _above), count in placed.items():
        if count > 1 and text:
            yield Finding("error", "same_choice", part.key, "choices", {"choice": text})
    keys = Counter(choice.key for choice in choices)
    if any(count > 1 for count in keys.values()):
        yield Finding("error", "same_choice_key", part.key, "choices")
    if isinstance(part, (MatrixField, RankingField)) and len(choices) > MOST_AT_ONCE:
        most = {"count": len(choices), "most": MOST_AT_ONCE}
        yield Finding("error", "too_many_choices", part.key, "choices", most)
    if isinstance(part, MatrixField):
        yield from _rows(part, first)
    if part.depends_on:
        yield from _under(part, choices, definition)


def _rows(part: MatrixField, language: str) -> Iterator[Finding]:
    if not part.rows:
        yield Finding("error", "no_rows", part.key, "rows")
    elif not all(row.label.get(language, "").strip() for row in part.rows):
        yield Finding("error", "choice_without_words", part.key, "rows")


def _under(part: ChoosingField, choices: Any, definition: Definition) -> Iterator[Finding]:
    above = next((one for one in definition.fields() if one.key == part.depends_on), None)
    if not isinstance(above, ChoosingField) or above.key == part.key:
        figures = {"key": part.depends_on}
        yield Finding("error", "depends_on_nothing", part.key, "depends_on", figures)
        return
    strange = [choice for choice in choices if choice.under not in above.keys]
    for choice in strange:
        figures = {"choice": choice.label.get(definition.languages[0], choice.key)}
        yield Finding("error", "under_nothing", part.key, "choices", figures)


def _measured(part: ScaleField) -> Iterator[Finding]:
    """Promoters and detractors are told apart by marks from 0 to 10 alone."""
    if part.measures == "recommendation" and (part.least, part.most) != (0, 10):
        yield Finding("error", "not_from_0_to_10", part.key, "measures")


def _skips(page: Page, definition: Definition) -> Iterator[Finding]:
    order = [one.key for one in definition.pages]
    at = order.index(page.key)
    for number, skip in enumerate(page.skip):
        about = f"skip.{number}"
        if skip.to == END:
            continue
        if skip.to not in order:
            yield Finding("error", "skip_to_nothing", page.key, about, {"key": skip.to})
        elif order.index(skip.to) <= at:
            yield Finding("error", "skip_backward", page.key, about)


# Kinds whose answer says who somebody is, or where they are reached: never public.
PERSONAL = frozenset({"person", "address", "email", "phone", "iban"})
# In an anonymous survey, an establishment or an association would say it too.
_NAMING = PERSONAL | {"rna", "siret"}


# Words of a question about somebody's age or year of birth.
_AGE = re.compile(r"\b(?:âge|age|how old|née?|naissance|born|birth)\b", re.IGNORECASE)


def _kind(part: FieldBase) -> str:
    return str(getattr(part, "kind", ""))


def naming(part: FieldBase) -> Iterator[Finding]:
    """What a question of an anonymous survey would tell of who answers."""
    if _kind(part) in _NAMING:
        yield Finding("error", "names_somebody", part.key)
    elif isinstance(part, StoredField):
        yield Finding("error", "file_in_anonymous", part.key)
    elif part.privacy != "public":
        yield Finding("error", "personal_in_anonymous", part.key, "privacy")
    elif isinstance(part, PlaceField):
        yield Finding("warning", "place_in_anonymous", part.key)
    elif part.prefill:
        yield Finding("error", "prefill_in_anonymous", part.key, "prefill")
    elif isinstance(part, (AmountField, DateField)) or _asks_age(part):
        yield Finding("warning", "exact_in_anonymous", part.key)


def _asks_age(part: FieldBase) -> bool:
    return isinstance(part, NumberField) and any(map(_AGE.search, part.label.values()))


def _compiled(definition: Definition) -> list[Finding]:
    """What only the whole form shows: parts that wait for each other, parts never shown."""
    try:
        form = compile_form(definition)
    except Circular as circle:
        return [Finding("error", "circle", circle.keys[0], "show", {"keys": circle.keys})]
    found = []
    for node in never_shown(form):
        is_page = isinstance(node.part, Page)
        code = "never_reached" if is_page else "never_shown"
        found.append(Finding("warning", code, node.key, "" if is_page else "show"))
    for one in asked_later(form):
        # A rule that waits for a later page lets nobody come to it.
        level: Level = "error" if one.about == "constraint" else "warning"
        found.append(Finding(level, "asks_later", one.key, one.about, {"key": one.asks}))
    return found


def compiled(definition: Definition) -> CompiledForm | None:
    """The form ready to be answered, of a draft that may not be."""
    try:
        return compile_form(definition)
    except (ExpressionError, KeyError, Circular):
        return None
