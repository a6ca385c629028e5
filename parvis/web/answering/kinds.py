"""What each kind of question shows besides its words: its boxes, its choices, its attributes."""

import json
from collections.abc import Callable
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from parvis.foundation.wording import worded
from parvis.offer.forms.fields.base import FieldBase
from parvis.offer.forms.fields.choosing import NO, YES, ChoosingField
from parvis.offer.forms.fields.numeric import LARGEST, is_number
from parvis.web.answering import boxes, lists
from parvis.web.answering.shapes import MANY, VERY_MANY, Asked, Option

Shape = dict[str, Any]


def shape(asked: Asked) -> Shape:
    """The template of a question and what it is filled with, as `Component` names it."""
    return _SHAPES[asked.field.kind](asked)  # type: ignore[attr-defined]


def _line(**fixed: Any) -> Callable[[Asked], Shape]:
    def made(asked: Asked) -> Shape:
        more = {"longest": getattr(asked.field, "longest", 40), **fixed}
        return {"template": "line", "value": _shown(asked.value), "more": more}

    return made


def _shown(value: Any) -> str:
    """What was answered, as it is typed."""
    if is_number(value):
        return str(formats.localize(value, use_l10n=True)) if value != int(value) else f"{value}"
    return value if isinstance(value, str) else ""


def _number(asked: Asked) -> Shape:
    field: Any = asked.field
    mode = "decimal" if field.decimals else "numeric"
    # No phone's keyboard of figures has a minus sign.
    signed = field.least < 0 and field.least > -LARGEST
    more = {
        "inputmode": "text" if signed else mode,
        "unit": worded(field.unit, asked.language),
        "is_short": True,
        "longest": 20,
    }
    return {"template": "line", "value": _shown(asked.value), "more": more}


def _long_text(asked: Asked) -> Shape:
    field: Any = asked.field
    return {"template": "words", "value": asked.text, "more": {"longest": field.longest}}


def _time(asked: Asked) -> Shape:
    field: Any = asked.field
    # What was typed and can't be read is shown again: a box for hours would drop it.
    is_read = not asked.value or field.check(asked.value) is None or asked.text[2:3] == ":"
    more = {"type": "time" if is_read else "text", "is_short": True, "longest": 10}
    return {"template": "line", "value": asked.text, "more": more}


def _date(asked: Asked) -> Shape:
    return {"template": "parts", "is_group": True, "parts": boxes.day(asked), "more": {"row": True}}


def _tick(asked: Asked) -> Shape:
    return {"template": "tick", "value": "1" if asked.value is True else ""}


def _yes_no(asked: Asked) -> Shape:
    options = tuple(
        Option(value, words, asked.value == value)
        for value, words in ((YES, _("Yes")), (NO, _("No")))
    )
    return {"template": "choices", "is_group": True, "options": options, "more": {"type": "radio"}}


def _choice(asked: Asked) -> Shape:
    field: Any = asked.field
    options = lists.options(asked)
    if len(field.choices) > VERY_MANY:
        return _searched(asked)
    if len(field.choices) > MANY:
        return {"template": "select", "options": options, "more": _waits(asked)}
    more = {"type": "radio", **_waits(asked)}
    return {"template": "choices", "is_group": True, "options": options, "more": more}


def _choices(asked: Asked) -> Shape:
    field: Any = asked.field
    options = lists.options(asked)
    more: Shape = {"type": "checkbox", **_waits(asked)}
    if len(field.choices) > VERY_MANY:
        chosen = tuple(one for one in options if one.is_chosen)
        more |= {"search": _search(asked), "words": lists.words_left(asked)}
        return {"template": "many", "is_group": True, "options": chosen, "more": more}
    more["is_dense"] = len(field.choices) > MANY
    return {"template": "choices", "is_group": True, "options": options, "more": more}


def _searched(asked: Asked) -> Shape:
    """A list too long to be unrolled: words, completed from what is served."""
    field: Any = asked.field
    known = asked.value if asked.value in field.keys else ""
    words = field.said(known, asked.language) if known else asked.text
    more = {
        "search": _search(asked),
        "words": words,
        "meant": () if known else lists.meant(asked, words),
        **_waits(asked),
    }
    return {"template": "searched", "value": known, "more": more}


def _search(asked: Asked) -> str:
    """Where a list is completed, in the language in which it is read."""
    address = asked.places.options(asked.field.key)
    return f"{address}?langue={asked.language}" if address else ""


def _waits(asked: Asked) -> Shape:
    """Whether a question can't be answered before the one that it depends on."""
    field: Any = asked.field
    return {"waits": bool(field.depends_on and asked.above in (None, "", []))}


