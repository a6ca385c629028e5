"""PostgreSQL as this house uses it: the embedded server, the roles, and the check of the role."""

from .embedded import EmbeddedServer, ServerError
from .preparation import Installation, NotPrepared, complete, preparation_script, prepare
from .role_check import UnsafeRole, check_role

__all__ = [
    "EmbeddedServer",
    "Installation",
    "NotPrepared",
    "ServerError",
    "UnsafeRole",
    "check_role",
    "complete",
    "preparation_script",
    "prepare",
]
