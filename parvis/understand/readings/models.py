"""What was read in each contribution: inferred, and made anew at any time."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.answers.models import Answer
from parvis.capture.reports.models import Report
from parvis.foundation.db.vectors import HalfVectorField
from parvis.offer.catalogue.models import ServiceType

DIMENSIONS = 384


class Reading(TenantModel):
    """What one text says: a report's words, a later statement's, an answer to one open question.

    `kind` is report, statement or answer; `subject` the id of that row, `part` the question's key
    (empty elsewhere). Columns hold what lists choose by, `found` the whole (see `reading.py`), with
    offsets into the text and never the text; `vector` what it means, `fingerprint` the same number
    for the same words, `near_print` nearly the same bits for nearly the same words. `versions` says
    which version of what has read it.
    """

    kind = models.CharField(max_length=10)
    subject = models.BigIntegerField()
    part = models.CharField(max_length=60, blank=True)
    report = TenantForeignKey(Report, null=True, blank=True)
    answer = TenantForeignKey(Answer, null=True, blank=True)
    said_on = models.DateField()
    language = models.CharField(max_length=5, blank=True)
    mood = models.CharField(max_length=8, blank=True)
    towards = models.CharField(max_length=8, blank=True)
    is_urgent = models.BooleanField(default=False)
    service_type = TenantForeignKey(ServiceType, null=True, blank=True)
    sureness = models.FloatField(null=True, blank=True)
    fingerprint = models.BigIntegerField()
    near_print = models.BigIntegerField(null=True, blank=True)
    vector = HalfVectorField(dimensions=DIMENSIONS)
    found = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    department_lock = models.BigIntegerField(null=True, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "readings_reading"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "subject", "part"], name="reading_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "report"],
                name="reading_report",
                condition=models.Q(report__isnull=False),
            ),
            models.Index(
                fields=["authority", "answer"],
                name="reading_answer",
                condition=models.Q(answer__isnull=False),
            ),
            models.Index(fields=["authority", "fingerprint"], name="reading_fingerprint"),
            models.Index(fields=["authority", "-said_on", "-id"], name="reading_said"),
            # The same words again are looked for in the index alone (`flows/same_words.py`).
            models.Index(
                fields=["authority", "said_on", "id"],
                name="reading_prints",
                condition=models.Q(kind="report", near_print__isnull=False),
                include=("near_print", "report", "department_lock"),
            ),
        ]


class Learnt(TenantModel):
    """What a part has learnt from the town's agents, as its own bytes (`state`): made anew at any
    time from the words that are there. `part` is the room's name."""

    part = models.CharField(max_length=20)
    state = models.BinaryField()
    examples = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=80)
    learnt_at = models.DateTimeField()

    class Meta:
        db_table = "readings_learnt"
        constraints = [models.UniqueConstraint(fields=["authority", "part"], name="learnt_part")]


class Lesson(TenantModel):
    """A report that is in what a part has learnt: as which service type, on which day it was said,
    and how heavily it counts (`weight`, up to 1). When its words go, so does the state."""

    part = models.CharField(max_length=20)
    report = TenantForeignKey(Report)
    service_type = TenantForeignKey(ServiceType)
    weight = models.FloatField()
    said_on = models.DateField()

    class Meta:
        db_table = "readings_lesson"
        constraints = [
            models.UniqueConstraint(fields=["authority", "report", "part"], name="lesson_once")
        ]
