"""Writes of the catalogue."""

from typing import Any, cast

from django.db.models import Q

from parvis.authorities.models import Department
from parvis.authorities.proposing import set_proposed
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.remember import forget
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries
from parvis.offer.catalogue.models import (
    DeclineReason,
    ReplyTemplate,
    ServiceGroup,
    ServiceType,
    ServiceVersion,
)
from parvis.offer.forms import operations as forms
from parvis.offer.forms import queries as form_queries
from parvis.offer.forms.definition import Definition, Page, write_definition
from parvis.offer.forms.models import Form, FormVersion

# What a service type asks is asked on one page, beside words and pictures.
EMPTY = Definition(languages=("fr", "en"), pages=(Page(key="details"),))


@operation
def add_group(
    *, code: str, name: dict[str, str], icon: str, position: int, by: Actor
) -> ServiceGroup:
    """A new door of the portal."""
    group = ServiceGroup.objects.create(code=code, name=name, icon=icon, position=position)
    record("service_group.added", "service_group", group.pk, by=by)
    forget()
    return group


@operation
def add_service(
    *,
    group: ServiceGroup,
    code: str,
    by: Actor,
    parent: ServiceType | None = None,
    position: int = 0,
    is_for_agents: bool = False,
    asks: Definition | None = None,
    **content: Any,
) -> ServiceType:
    """A new service type and its first version, published; `asks` and `content` as in
    `publish_version`."""
    service = ServiceType.objects.create(
        group=group, code=code, parent=parent, position=position, is_for_agents=is_for_agents
    )
    record("service_type.added", "service_type", service.pk, by=by)
    publish_version(service=service, asks=asks, by=by, **content)
    return service


@operation
def publish_version(
    *,
    service: ServiceType,
    by: Actor,
    asks: Definition | None = None,
    form: FormVersion | None = None,
    **content: Any,
) -> ServiceVersion:
    """Publish what a service type says and asks from now on; reports in hand keep theirs. It asks
    what `asks` says, or a `form` that is published already. `content` as in `ServiceVersion`."""
    latest = service.versions.order_by("-number").values_list("number", flat=True).first()
    version = ServiceVersion.objects.create(
        service_type=service,
        number=(latest or 0) + 1,
        published_at=now(),
        form=form or _form_version(service, asks, content["name"], by),
        **content,
    )
    service.current = version
    service.save(update_fields=["current"])
    record(
        "service_type.published",
        "service_type",
        service.pk,
        by=by,
        data={"version": version.pk, "number": version.number},
    )
    forget()
    return version


# What each version has of its own.
_OWN = frozenset({"id", "authority", "service_type", "number", "published_at"})


@operation
def republish(*, service: ServiceType, by: Actor, **changed: Any) -> ServiceVersion:
    """Publish what a service type says already, but for what is `changed`."""
    names = [one.name for one in ServiceVersion._meta.fields if one.name not in _OWN]
    kept = {name: getattr(service.current, name) for name in names}
    return publish_version(service=service, by=by, **(kept | changed))


def _form_version(
    service: ServiceType, asks: Definition | None, name: dict[str, str], by: Actor
) -> FormVersion | None:
    """The version of the service type's own form that asks this, called like the service type if
    it bears no title; the one at hand where nothing of it has changed."""
    if asks is None or not any(asks.fields()):
        return None
    asks = _titled(asks, queries.names_under(service.parent_id, name))
    before = service.current.form if service.current else None
    if before is not None and before.definition == write_definition(asks):
        return before
    if service.form is None:
        open_questions(service=service, by=by, asks=asks)
    else:
        draft = form_queries.draft_of(service.form)
        revision = draft.revision if draft else 0
        forms.save_draft(form=service.form, definition=asks, revision=revision, by=by)
    return forms.publish_draft(form=cast(Form, service.form), by=by)


@operation
def open_questions(*, service: ServiceType, by: Actor, asks: Definition | None = None) -> Form:
    """The form of what a service type asks, begun as a draft where it has none."""
    if service.form is not None:
        return service.form
    asks = asks or EMPTY
    if service.current is not None:
        asks = _titled(asks, queries.titles(service.current))
    # The number first: long codes of two types may begin alike.
    code = f"service-{service.pk}-{service.code}"[:60]
    service.form = forms.add_form(code=code, use="service", definition=asks, by=by)
    service.save(update_fields=["form"])
    forget()
    record("service_type.questions", "service_type", service.pk, by=by)
    return service.form


