"""The public list and map: the same cases, the same filters, in words and on the ground."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.public_map import queries as public_map
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.public_map.queries import Filters
from parvis.offer.catalogue import queries as offer
from parvis.web.numbers import number
from parvis.web.portal import states

_EPOCH = datetime.fromtimestamp(0, tz=UTC)
# Months back that one may ask for; 0 is the whole history.
PERIODS = (1, 3, 12)


@dataclass(frozen=True, slots=True)
class Row:
    """A public case in the list."""

    reference: str
    title: str
    icon: str
    state: states.Shown
    place: str
    received: str
    closed: str
    followers: str
    words: str
    photo: str
    address: str


def show(request: HttpRequest) -> HttpResponse:
    """The list, newest first, paged by key."""
    filters = read(request.GET)
    rows, more = public_map.page(filters, _after(request.GET.get("apres", "")))
    context = {
        "rows": [row(one) for one in rows],
        "total": public_map.total(filters),
        "next": _next(request, rows) if more else "",
        "is_first": not request.GET.get("apres"),
    }
    return render(request, "portal/list.html", context | shared(request, filters))


def read(given: QueryDict) -> Filters:
    """The filters of an address; what makes no sense is as if it were not there."""
    groups = {row.code: row.pk for row in offer.catalogue().groups.values()}
    state, district = given.get("etat", "ouverts"), number(given.get("quartier", ""))
    months = number(given.get("mois", ""))
    return Filters(
        is_open={"ouverts": True, "termines": False}.get(state),
        group=groups.get(given.get("groupe", "")),
        district=district if district in authorities.districts() else None,
        since=_months_back(months) if months in PERIODS else None,
    )


def shared(request: HttpRequest, filters: Filters) -> dict[str, object]:
    """What both pages show: the choices, the one made, and the way to the other page."""
    kept = _kept(request.GET)
    return {
        "filters": filters,
        "groups": [(row.code, worded(row.name)) for row in offer.catalogue().groups.values()],
        "districts": [(pk, row.name) for pk, row in authorities.districts().items()],
        "states": _states(),
        "periods": _periods(),
        "chosen": {
            "groupe": request.GET.get("groupe", ""),
            "quartier": filters.district,
            "etat": request.GET.get("etat", "ouverts"),
            "mois": int(request.GET["mois"]) if filters.since else 0,
        },
        "in_force": in_force(request.GET, filters),
        "query": kept,
        "map_address": f"{reverse('portal:map')}{kept}",
        "list_address": f"{reverse('portal:list')}{kept}",
        "points_address": f"{reverse('portal:points')}{kept}",
    }


def in_force(given: QueryDict, filters: Filters) -> list[str]:
    """What is shown, in words, in the order of the choices: seen where these are folded."""
    group = offer.catalogue().groups.get(filters.group or 0)
    district = authorities.districts().get(filters.district or 0)
    open_or_not = {True: "ouverts", False: "termines", None: "tous"}[filters.is_open]
    return [
        *([worded(group.name)] if group else []),
        *([district.name] if district else []),
        dict(_states())[open_or_not],
        *([dict(_periods())[int(given["mois"])]] if filters.since else []),
    ]


def _states() -> list[tuple[str, str]]:
    return [("ouverts", _("In progress")), ("termines", _("Finished")), ("tous", _("All"))]


def _periods() -> list[tuple[int, str]]:
    return [(1, _("This month")), (3, _("Three months")), (12, _("A year"))]


def row(point: PublicPoint) -> Row:
    """A case as the list shows it."""
    district = authorities.districts().get(point.district_id or 0)
    closed = timezone.localtime(point.closed_at) if point.closed_at else None
    return Row(
        reference=point.reference,
        title=worded(point.title),
        icon=point.icon,
        state=states.shown(point),
        place=district.name if district is not None else "",
        received=formats.date_format(timezone.localtime(point.received_at), "j F Y"),
        closed=formats.date_format(closed, "j F Y") if closed else "",
        followers=states.followers(point) if point.follower_count > 1 else "",
        words=point.words,
        photo=states.photo_address(point),
        address=reverse("portal:case", args=[point.reference]),
    )


def _months_back(months: int) -> datetime:
    """The first day of the month that many months ago, this one counting as the first."""
    today = now().astimezone(authorities.calendar().zone)
    index = today.year * 12 + today.month - months
    return datetime(index // 12, index % 12 + 1, 1, tzinfo=today.tzinfo)


def _kept(given: QueryDict) -> str:
    """The filters as they stand in an address."""
    names = ("groupe", "quartier", "etat", "mois")
    chosen = [(name, given[name]) for name in names if given.get(name)]
    return f"?{urlencode(chosen)}" if chosen else ""


def _after(key: str) -> tuple[datetime, int] | None:
    """Where a page begins: "milliseconds-id" of the last case shown."""
    moment, _dash, last = key.partition("-")
    since, before = number(moment), number(last)
    if since is None or before is None or len(moment) > 17:
        return None
    return _EPOCH + timedelta(microseconds=since), before


def _next(request: HttpRequest, rows: list[PublicPoint]) -> str:
    last = rows[-1]
    since = last.received_at - _EPOCH
    key = f"{since // timedelta(microseconds=1)}-{last.pk}"
    kept = _kept(request.GET)
    return f"{reverse('portal:list')}{kept}{'&' if kept else '?'}apres={key}"
