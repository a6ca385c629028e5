"""The audit of every look at who somebody is, or at attention signals."""

from parvis.foundation.db.operation import operation
from parvis.people.models import IdentityReading


@operation
def audit_identity_reading(*, agent: int, object_kind: str, object_id: int, purpose: str) -> None:
    """Write down that an agent looked at who somebody is, or at signals. The row is itself the
    journal of it: it can be added, never changed nor deleted."""
    IdentityReading.objects.create(
        agent_id=agent, object_kind=object_kind, object_id=object_id, purpose=purpose
    )