def _scale(asked: Asked) -> Shape:
    field: Any = asked.field
    drawings = {"faces": _FACES, "stars": ("star",) * 5}.get(field.style, ())
    options = tuple(
        Option(
            str(step),
            worded(field.said_step(step), asked.language) if field.style == "faces" else str(step),
            asked.value == step,
            icon=drawings[at] if drawings else "",
        )
        for at, step in enumerate(field.steps)
    )
    more = {
        "style": field.style,
        "low": worded(field.low, asked.language),
        "high": worded(field.high, asked.language),
        "count": len(options),
    }
    return {"template": "scale", "is_group": True, "options": options, "more": more}


_FACES = ("angry", "frown", "meh", "smile", "laugh")


def _matrix(asked: Asked) -> Shape:
    field: Any = asked.field
    given = asked.value if isinstance(asked.value, dict) else {}
    rows = [
        {
            "name": f"{asked.name}-{row.key}",
            "label": worded(row.label, asked.language),
            "options": [
                Option(key, field.said(key, asked.language), given.get(row.key) == key)
                for key in field.keys
            ],
        }
        for row in field.rows
    ]
    return {"template": "matrix", "is_group": True, "more": {"rows": rows}}


def _ranking(asked: Asked) -> Shape:
    field: Any = asked.field
    ranks: dict[str, Any] = {}
    if isinstance(asked.value, list):
        ranks = {key: str(at) for at, key in enumerate(asked.value, start=1)}
    elif isinstance(asked.value, dict):
        ranks = asked.value
    places = [str(rank) for rank in range(1, field.wanted + 1)]
    rows = [
        {
            "name": f"{asked.name}-{key}",
            "label": field.said(key, asked.language),
            "options": [Option(rank, rank, str(ranks.get(key, "")) == rank) for rank in places],
        }
        for key in field.keys
    ]
    rows.sort(key=lambda row: next((int(o.value) for o in row["options"] if o.is_chosen), 99))
    return {"template": "ranking", "is_group": True, "more": {"rows": rows, "wanted": len(places)}}


def _person(asked: Asked) -> Shape:
    return {"template": "parts", "is_group": True, "parts": boxes.person(asked)}


def _address(asked: Asked) -> Shape:
    return {"template": "parts", "is_group": True, "parts": boxes.address(asked)}


def _place(asked: Asked) -> Shape:
    field: Any = asked.field
    given = asked.value if isinstance(asked.value, dict) else {}
    geometry = given.get("geometry")
    address = str(given.get("address") or "")
    if field.shape != "point":
        written = geometry if isinstance(geometry, str) else json.dumps(geometry or None)
        more = {"shape": field.shape, "geometry": written if geometry else ""}
        return {"template": "drawn", "value": address, "more": more}
    at = geometry.get("coordinates") if isinstance(geometry, dict) else None
    lon, lat = at if isinstance(at, list) and len(at) == 2 else ("", "")
    return {"template": "place", "value": address, "more": {"lon": lon, "lat": lat}}


def _stored(asked: Asked) -> Shape:
    field: Any = asked.field
    kept = asked.value if isinstance(asked.value, list) else []
    files = [
        {
            "number": number,
            "name": one["name"],
            "picture": asked.places.picture(one["file"]) if _is_picture(one) else "",
        }
        for number, one in enumerate(kept)
    ]
    more = {
        "files": files,
        "left": max(0, field.most - len(files)),
        "accept": ",".join([*field.media_types, *(f".{one}" for one in field.accept)]),
        "kinds": ", ".join(one.upper() for one in field.accept),
        "largest": field.largest_mb,
        "most": field.most,
        "is_photo": field.kind == "photo",
        "is_sent_at_once": asked.places.takes_files,
    }
    return {"template": "files", "is_group": True, "more": more}


def _is_picture(file: Shape) -> bool:
    return str(file["media_type"]).startswith("image/")


def _computed(asked: Asked) -> Shape:
    field: Any = asked.field
    value = "" if asked.value is None else field.words(asked.value, asked.language)
    return {"template": "computed", "value": value}


def _information(_asked: Asked) -> Shape:
    return {"template": "information"}


_SHAPES: dict[str, Callable[[Asked], Shape]] = {
    "text": _line(),
    "email": _line(type="email", autocomplete="email", inputmode="email"),
    "phone": _line(type="tel", autocomplete="tel", inputmode="tel", is_short=True, longest=40),
    "siret": _line(inputmode="numeric", is_short=True, longest=40),
    "rna": _line(is_short=True, longest=40),
    "iban": _line(longest=60),
    "long_text": _long_text,
    "number": _number,
    "amount": _number,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "scale": _scale,
    "matrix": _matrix,
    "ranking": _ranking,
    "person": _person,
    "address": _address,
    "place": _place,
    "file": _stored,
    "photo": _stored,
    "declaration": _tick,
    "consent": _tick,
    "computed": _computed,
    "information": _information,
}


def is_choosing(field: FieldBase) -> bool:
    """Whether a question is answered from a list that may be too long to be unrolled."""
    return isinstance(field, ChoosingField) and len(field.choices) > VERY_MANY
