"""The cockpit's overview and its pages by dimension: what each shows."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import npgettext, pgettext

from parvis.act.cases import queue
from parvis.authorities import queries as authorities
from parvis.flows.project_figures import READER
from parvis.foundation.clock import now, today
from parvis.inform.dashboards import queries as figures_of
from parvis.inform.dashboards import sentences
from parvis.inform.dashboards.queries import NOW, Figures
from parvis.inform.dashboards.wording import count
from parvis.people.permissions import may
from parvis.web.cockpit import asked, cards, choices, panels, tables, tabs, words
from parvis.web.cockpit.asked import NAMES, Asked
from parvis.web.cockpit.district_map import district_map
from parvis.web.cockpit.doors import Doors, doors
from parvis.web.cockpit.trends import page as trends

# A reader that works takes a second or two.
LATE_SECONDS = 15
MOST_SERVICES = 8
OVERVIEW = ("service", "district", "channel")
# The page of the line: its steps take the place of a dimension's values.
TIME = "temps"
DIMENSIONS = {name: dimension for dimension, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the figures: what is asked for, when, and what was found."""

    asked: Asked
    figures: Figures
    doors: Doors


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for."""
    return asked.read(request.GET, today(authorities.calendar().zone))


def look(request: HttpRequest, dimensions: tuple[str, ...]) -> Look:
    """Read the figures that an address asks for, broken down by `dimensions`."""
    moment, wanted = now(), asked_of(request)
    day = moment.astimezone(authorities.calendar().zone).date()
    found = figures_of.figures(
        wanted.span,
        today=day,
        moment=moment,
        first=figures_of.first_day(request.agent.compartments),  # type: ignore[attr-defined]
        filters=wanted.filters,
        dimensions=dimensions,
    )
    return Look(wanted, found, doors(wanted, request.agent.roles))  # type: ignore[attr-defined]


def inside(request: HttpRequest, wanted: Asked) -> dict[str, Any]:
    """What the figures alone need to know of their page."""
    roles = request.agent.roles  # type: ignore[attr-defined]
    return {"query": wanted.query, "may_export": may(roles, "cockpit.export")}


def frame(request: HttpRequest, wanted: Asked, here: str = "") -> dict[str, Any]:
    """What stands around the figures: tabs, filters, period."""
    return {
        **inside(request, wanted),
        "tabs": tabs.tabs(here, wanted.query),
        "here": tabs.address(here),
        "selects": choices.selects(wanted),
        "periods": choices.periods(wanted),
        "quick": [
            (
                str(text),
                f"{tabs.address(here)}?{rest}" if rest else tabs.address(here),
                name == wanted.period,
            )
            for name, text in words.QUICK.items()
            for rest in [wanted.of_period(name)]
        ],
        **freshness(),
        "chips": [(text, f"?{rest}") for text, rest in choices.chips(wanted)],
        "is_custom": wanted.period == asked.CUSTOM,
        "since": wanted.span.since.isoformat(),
        "until": wanted.span.until.isoformat(),
        "period_words": words.span(wanted.span),
    }


def freshness() -> dict[str, str]:
    """When the figures were up to date, or how far behind they are."""
    oldest, moment = figures_of.oldest_unread(READER), now()
    waiting = (moment - oldest).total_seconds() if oldest else 0
    if waiting < LATE_SECONDS:
        return {"behind": "", "at": words.clock(moment)}
    minutes = max(1, round(waiting / 60))
    behind = npgettext(
        "cockpit", "Figures %(count)s minute behind", "Figures %(count)s minutes behind", minutes
    ) % {"count": count(minutes)}
    return {"behind": behind, "at": ""}


def overview(request: HttpRequest) -> dict[str, Any]:
    """The first page: three sentences, the figures, the pictures, what to decide."""
    seen = look(request, OVERVIEW)
    found, exits = seen.figures, seen.doors
    cause = "district" if len(seen.asked.filters.services) == 1 else "service"
    said = sentences.three(found, words.name, cause)
    districts = panels.lines(found, "district", exits, brief=True)
    top = panels.most_received(found, "service", MOST_SERVICES)
    figures_of.add_delays(found, "service", seen.asked.filters, list(map(int, top)))
    services = panels.lines(found, "service", exits, MOST_SERVICES)
    within = {
        line.key: f"{tabs.address('')}?{seen.asked.but(quartier=line.key)}" for line in districts
    }
    drawn = district_map(districts, within)
    return {
        "asked": seen.asked,
        "sentences": [(one, exits.lead(one.lead) or _table(seen.asked, one)) for one in said],
        "cards": cards.cards(found, exits),
        "stuck": panels.stuck(found, cause, exits),
        "stuck_by": NAMES[cause],
        "stuck_table": _table_address(seen.asked, NAMES[cause]),
        "map": drawn,
        "districts": tables.rates(
            (line for line in districts if line.key), by_head=bool(drawn and drawn.by_head)
        ),
        "service_heads": panels.heads("service"),
        "service_head": str(words.DIMENSIONS["service"]),
        "service_caption": pgettext("cockpit", "Figures by service"),
        "rows": tables.figures(
            replace(line, href=_narrowed(seen.asked, "service", line)) for line in services
        ),
        "more_services": max(0, len(found.groups["service"]) - MOST_SERVICES),
        "channels": panels.with_bars(panels.lines(found, "channel", exits, brief=True)),
        "over_time": tables.steps(panels.over_time(found, exits, brief=True)),
        "time_table": _table_address(seen.asked, TIME),
        "acts": _acts(request, seen),
        "is_empty": found.first is None,
        "news": trends.news(),
        "quiet": _quiet(seen),
    }


def _quiet(seen: Look) -> dict[str, str]:
    """When nothing came over the period, nor since: the last day on which something did, and the
    address of the weeks before it."""
    if seen.figures.total.received(NOW):
        return {}
    last = figures_of.last_day()
    if last is None or last >= seen.asked.span.since:
        return {}
    return {"day": words.day(last, True), "href": f"?{seen.asked.until(last)}"}


def _narrowed(wanted: Asked, dimension: str, line: panels.Line) -> str:
    """The overview of one value alone."""
    return f"{tabs.address('')}?{wanted.but(**{NAMES[dimension]: line.key})}" if line.key else ""


def _table(wanted: Asked, sentence: sentences.Sentence) -> str:
    """Where a sentence's figure stands in a table, when no list of cases says it."""
    return _table_address(wanted, NAMES.get(sentence.lead.dimension, "service"))


