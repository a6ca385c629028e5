"""What the public may see of each case: a rebuildable projection."""

from django.db import models

from parvis.authorities.tenant import TenantModel


class PublicPoint(TenantModel):
    """A case as the public map shows it: its place is already snapped (or absent), its words
    and picture only there once approved. Cells are H3, as signed int8."""

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
    follower_count = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "public_map_point"
        constraints = [
            models.UniqueConstraint(fields=["authority", "case_id"], name="public_point_case")
        ]
        indexes = [
            models.Index(fields=["authority", "is_open", "lon"], name="public_point_lon"),
            models.Index(fields=["authority", "is_open", "-changed_at"], name="public_point_new"),
        ]
