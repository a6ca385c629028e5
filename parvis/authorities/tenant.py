"""The base of every row that belongs to one authority."""

from typing import Any

from django.db import models

from parvis.foundation.db.scope import authority_at_hand


class TenantForeignKey(models.ForeignKey):
    """A foreign key between two rows of one authority.

    The database constraint is composite and made by `ProtectTenantTable`; Django's own
    single-column one is left out.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["db_constraint"] = False
        # Every index begins with the authority: those that a query needs are declared.
        options.setdefault("db_index", False)
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)


class TenantModel(models.Model):
    """`authority` is set from the transaction's scope and checked by row-level security."""

    authority = models.ForeignKey(
        "authorities.Authority",
        on_delete=models.PROTECT,
        default=authority_at_hand,
        editable=False,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True