def _titled(asks: Definition, title: dict[str, str]) -> Definition:
    return asks if asks.title else asks.model_copy(update={"title": title})


@operation
def add_decline_reason(
    *, code: str, name: dict[str, str], words: dict[str, str], position: int, by: Actor
) -> DeclineReason:
    """A new reason for declining."""
    reason = DeclineReason.objects.create(code=code, name=name, words=words, position=position)
    record("decline_reason.added", "decline_reason", reason.pk, by=by)
    forget()
    return reason


@operation
def change_group(*, group: ServiceGroup, by: Actor, **fields: Any) -> ServiceGroup:
    """Change a door's `name`, `icon` or `position`."""
    _change(group, ("name", "icon", "position"), fields, "service_group", by)
    return group


@operation
def change_decline_reason(*, reason: DeclineReason, by: Actor, **fields: Any) -> DeclineReason:
    """Change a reason's `name`, `words` or `position`; steps keep its code."""
    _change(reason, ("name", "words", "position"), fields, "decline_reason", by)
    return reason


@operation
def add_reply_template(
    *, name: str, words: str, position: int, by: Actor, department: Department | None = None
) -> ReplyTemplate:
    """New words for agents to start from; of one department, or of all."""
    template = ReplyTemplate.objects.create(
        name=name, words=words, position=position, department=department
    )
    record("reply_template.added", "reply_template", template.pk, by=by)
    forget()
    return template


@operation
def change_reply_template(*, template: ReplyTemplate, by: Actor, **fields: Any) -> ReplyTemplate:
    """Change ready words: their `name`, `words`, `position` or `department`."""
    _change(template, ("name", "words", "position", "department"), fields, "reply_template", by)
    return template


@operation
def offer_decline_reason(*, reason: DeclineReason, is_offered: bool, by: Actor) -> None:
    """Offer a reason again, or no longer; the cases that carry it keep it."""
    _offer(reason, "decline_reason", is_offered, by)


@operation
def offer_reply_template(*, template: ReplyTemplate, is_offered: bool, by: Actor) -> None:
    """Offer ready words again, or no longer; answers written with them stay as they are."""
    _offer(template, "reply_template", is_offered, by)


def _offer(row: Any, kind: str, is_offered: bool, by: Actor) -> None:
    set_proposed(row, is_offered, column="is_offered", kind=kind, by=by)


def _change(
    row: Any, allowed: tuple[str, ...], fields: dict[str, Any], kind: str, by: Actor
) -> None:
    changed = [name for name in allowed if name in fields and getattr(row, name) != fields[name]]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
        record(f"{kind}.changed", kind, row.pk, by=by, data={"fields": changed})
        forget()


@operation
def move_service(*, service: ServiceType, group: ServiceGroup, by: Actor) -> None:
    """Put a service type behind another door; its sub-types go with it."""
    if service.group_id == group.pk:
        return
    ServiceType.objects.filter(Q(pk=service.pk) | Q(parent=service)).update(group=group)
    service.group = group
    data = {"group": group.pk}
    record("service_type.moved", "service_type", service.pk, by=by, data=data)
    forget()


@operation
def set_service_open(*, service: ServiceType, is_open: bool, by: Actor) -> None:
    """Open a service type, or close it to everybody; reports in hand go on."""
    service.is_open = is_open
    service.save(update_fields=["is_open"])
    action = "service_type.opened" if is_open else "service_type.closed"
    record(action, "service_type", service.pk, by=by)
    forget()


@operation
def set_service_for_agents(*, service: ServiceType, is_for_agents: bool, by: Actor) -> None:
    """Keep a service type to agents, or offer it to residents too; reports in hand go on."""
    if service.is_for_agents == is_for_agents:
        return
    service.is_for_agents = is_for_agents
    service.save(update_fields=["is_for_agents"])
    action = "service_type.kept_to_agents" if is_for_agents else "service_type.offered_to_all"
    record(action, "service_type", service.pk, by=by)
    forget()
