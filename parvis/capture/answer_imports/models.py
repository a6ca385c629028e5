"""A sheet of answers on its way into a survey."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.offer.surveys.models import Survey

# Where an import stands.
READING, READY, WRITING, DONE, REFUSED = "reading", "ready", "writing", "done", "refused"
# What a piece holds.
FILE, LINES = "file", "lines"


class AnswerImport(TenantModel):
    """One sheet. `state` is reading, ready (looked through, nothing written), writing, done, or
    refused: `problem` then says why, as {code, line, column, names}.

    `source`: what made the sheet, sheet or jdma (*Je donne mon avis*). `heads` are its first line,
    `ignored` those that the survey doesn't know, `absent` the survey's columns that it lacks. Of
    `total` lines `read` were looked through: `right` may be taken in, `known` were taken before,
    `wrong` wait to be mended; `written` have been taken in.
    """

    survey = TenantForeignKey(Survey)
    source = models.CharField(max_length=8, default="sheet")
    state = models.CharField(max_length=8, default=READING)
    problem = models.JSONField(default=dict)
    heads = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    absent = models.JSONField(default=list)
    has_keys = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "answer_imports_import"
        indexes = [models.Index(fields=["authority", "survey"], name="answer_import_survey")]

    @property
    def share(self) -> int:
        """How far it is, in percent of what it does now."""
        done, of = (self.written, self.right) if self.state == WRITING else (self.read, self.total)
        return 100 * done // of if of else 0


class ImportPiece(TenantModel):
    """Some of a sheet, encrypted: `kind` file (bytes, in base64) or lines ({right, wrong}).
    `right` and `wrong` are how many lines of each it holds still."""

    batch = TenantForeignKey(AnswerImport, related_name="pieces")
    kind = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    content = EncryptedTextField()
    right = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "answer_imports_piece"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "batch", "kind", "number"], name="import_piece"
            )
        ]
