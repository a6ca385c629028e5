"""Writes of forms: a draft is written, saved, published."""

from typing import Any

from parvis.authorities.proposing import set_proposed
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import Definition, read_definition, write_definition
from parvis.offer.forms.history import keep
from parvis.offer.forms.models import Form, FormVersion


@operation
def add_form(*, code: str, use: str, definition: Definition, by: Actor) -> Form:
    """A new form, its first version a draft."""
    form = Form.objects.create(code=code, use=use)
    FormVersion.objects.create(form=form, definition=write_definition(definition))
    record("form.added", "form", form.pk, by=by, data={"use": use})
    return form


@operation
def save_draft(*, form: Form, definition: Definition, revision: int, by: Actor) -> FormVersion:
    """Keep what is being written; begins a draft where the last version is published (`revision`
    0). Raises Refusal("overtaken") when somebody else has saved meanwhile."""
    written = write_definition(definition)
    draft = _held_draft(form)
    if (draft.revision if draft else 0) != revision:
        raise Refusal("overtaken")
    if draft is None:
        draft = FormVersion.objects.create(form=form, number=_next_number(form), definition=written)
        before = form.current.definition if form.current else {}
    else:
        before = draft.definition
        draft.definition, draft.revision = written, draft.revision + 1
    keep(draft, before)
    draft.save(update_fields=["definition", "revision", "step"])
    data = {"version": draft.pk, "revision": draft.revision}
    record("form.saved", "form", form.pk, by=by, data=data)
    return draft


@operation
def publish_draft(*, form: Form, by: Actor, revision: int | None = None) -> FormVersion:
    """Make the draft what new answers begin under; those begun under another end under it.
    `revision`: the one that somebody read; None for a program that wrote it itself. Raises
    Refusal: no_draft, overtaken (it has moved on); and whatever `compile_form` says of a
    definition that can't be answered: the studio checks before (`checking.findings`)."""
    draft = _held_draft(form)
    if draft is None:
        raise Refusal("no_draft")
    if revision not in {None, draft.revision}:
        raise Refusal("overtaken")
    compile_form(read_definition(draft.definition))
    draft.published_at = now()
    draft.published_by_id = by.id if by.kind == "agent" else None
    draft.steps.all().delete()
    draft.save(update_fields=["published_at", "published_by"])
    form.current = draft
    form.save(update_fields=["current"])
    data: dict[str, Any] = {"version": draft.pk, "number": draft.number}
    record("form.published", "form", form.pk, by=by, data=data)
    return draft


@operation
def drop_draft(*, form: Form, revision: int, by: Actor) -> None:
    """Let go of what was being written; what is published stays. Raises Refusal: no_draft (there
    is none, or nothing but it), overtaken (it has moved on since `revision`)."""
    draft = _held_draft(form)
    if draft is None or form.current_id is None:
        raise Refusal("no_draft")
    if draft.revision != revision:
        raise Refusal("overtaken")
    draft.steps.all().delete()
    draft.delete()
    record("form.draft_dropped", "form", form.pk, by=by, data={"number": draft.number})


@operation
def offer_form(*, form: Form, is_offered: bool, by: Actor) -> None:
    """Put a form or a block away, or take it back; whatever uses it goes on."""
    set_proposed(form, is_offered, column="is_offered", kind="form", by=by)


def _held_draft(form: Form) -> FormVersion | None:
    """The draft, held: two who save at once follow each other."""
    Form.objects.select_for_update(no_key=True).get(pk=form.pk)
    return form.versions.filter(published_at__isnull=True).first()


def _next_number(form: Form) -> int:
    newest = form.versions.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1
