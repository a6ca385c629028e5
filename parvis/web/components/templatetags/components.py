"""Tags that draw the small things of a page. Built in: no `{% load %}` needed in the app.

They write attributes and classes only; nothing here needs an inline style or script.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django_vite.core.asset_loader import DjangoViteAssetLoader

from parvis.foundation.contacts import spaced_phone
from parvis.web.components import bands, drawings
from parvis.web.components import choropleth as districts_map
from parvis.web.components import faces as agents_faces

register = template.Library()

SPRITE = "src/generated/sprite.svg"
# A case's state: tint, icon. The word always stands beside them.
STATES: Mapping[str, tuple[str, str]] = {
    "received": ("new", "inbox"),
    "acknowledged": ("new", "check"),
    "assigned": ("info", "user-check"),
    "in_progress": ("info", "hammer"),
    "planned": ("planned", "calendar"),
    "waiting_resident": ("waiting", "hourglass"),
    "waiting_third_party": ("waiting", "hourglass"),
    "resolved": ("done", "circle-check"),
    "declined": ("closed", "ban"),
    "transmitted": ("closed", "landmark"),
    "withdrawn": ("closed", "undo-2"),
    "duplicate": ("closed", "merge"),
    "reopened": ("late", "rotate-ccw"),
    "late": ("late", "clock"),
}


@lru_cache(maxsize=16)
def _built(path: str) -> str:
    """Address of a file as it was built; a build does not change under a running process."""
    return str(DjangoViteAssetLoader.instance().generate_vite_asset_url(path))


@register.simple_tag
def sprite_url() -> str:
    """Address of the icons' sheet, for scripts that add icons."""
    return _built(SPRITE)


@lru_cache(maxsize=1024)
def _icon(name: str, css: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" width="20" height="20" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        _built(SPRITE),
        name,
    )


@register.filter
def grouped(number: int) -> str:
    """A count as people write it: "36 341"."""
    return formats.number_format(number, force_grouping=True)


register.filter("spaced_phone", spaced_phone)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """`{% icon "map-pin" %}`: always beside a word, so hidden from screen readers."""
    return _icon(name, css)


@register.simple_tag
def fixed(name: str) -> SafeString:
    """`{% fixed "components/keys_help.html" %}`: a part that is the same on every page, made once
    for each language. It is made of nothing but itself: neither the request nor what the page knows
    is there to be read."""
    return _fixed(name, get_language() or "")


@lru_cache(maxsize=64)
def _fixed(name: str, _language: str) -> SafeString:
    return render_to_string(name)


# Typed: markup and the same words unescaped are two texts.
@lru_cache(maxsize=2048, typed=True)
def _chip(tone: str, text: str, icon_name: str) -> SafeString:
    drawing = _icon(icon_name, "") if icon_name else ""
    return format_html('<span class="chip chip--{}">{}{}</span>', tone, drawing, text)


@register.simple_tag
def chip(tone: str, text: object, icon_name: str = "") -> SafeString:
    """`{% chip "late" "En retard de 1 jour" "clock" %}`."""
    return _chip(tone, text if isinstance(text, str) else str(text), icon_name)


@register.simple_tag
def state_chip(state: str, text: object) -> SafeString:
    """A case's state in words, with the tint and icon of that state."""
    tone, icon_name = STATES.get(state, ("info", "circle"))
    return chip(tone, text, icon_name)


@register.simple_tag
def state_icon(state: str) -> SafeString:
    """The icon of a state alone, for a timeline whose text says the word."""
    return _icon(STATES.get(state, ("info", "circle"))[1], "")


@register.simple_tag
def sparkline(values: Sequence[float], tone: str = "") -> SafeString:
    """A line without axes; the figure beside it carries the meaning. Tone: better, worse or ""."""
    points = drawings.spark_points([float(value) for value in values])
    if not points:
        return SafeString()
    last = points[-1]
    return format_html(
        '<svg class="spark{}" viewBox="0 0 96 28" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="{}" vector-effect="non-scaling-stroke"/><circle cx="{}" cy="{}" r="2.4"/></svg>',
        f" spark--{tone}" if tone else "",
        drawings.spark_path(points),
        last[0],
        last[1],
    )


@register.simple_tag
def columns(values: Sequence[float], after: int | None = None, label: str = "") -> SafeString:
    """Small columns; those from index `after` on are drawn as "after". `label` says it in words."""
    boxes = drawings.column_boxes([float(value) for value in values])
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="1"{}/>',
        (
            (*box, mark_safe(' class="is-after"') if after is not None and at >= after else "")
            for at, box in enumerate(boxes)
        ),
    )
    return format_html(
        '<svg class="columns" viewBox="0 0 100 32" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        label,
        bars,
    )


