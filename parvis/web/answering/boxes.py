"""The boxes of questions that have several: a day, a person, an address."""

from typing import Any

from django.utils.translation import gettext as _

from parvis.offer.forms.fields.moments import as_day
from parvis.web.answering.shapes import Asked, Option, Part
from parvis.web.answering.wrong import part_name

_SHORTEST_PARTS = {"day": 2, "month": 2, "year": 4}
# What a browser may fill in by itself (WCAG 2.1, 1.3.5).
_AUTOCOMPLETE = {
    "title": "honorific-prefix",
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "line": "address-line1",
    "more": "address-line2",
    "postcode": "postal-code",
    "city": "address-level2",
}
_TYPES = {"email": "email", "phone": "tel"}
_MODES = {"email": "email", "phone": "tel", "postcode": "numeric"}


def day(asked: Asked) -> tuple[Part, ...]:
    """Day, month and year: quicker to type than a calendar, and read aloud as what they are."""
    return _day_of(asked.name, asked.value)


def _day_of(name: str, value: Any, *, completes: str = "") -> tuple[Part, ...]:
    found = as_day(value) if isinstance(value, str) else None
    texts = [str(found.day), str(found.month), str(found.year)] if found else _typed(value)
    words = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    return tuple(
        Part(
            f"{name}-{part}",
            words[part],
            text,
            autocomplete=f"{completes}-{part}" if completes else "off",
            inputmode="numeric",
            longest=_SHORTEST_PARTS[part],
            is_short=True,
        )
        for part, text in zip(words, texts, strict=True)
    )


def _typed(value: Any) -> list[str]:
    """What was typed into the three boxes of a day that there is not."""
    parts = value.split("/") if isinstance(value, str) else []
    return parts if len(parts) == 3 else ["", "", ""]


def person(asked: Asked) -> tuple[Part, ...]:
    """Those parts of a person that are asked."""
    field: Any = asked.field
    given = asked.value if isinstance(asked.value, dict) else {}
    found: list[Part] = []
    for part in field.parts:
        name, value = f"{asked.name}-{part}", str(given.get(part, ""))
        if part == "born":
            found += [Part(name, part_name(part), value, type="date", autocomplete="bday")]
        elif part == "title":
            options = tuple(Option(one, one, value == one) for one in _titles())
            found += [Part(name, part_name(part), value, is_short=True, options=options)]
        else:
            found += [_part(name, part, value)]
    return tuple(found)


def _titles() -> tuple[str, str]:
    return _("Ms"), _("Mr")


def _part(name: str, part: str, value: str) -> Part:
    return Part(
        name,
        part_name(part),
        value,
        type=_TYPES.get(part, "text"),
        autocomplete=_AUTOCOMPLETE.get(part, "off"),
        inputmode=_MODES.get(part, ""),
        longest=120,
        is_short=part == "postcode",
        is_optional=part == "more",
        completes=part == "line",
    )


def address(asked: Asked) -> tuple[Part, ...]:
    """The lines of an envelope."""
    given = asked.value if isinstance(asked.value, dict) else {}
    return tuple(
        _part(f"{asked.name}-{part}", part, str(given.get(part, "")))
        for part in ("line", "more", "postcode", "city")
    )