def _table_address(wanted: Asked, name: str) -> str:
    return f"{tabs.address(name)}?{wanted.query}" if wanted.query else tabs.address(name)


def _acts(request: HttpRequest, seen: Look) -> list[dict[str, str]]:
    """What one can do now: words, the door's words, the door."""
    alone = _unassigned(request, seen.asked)
    late = seen.figures.total.late
    found = []
    if late:
        found.append({
            "words": pgettext("cockpit", "%(requests)s past the deadline")
            % {"requests": sentences.requests(late)},
            "door": pgettext("cockpit", "See what is late"),
            "href": seen.doors.to("late"),
        })  # fmt: skip
    if alone:
        found.append({
            "words": pgettext("cockpit", "%(requests)s in nobody's hands")
            % {"requests": counted(alone)},
            "door": pgettext("cockpit", "See what nobody has taken"),
            "href": seen.doors.to("unassigned"),
        })  # fmt: skip
    return found


def counted(number: int) -> str:
    """How many requests, as far as the queue counts."""
    if number <= queue.COUNTED:
        return sentences.requests(number)
    return pgettext("cockpit", "More than %(count)s requests") % {"count": count(queue.COUNTED)}


def _unassigned(request: HttpRequest, wanted: Asked) -> int:
    """Open cases that no agent has, up to one more than the queue counts."""
    agent = request.agent  # type: ignore[attr-defined]
    filters = queue.Filters(
        tab="unassigned",
        services=wanted.filters.services,
        districts=wanted.filters.districts,
        departments=wanted.filters.departments,
        teams=wanted.filters.teams,
        channels=wanted.filters.channels,
    )
    viewer = queue.Viewer(agent.pk, tuple(agent.teams), now())
    return queue.matching(filters, viewer).order_by()[: queue.COUNTED + 1].count()


def table(request: HttpRequest, name: str) -> dict[str, Any]:
    """The page of one dimension, every value of it."""
    dimension = DIMENSIONS[name]
    seen = look(request, (dimension,))
    figures_of.add_delays(seen.figures, dimension, seen.asked.filters)
    rows = panels.lines(seen.figures, dimension, seen.doors)
    within = {
        line.key: f"{tabs.address('')}?{seen.asked.but(**{name: line.key})}"
        for line in rows
        if line.key
    }
    return {
        "asked": seen.asked,
        "name": name,
        "title": str(words.TABS[name]),
        "first_head": str(words.DIMENSIONS[dimension]),
        "heads": panels.heads(dimension),
        "rows": tables.figures(replace(line, href=within.get(line.key, "")) for line in rows),
        "csv_href": reverse("cockpit:csv", args=[name]),
        "map": district_map(rows, within) if dimension == "district" else None,
        "is_empty": seen.figures.first is None,
    }


def over_time(request: HttpRequest) -> dict[str, Any]:
    """The page of the line: every figure of each of its steps."""
    seen = look(request, ())
    return {
        "asked": seen.asked,
        "name": TIME,
        "title": str(words.TABS[TIME]),
        "first_head": pgettext("cockpit", "From"),
        "heads": panels.step_heads(),
        "rows": tables.steps(panels.over_time(seen.figures, seen.doors)),
        "csv_href": reverse("cockpit:csv", args=[TIME]),
        "is_time": True,
        "is_empty": seen.figures.first is None,
    }
