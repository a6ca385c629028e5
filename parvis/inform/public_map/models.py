"""What the public may see of each case: a rebuildable projection."""

from django.db import models

from parvis.authorities.tenant import TenantModel


class PublicPoint(TenantModel):
    """A case as the public map shows it: its place is already snapped (or absent), its words
    and pictures only there once approved. Cells are H3, as signed int8."""

    case_id = models.BigIntegerField()
    reference = models.CharField(max_length=24)
    service_type_id = models.BigIntegerField()
    group_id = models.BigIntegerField()
    district_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=20)
    is_open = models.BooleanField()
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    cell7 = models.BigIntegerField(null=True)
    cell9 = models.BigIntegerField(null=True)
    title = models.JSONField(default=dict)
    icon = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    photo_id = models.BigIntegerField(null=True)
    photo_ids = models.JSONField(default=list)
    follower_count = models.PositiveIntegerField(default=0)
    planned_on = models.DateField(null=True)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "public_map_point"
        constraints = [
            models.UniqueConstraint(fields=["authority", "case_id"], name="public_point_case"),
            models.UniqueConstraint(
                fields=["authority", "reference"], name="public_point_reference"
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "is_open", "cell9"], name="public_point_cell"),
            models.Index(
                fields=["authority", "is_open", "-received_at", "-id"], name="public_point_new"
            ),
            models.Index(
                fields=["authority", "group_id", "is_open", "-received_at", "-id"],
                name="public_point_group",
            ),
            models.Index(
                fields=["authority", "district_id", "is_open", "-received_at", "-id"],
                name="public_point_district",
            ),
            models.Index(
                fields=["authority", "-closed_at"],
                name="public_point_closed",
                condition=models.Q(state="resolved"),
            ),
        ]


class PublicCount(TenantModel):
    """How many points an area holds, by group, openness and month of reception: kept by the
    projection, so that a map of a million cases is drawn from a few thousand rows.

    `area` is d (a district; key 0 for none), c9 (an H3 cell of that resolution) or a9 (the same,
    whatever the month); `month` is twelve times the year plus the month from 0, and 0 for a9."""

    area = models.CharField(max_length=2)
    key = models.BigIntegerField()
    group_id = models.BigIntegerField()
    is_open = models.BooleanField()
    month = models.IntegerField()
    lon = models.FloatField(default=0)
    lat = models.FloatField(default=0)
    count = models.IntegerField(default=0)

    class Meta:
        db_table = "public_map_count"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "area", "is_open", "key", "group_id", "month"],
                name="public_count_once",
            )
        ]
