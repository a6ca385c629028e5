"""Writes of the catalogue."""

from typing import Any

from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.foundation.db.remember import forget
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.catalogue.models import (
    DeclineReason,
    ReplyTemplate,
    ServiceGroup,
    ServiceType,
    ServiceVersion,
)


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
    **content: Any,
) -> ServiceType:
    """A new service type and its first version, published; `content` as in `ServiceVersion`."""
    service = ServiceType.objects.create(group=group, code=code, parent=parent, position=position)
    record("service_type.added", "service_type", service.pk, by=by)
    publish_version(service=service, by=by, **content)
    return service


@operation
def publish_version(*, service: ServiceType, by: Actor, **content: Any) -> ServiceVersion:
    """Publish what a service type says from now on; reports in hand keep theirs."""
    latest = service.versions.order_by("-number").values_list("number", flat=True).first()
    version = ServiceVersion.objects.create(
        service_type=service, number=(latest or 0) + 1, published_at=now(), **content
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
def add_reply_template(*, name: str, words: str, position: int, by: Actor) -> ReplyTemplate:
    """New words for agents to start from."""
    template = ReplyTemplate.objects.create(name=name, words=words, position=position)
    record("reply_template.added", "reply_template", template.pk, by=by)
    forget()
    return template


@operation
def set_service_open(*, service: ServiceType, is_open: bool, by: Actor) -> None:
    """Open a service type to residents, or close it; reports in hand go on."""
    service.is_open = is_open
    service.save(update_fields=["is_open"])
    action = "service_type.opened" if is_open else "service_type.closed"
    record(action, "service_type", service.pk, by=by)
    forget()
