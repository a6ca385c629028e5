"""Sentences of the studio."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.adapters.images import PhotoProblem
from parvis.foundation.polygons import GeoProblem
from parvis.offer.workflows.rules import (
    CASE,
    DATE,
    OTHER_AUTHORITY,
    REASON,
    THIRD_PARTY,
    WORDS,
)

REFUSALS = {
    "decides_from": _("Choose a sureness from the list."),
    "needs_kinds": _("Tick at least one kind that people choose when they don’t know."),
    "not_trusted": _("This address is not encrypted: it must begin with https."),
    "key_again": _("This is another host: type its key. The one that is kept was not for it."),
    "same_code": _("Two of them have the same code: each needs its own."),
    "same_day": _("This day is in the list already."),
    "hours_overlap": _(
        "The hours of a day must follow each other: check where they begin and end."
    ),
    "unknown_role": _("One of these roles does not exist."),
    "already_agent": _("This address is an agent's already."),
    "no_end": _("A request in this state could never end: somebody must resolve or decline it."),
    "unknown_audience": _("Say who logs in with it."),
    "declared_addresses": _(
        "For agents alone: what a provider says of a resident’s address was declared."
    ),
    "still_in_hand": _(
        "It still has requests or types of requests: hand them to another team first."
    ),
    "closed_to_you": _(
        "This department is closed to you: only an administrator who enters it can withdraw it."
    ),
    "other_lock": _(
        "One of them is in a closed department: give each type of request its team by itself."
    ),
    "team_withdrawn": _("Choose another team, one that is not withdrawn."),
    "department_withdrawn": _("Its department is withdrawn: bring the department back first."),
    "yourself": _("You are inside: replace your own second step in your account."),
    "last_administrator": _("This is the last administrator: appoint another one first."),
}

GEO = {
    GeoProblem.TOO_BIG: _("The file is too big."),
    GeoProblem.NOT_JSON: _("The file is no GeoJSON: it can't be read."),
    GeoProblem.NOT_GEOJSON: _("The file is no GeoJSON FeatureCollection."),
    GeoProblem.NO_FEATURE: _("The file holds no district."),
    GeoProblem.NOT_POLYGONS: _("The file holds no polygon."),
    GeoProblem.OTHER_CRS: _("The file is in another reference system: export it in WGS 84."),
}

# What a drawing changes of a district.
DRAWING = {
    "back": _("drawn again"),
    "name": _("another name"),
    "outline": _("another outline"),
    "population": _("another number of inhabitants"),
}

ROLES = {
    "counter": _("Counter and phone"),
    "field": _("In the field"),
    "handler": _("Case handler"),
    "lead": _("Team lead"),
    "director": _("Director"),
    "elected": _("Elected official"),
    "dpo": _("Data protection officer"),
    "admin": _("Administrator"),
}
# In a context of their own: else they would rename the days in every date of every page.
WEEKDAYS = (
    pgettext_lazy("heading", "Monday"),
    pgettext_lazy("heading", "Tuesday"),
    pgettext_lazy("heading", "Wednesday"),
    pgettext_lazy("heading", "Thursday"),
    pgettext_lazy("heading", "Friday"),
    pgettext_lazy("heading", "Saturday"),
    pgettext_lazy("heading", "Sunday"),
)
STATE_NAMES = {
    "received": pgettext_lazy("studio", "Received"),
    "acknowledged": pgettext_lazy("studio", "Acknowledged"),
    "assigned": pgettext_lazy("studio", "Assigned"),
    "in_progress": pgettext_lazy("studio", "In progress"),
    "planned": pgettext_lazy("studio", "Planned"),
    "waiting_resident": pgettext_lazy("studio", "Waiting for the resident"),
    "waiting_third_party": pgettext_lazy("studio", "Waiting for a third party"),
    "reopened": pgettext_lazy("studio", "Reopened"),
    "resolved": pgettext_lazy("studio", "Resolved"),
    "declined": pgettext_lazy("studio", "Declined"),
    "transmitted": pgettext_lazy("studio", "Passed on to another authority"),
    "withdrawn": pgettext_lazy("studio", "Withdrawn"),
    "duplicate": pgettext_lazy("studio", "Duplicate"),
}
# What an arrow asks for, and who takes it besides agents.
NEEDS = {
    WORDS: _("a few words"),
    REASON: _("a reason from the list"),
    DATE: _("a date"),
    THIRD_PARTY: _("whom we wait for"),
    OTHER_AUTHORITY: _("which authority it goes to, and how"),
    CASE: _("the other request"),
}
OTHERS = {"resident": _("The resident"), "system": _("By itself")}
LOGO = {
    PhotoProblem.EMPTY: _("This file is empty."),
    PhotoProblem.TOO_BIG: _("This file is heavier than 20 MB."),
    PhotoProblem.SVG: _("SVG drawings can carry programs: export the logo as PNG."),
    PhotoProblem.TOO_SMALL: _("This picture is too small: 16 pixels at least on each side."),
    PhotoProblem.UNAVAILABLE: _("Pictures can't be read right now. Try again in a minute."),
}