@register.simple_tag
def bar(share: float, tone: str = "") -> SafeString:
    """A bar filled to `share` (0 to 1); the figure in words stands beside it."""
    percent = round(100 * max(0.0, min(1.0, float(share))), 1)
    return format_html(
        '<svg class="bar{}" aria-hidden="true"><rect width="{}%" height="100%" rx="4.5"/></svg>',
        f" bar--{tone}" if tone else "",
        percent,
    )


@register.simple_tag
def whisker(low: float, middle: float, high: float, bottom: float, top: float) -> SafeString:
    """An estimate with its interval on a scale from `bottom` to `top`, zero marked."""

    def at(value: float) -> str:
        return f"{100 * (float(value) - bottom) / ((top - bottom) or 1):.1f}%"

    return format_html(
        '<svg class="whisker" aria-hidden="true"><line class="zero" x1="{0}" x2="{0}" y1="0"'
        ' y2="100%"/><line class="span" x1="{1}" x2="{2}" y1="50%" y2="50%"/>'
        '<circle cx="{3}" cy="50%" r="5.5"/></svg>',
        at(0),
        at(low),
        at(high),
        at(middle),
    )


@register.simple_tag
def days(drawn: bands.Drawn, label: str) -> SafeString:
    """Days with what was expected of each, and what came; `label` says it in words."""
    return format_html(
        '<div class="days"><p class="days__scale" aria-hidden="true">{}</p>'
        '<svg class="days__drawn" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}<path class="band" d="{}"/><path class="usual" d="{}"/>'
        '<path class="seen" d="{}"/></svg><p class="days__ticks" aria-hidden="true">{}</p></div>',
        format_html_join("", "<span>{}</span>", ((text,) for text in drawn.scale)),
        bands.WIDTH,
        bands.HEIGHT,
        label,
        _zone(drawn),
        drawn.band,
        drawn.usual,
        drawn.seen,
        format_html_join("", "<span>{}</span>", ((text,) for text in drawn.ticks)),
    )


def _zone(drawn: bands.Drawn) -> SafeString:
    if drawn.zone is None:
        return SafeString()
    return format_html(
        '<rect class="zone" x="{}" y="0" width="{}" height="{}"/>', *drawn.zone, bands.HEIGHT
    )


@register.simple_tag
def heat_level(value: float | None, top: float) -> int:
    """0 to 5, for `data-level` of a heat table's cell."""
    return drawings.level(value, top)


@register.simple_tag
def choropleth(
    districts: Sequence[Mapping[str, Any]],
    label: str,
    outline: districts_map.Outline | None = None,
) -> SafeString:
    """Districts tinted by figure; see `choropleth.picture` for what each one gives."""
    drawn = districts_map.picture(districts, outline)
    shapes = format_html_join(
        "",
        "{}",
        ((_shape(shape),) for shape in drawn.shapes),
    )
    return format_html(
        '<svg class="choropleth" viewBox="-2 -2 {} {}" role="group" aria-label="{}">{}</svg>'
        '<p class="scale" aria-hidden="true">{}</p>',
        drawn.width + 4,
        drawn.height + 4,
        label,
        shapes,
        _legend(drawn),
    )


def _legend(drawn: districts_map.Picture) -> SafeString:
    said = [
        (tint.css, tint.low if tint.low == tint.high else f"{tint.low}\N{EN DASH}{tint.high}")
        for tint in drawn.legend
    ]
    if drawn.unknown:
        said.append((districts_map.UNKNOWN, gettext("not known")))
    return format_html_join("", '<span><i class="{}"></i>{}</span>', said)


def _shape(shape: districts_map.Shape) -> SafeString:
    path = format_html(
        '<path class="{}" d="{}"><title>{}</title></path>', shape.css, shape.path, shape.title
    )
    if not shape.href:
        return path
    return format_html('<a href="{}" aria-label="{}">{}</a>', shape.href, shape.title, path)


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> SafeString:
    """` data-theme="dark"` when the person chose a theme here; nothing when the device decides."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request is not None else None
    return format_html(' data-theme="{}"', chosen) if chosen in ("light", "dark") else SafeString()


@register.simple_tag(takes_context=True)
def faces(context: template.Context, *codes: str) -> tuple[agents_faces.Face, ...]:
    """`{% faces "queue" "cockpit" as doors %}`: of these faces, those open to who looks."""
    agent = getattr(context.get("request"), "agent", None)
    return agents_faces.open_to(tuple(agent.roles), codes) if agent else ()


@register.simple_tag
def built_icon() -> str:
    """Address of the small picture in the browser's tab."""
    return _built("src/favicon.svg")


@register.simple_tag
def built_font(name: str) -> str:
    """Address of one of the house's fonts, for a preload: "sans" or "serif"."""
    paths = {
        "sans": "node_modules/@fontsource-variable/public-sans/files"
        "/public-sans-latin-wght-normal.woff2",
        "serif": "src/generated/fonts/fraunces-latin.woff2",
    }
    return _built(paths[name])
