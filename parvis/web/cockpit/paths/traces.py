"""What a study of paths found, as the page shows it."""

from typing import Any

from django.utils.translation import pgettext

from parvis.inform.dashboards.wording import count, decimal, percent
from parvis.offer.workflows.rules import OPEN, STATES
from parvis.understand.paths.figures import HIDDEN, Arrow, Factor, Found, Share, Stay, Variant
from parvis.web.cockpit.doors import Doors
from parvis.web.cockpit.paths import picture, telling
from parvis.web.cockpit.paths.picture import Picture, Words

MOST_TEAMS, MOST_WAYS, MOST_FACTORS = 20, 30, 12


def shown(found: Found, exits: Doors) -> dict[str, Any]:
    """Paths, delays and second contacts."""
    if found.cases < HIDDEN:
        return {"is_empty": True}
    return {
        "traced": True,
        "cases": count(found.cases),
        "half_hours": telling.hours(found.hours),
        "half_days": telling.days(found.days),
        "map": _map(found, exits),
        "stays": [_stay(one, telling.stage) for one in found.stages if one.cases >= HIDDEN],
        "ways": [_arrow(one, telling.stage) for one in found.stage_arrows if one.count >= HIDDEN][
            :MOST_WAYS
        ],
        "teams": [_stay(one, telling.team) for one in found.teams if one.cases >= HIDDEN][
            :MOST_TEAMS
        ],
        "team_ways": [
            _arrow(one, telling.team) for one in found.team_arrows if one.count >= HIDDEN
        ][:MOST_WAYS],
        "flows": [
            (telling.team(one.team), decimal(one.came), decimal(one.left), one.is_growing)
            for one in found.flows
        ],
        "variants": [_variant(one) for one in found.variants],
        "slow": [_variant(one) for one in found.slow_variants],
        "others": count(found.other_variants),
        "held": _held(found),
        **_delays(found),
        **_contacts(found),
    }


def _map(found: Found, exits: Doors) -> Picture:
    ends = {
        stage: sum(one.count for one in found.stage_arrows if one.target == stage)
        for stage in range(len(OPEN), len(STATES))
    }
    boxes = {
        one.key: (
            telling.stage(one.key),
            pgettext("paths", "%(count)s · half leave within %(days)s")
            % {"count": count(one.cases), "days": telling.days(one.days)},
            exits.cases + f"?vue=all&etat={STATES[one.key]}" if one.open >= HIDDEN else "",
        )
        for one in found.stages
        if one.cases >= HIDDEN
    }
    boxes |= {
        stage: (telling.stage(stage), count(many), "")
        for stage, many in ends.items()
        if many >= HIDDEN
    }
    ways = {
        (one.source, one.target): (
            telling.days(one.days),
            pgettext("paths", "%(source)s to %(target)s: %(count)s, half within %(days)s")
            % {
                "source": telling.stage(one.source),
                "target": telling.stage(one.target),
                "count": count(one.count),
                "days": telling.days(one.days),
            },
        )
        for one in found.stage_arrows
    }
    return picture.draw(found.stages, found.stage_arrows, Words(boxes, ways))


def _stay(of: Stay, name: Any) -> dict[str, Any]:
    return {
        "name": name(of.key),
        "cases": count(of.cases),
        "hours": telling.hours(of.hours),
        "days": telling.days(of.days),
        "waiting": percent(of.waited_hours / of.all_hours) if of.all_hours else "",
        "share": of.waited_hours / of.all_hours if of.all_hours else 0.0,
        "returned": _few(of.returned),
    }


def _arrow(of: Arrow, name: Any) -> dict[str, Any]:
    return {
        "source": name(of.source),
        "target": name(of.target),
        "count": count(of.count),
        "hours": telling.hours(of.hours),
        "slow_hours": telling.hours(of.slow_hours),
        "days": telling.days(of.days),
        "slow_days": telling.days(of.slow_days),
    }


def _variant(of: Variant) -> dict[str, Any]:
    return {
        "stages": [telling.stage(one) for one in of.stages],
        "count": count(of.count),
        "share": of.share,
        "share_words": percent(of.share),
        "hours": telling.hours(of.hours),
        "days": telling.days(of.days),
        "slow_days": telling.days(of.slow_days),
    }


def _held(found: Found) -> list[dict[str, Any]]:
    """In whose hands the time was, and of ours how much was waiting."""
    whole = sum(one.hours for one in found.held) or 1.0
    parts = [(one.code, one.hours) for one in found.held if one.code != "us"]
    ours = next(one for one in found.held if one.code == "us")
    parts = [("work", ours.worked), ("ours_waiting", ours.hours - ours.worked), *parts]
    return [
        {"name": str(telling.HELD[code]), "share": spent / whole, "words": percent(spent / whole)}
        for code, spent in parts
        if spent
    ]


def _delays(found: Found) -> dict[str, Any]:
    late, timely = (sum(getattr(one, side) for one in found.parts) for side in ("late", "timely"))
    apart = [one for one in found.factors if one.is_apart and one.more > 0]
    has_both = found.late >= HIDDEN and found.judged - found.late >= HIDDEN
    return {
        "late": _few(found.late),
        "judged": count(found.judged),
        "late_share": percent(found.late / found.judged) if found.judged else "",
        "late_hours": telling.hours(late),
        "timely_hours": telling.hours(timely),
        "parts": [
            {
                "name": str(telling.PARTS[one.code]),
                "late": telling.hours(one.late),
                "timely": telling.hours(one.timely),
                "share": max(0.0, (one.late - one.timely) / ((late - timely) or 1.0)),
                "more": percent(max(0.0, (one.late - one.timely) / ((late - timely) or 1.0))),
            }
            for one in found.parts
            if one.late or one.timely
        ]
        if has_both
        else [],
        "factors": [_factor(one) for one in apart[:MOST_FACTORS]],
        "looked_at": found.looked_at,
    }


def _factor(of: Factor) -> dict[str, str]:
    return {
        "name": telling.factor(of),
        "late": count(of.late),
        "count": count(of.count),
        "share": percent(of.late / of.count),
        "times": telling.times(of),
        "more": count(of.more),
    }


def _contacts(found: Found) -> dict[str, Any]:
    told = found.contacts
    return {
        "again": _share(told.rate),
        "before": [(telling.before(one), _few(one.count), telling.share(one))
                   for one in told.before if one.of >= HIDDEN],
        "after_end": [
            (telling.end(one), count(one.of), telling.share(one))
            for one in told.after_end
            if one.of >= HIDDEN
        ],
        "together": [
            telling.together(one)
            for one in told.associations
            if one.contacts + one.other >= HIDDEN
        ],
    }  # fmt: skip


def _share(of: Share) -> dict[str, str]:
    return {"count": _few(of.count), "of": count(of.of), "share": telling.share(of)}


def _few(number: int) -> str:
    return telling.few() if 0 < number < HIDDEN else count(number)
