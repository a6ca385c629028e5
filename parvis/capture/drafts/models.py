"""What has been begun and not sent yet."""

from django.db import models

from parvis.authorities.tenant import TenantModel
from parvis.foundation.db.encrypted import EncryptedTextField


class Draft(TenantModel):
    """One form on its way. `content` is JSON, encrypted; `token_hash` is of the token in the
    form's address, which nobody else knows."""

    token_hash = models.BinaryField(max_length=32)
    content = EncryptedTextField()
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "drafts_draft"
        constraints = [
            models.UniqueConstraint(fields=["authority", "token_hash"], name="draft_token")
        ]
        indexes = [models.Index(fields=["authority", "expires_at"], name="draft_expiry")]
