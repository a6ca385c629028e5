"""Who did what, when. Append-only; plain ids, because it outlives what it points to."""

from django.db import models
from django.db.models.functions import Now

from parvis.foundation.db.xid import TransactionIdField


class Entry(models.Model):
    """One fact: `action` was done to `object` by `actor`. Never free text."""

    epoch = models.SmallIntegerField(editable=False)
    transaction = TransactionIdField(editable=False)
    authority_id = models.BigIntegerField()
    action = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "journal_entry"
        managed = False
        ordering = ["epoch", "transaction", "id"]


class Checkpoint(models.Model):
    """How far a reader has read: the (epoch, transaction, id) of its last entry."""

    reader = models.CharField(max_length=40, primary_key=True)
    epoch = models.SmallIntegerField(default=0)
    transaction = models.BigIntegerField(default=0)
    entry_id = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "journal_checkpoint"
        managed = False


class Seal(models.Model):
    """Merkle root over an authority's entries since the last seal, chained and signed."""

    authority_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    first_entry = models.JSONField()
    last_entry = models.JSONField()
    entry_count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    signature = models.TextField()
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "journal_seal"
        managed = False


class Trouble(models.Model):
    """An entry that a reader could not handle. It is tried again at `try_again_at`; when that is
    empty it is parked: the reader went on without it, and a person has to look (`tries` were
    made; `error` is the name of the last error's class, never its words).

    The table's key is (authority, reader, entry): write through `journal.troubles` alone.
    """

    entry_id = models.BigIntegerField(primary_key=True)
    reader = models.CharField(max_length=40)
    authority_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    error = models.CharField(max_length=80)
    tries = models.SmallIntegerField(default=1)
    first_at = models.DateTimeField()
    try_again_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "journal_trouble"
        managed = False
