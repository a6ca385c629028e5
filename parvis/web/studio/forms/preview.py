"""How a page of a draft looks to a resident, at a telephone's width: every question of it, those
under a condition too."""

from typing import Any

from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.offer.forms import editing
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import Definition, Page, read_definition, write_definition
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.renaming import EXPRESSIONS
from parvis.web.answering import carried, drawing, steps
from parvis.web.answering.steps import Sitting
from parvis.web.studio.forms.draft import Draft


def drawn(draft: Draft, key: str) -> dict[str, Any] | None:
    """What `studio/forms/preview.html` shows: the page on which a part stands, the first one
    otherwise. None for a form without pages, or whose keys are not in order yet."""
    definition = draft.definition
    page = editing.page_of(definition, key) or next(iter(definition.pages), None)
    form = _without_conditions(definition)
    return None if page is None or form is None else _drawn(draft, form, page)


def all_drawn(draft: Draft) -> list[dict[str, Any]]:
    """The same of every page."""
    form = _without_conditions(draft.definition)
    return [_drawn(draft, form, page) for page in draft.definition.pages] if form else []


def _drawn(draft: Draft, form: CompiledForm, page: Page) -> dict[str, Any]:
    at = carried.begin(page.key, draft.definition.languages[0])
    shown = steps.begin(sitting(form, draft), earlier=at)
    keys = [one.key for one in draft.definition.pages]
    answering = drawing.context(shown)["answering"]
    return {"answering": answering, "number": keys.index(page.key) + 1, "count": len(keys)}


def sitting(form: CompiledForm, draft: Draft) -> Sitting:
    """The form as somebody answers it for a trial."""
    return Sitting(
        form=form,
        bound=f"trial {draft.form.pk} {draft.revision}",
        today=today(authorities.calendar().zone),
        is_watched=False,
        around=bounds.surroundings(),
    )


def _without_conditions(definition: Definition) -> CompiledForm | None:
    """The form with everything shown: a condition half written hides nothing from its author."""
    data = write_definition(definition)
    for page in data["pages"]:
        page.pop("skip", None)
        for part in (page, *page["items"]):
            _bare(part)
            for inner in part.get("items", ()):
                _bare(inner)
    for part in (item for page in data["pages"] for item in page["items"]):
        if part["kind"] == "repeat":
            # One row, so that its questions are seen.
            part["fewest"] = 1
    try:
        return compile_form(read_definition(data))
    except KeyError:
        return None


def _bare(part: dict[str, Any]) -> None:
    for name in (*EXPRESSIONS, "depends_on"):
        part.pop(name, None)


def for_trial(definition: Definition) -> Definition:
    """The form as one tries it: files are asked for, and never taken in."""
    changed = definition
    for one in definition.fields():
        if isinstance(one, StoredField) and (one.required or one.required_when):
            free = one.model_copy(update={"required": False, "required_when": ""})
            changed = editing.replaced(changed, one.key, free)
    return changed
