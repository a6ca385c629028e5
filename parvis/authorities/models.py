"""The tenant and what it is made of: territory, departments, teams, calendar."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel


class Authority(models.Model):
    """A local authority (*collectivité*). Seen only under its own scope.

    `state_words` are its own words for the states of a case (`offer.workflows.words`), kept here
    since this row is known to every page already; `reopen_days`, empty, is the installation's.
    `insee_code` is a commune's, or a département's; an intercommunality has its `siren`. `members`
    are the INSEE codes of their communes. `school_zone`, empty, follows from the code;
    `contact_minutes`, empty, is not known: how long one contact keeps an agent.
    """

    slug = models.SlugField(max_length=60, db_index=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, default="commune")
    insee_code = models.CharField(max_length=5, blank=True)
    siren = models.CharField(max_length=9, blank=True, default="")
    members = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    parent_name = models.CharField(max_length=160, blank=True)
    parent_code = models.CharField(max_length=12, blank=True)
    population = models.PositiveIntegerField(default=0)
    postal_address = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    protection_officer_email = models.EmailField(blank=True)
    # What a public site must say of itself (law 2004-575 of 21 June 2004, article 1-1).
    publication_director = models.CharField(max_length=160, blank=True, default="")
    hosting = models.TextField(blank=True, default="")
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    holiday_region = models.CharField(max_length=40, blank=True)
    reference_prefix = models.CharField(max_length=6, default="P")
    brand_color = models.CharField(max_length=7, blank=True)
    logo = models.CharField(max_length=200, blank=True)
    state_words = models.JSONField(default=dict, blank=True)
    reopen_days = models.PositiveSmallIntegerField(null=True, blank=True)
    school_zone = models.CharField(max_length=1, blank=True, default="")
    contact_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    bounds = ArrayField(models.FloatField(), size=4, null=True, blank=True)
    # When the national list of addresses was taken in last; its licence wants the source and a day.
    addresses_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "authorities_authority"

    def __str__(self) -> str:
        return self.name


class Host(models.Model):
    """Which authority answers under a host name. The only table read before a scope is set:
    it holds nothing else."""

    name = models.CharField(max_length=253, primary_key=True)
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")

    class Meta:
        db_table = "authorities_host"


class District(TenantModel):
    """A *quartier*: a polygon (GeoJSON geometry, WGS 84) and who lives there. One that is no longer
    drawn (`is_open` false) takes nothing new: its past alone still tells of it."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    population = models.PositiveIntegerField(default=0)
    geometry = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    is_open = models.BooleanField(default=True)

    class Meta:
        db_table = "authorities_district"
        constraints = [models.UniqueConstraint(fields=["authority", "code"], name="district_code")]

    def __str__(self) -> str:
        return self.name


class Department(TenantModel):
    """A *direction*: what a receipt names, with its address and phone (CRPA R112-11-1). Withdrawn
    (`is_open` false), it is no longer proposed; what it did keeps its name. So do its teams."""

    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=120)
    postal_address = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_compartmented = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        db_table = "authorities_department"
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="department_code")
        ]

    def __str__(self) -> str:
        return self.name


class Team(TenantModel):
    department = TenantForeignKey(Department, related_name="teams")
    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        db_table = "authorities_team"
        constraints = [models.UniqueConstraint(fields=["authority", "code"], name="team_code")]

    def __str__(self) -> str:
        return self.name


class ThirdParty(TenantModel):
    """An outside operator that a case may wait for (network, firm, other authority). A request is
    passed on to one that `is_authority` (CRPA L114-2)."""

    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_authority = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "authorities_third_party"
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="third_party_code")
        ]

    def __str__(self) -> str:
        return self.name


class OpeningHours(TenantModel):
    """Working hours of one weekday (0 = Monday), minutes after midnight; several rows a day."""

    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "authorities_opening_hours"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "weekday", "opens"], name="opening_hours_start"
            )
        ]


class Holiday(TenantModel):
    """A day off added (or, `is_open`, taken back) beside the public holidays."""

    day = models.DateField()
    name = models.CharField(max_length=80)
    is_open = models.BooleanField(default=False)

    class Meta:
        db_table = "authorities_holiday"
        constraints = [models.UniqueConstraint(fields=["authority", "day"], name="holiday_day")]


class Street(TenantModel):
    """Local address index, first level. `folded` is matched when a person types. `citycode` is the
    commune's where a national list brought it; `city` the town to say beside the name, empty where
    it goes without saying."""

    name = models.CharField(max_length=160)
    folded = models.CharField(max_length=160)
    citycode = models.CharField(max_length=5, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    district = TenantForeignKey(District, null=True, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        db_table = "authorities_street"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "folded", "citycode", "city", "district"],
                nulls_distinct=False,
                name="street_once",
            )
        ]


class Address(TenantModel):
    street = TenantForeignKey(Street, related_name="addresses")
    number = models.CharField(max_length=12)
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        db_table = "authorities_address"
        constraints = [
            models.UniqueConstraint(fields=["authority", "street", "number"], name="address_number")
        ]
        indexes = [models.Index(fields=["authority", "lon"], name="address_lon")]


class MapLayer(TenantModel):
    """A layer of the authority's own map: GeoJSON, drawn with no network."""

    name = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField(default=0)
    features = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "authorities_map_layer"
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="map_layer_name")]
