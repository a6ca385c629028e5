"""Why an answer is refused, in words: what to do, never whose fault it is."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.foundation.wording import worded
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.fields import FieldBase, Wrong
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField

Figures = Mapping[str, Any]
_LEFT_OUT = frozenset({"missing", "incomplete", "rows_missing"})
_OF_FILES = frozenset({"too_many_files", "not_accepted", "too_heavy", "picture_refused"})
_OURS = _LEFT_OUT | _OF_FILES


def sentence(part: FieldBase | Repeat, wrong: Wrong, language: str) -> str:
    """What the person reads: the author's own words for an answer that their question refuses, ours
    for one that is left out, whole or in part, or for a file."""
    if isinstance(part, FieldBase) and part.error and wrong.code not in _OURS:
        return worded(part.error, language)
    with_parts = _OF_PARTS.get(wrong.code)
    if with_parts is not None:
        return with_parts(part, wrong.figures, language)
    with_figures = _OF_FIGURES.get(wrong.code)
    return with_figures(wrong.figures) if with_figures is not None else _plain(wrong.code)


def _plain(code: str) -> str:
    return {
        "missing": _("We need this answer."),
        "not_email": _("Check this address, as in camille@exemple.fr."),
        "not_phone": _("Check this number, as in 06 12 34 56 78."),
        "not_siret": _("Check this number: a SIRET has 14 digits."),
        "not_rna": _("Check this number, as in W751234567: a W and 9 characters."),
        "not_iban": _("Check this account: an IBAN begins with two letters, as in FR76."),
        "not_a_number": _("Write a number, in figures."),
        "not_whole": _("Write a whole number, without a comma."),
        "not_a_date": _("Check this date: day, month and year, as in 27 3 2026."),
        "not_a_time": _("Check this time, as in 14:30."),
        "not_a_choice": _("Choose one of the answers below."),
        "not_a_postcode": _("Check the postcode: it has 5 digits."),
        "not_a_place": _("Show the place again on the map, or write its address."),
        "crosses_itself": _(
            "The edge of this area crosses itself: draw it again, or move a point."
        ),
        "elsewhere": _("This place is outside our territory. Show it on the map, or write where."),
        "refused": _("This answer does not fit the others: check it."),
        "file_gone": _("This file waited too long, and we erased it: choose it again."),
        "picture_refused": _("We could not read this picture. Try another one."),
    }.get(code, _("Answer this question again: we could not read it."))


def _too_long(figures: Figures) -> str:
    most, given = figures["most"], figures.get("given")
    if given is None:
        return _("Shorten this: %(most)d characters at most.") % {"most": most}
    return _("Shorten this: %(given)d characters, for %(most)d at most.") % {
        "given": given,
        "most": most,
    }


def _between(figures: Figures) -> str:
    least, most = figures["least"], figures["most"]
    if abs(most) >= _ENDLESS:
        return _("Write a number from %(least)s up.") % {"least": _number(least)}
    if abs(least) >= _ENDLESS:
        return _("Write a number up to %(most)s.") % {"most": _number(most)}
    return _("Write a number between %(least)s and %(most)s.") % {
        "least": _number(least),
        "most": _number(most),
    }


_ENDLESS = 10**11


def _number(value: float) -> str:
    return str(formats.localize(value, use_l10n=True))


def _from(text: str) -> str:
    if ":" in text:
        return _("Give an hour from %(hour)s on.") % {"hour": text}
    return _("Give a day from %(day)s on.") % {"day": _day(text)}


def _until(text: str) -> str:
    if ":" in text:
        return _("Give an hour up to %(hour)s.") % {"hour": text}
    return _("Give a day up to %(day)s.") % {"day": _day(text)}


def _day(text: str) -> str:
    return formats.date_format(date.fromisoformat(text), "j F Y")


def _decimals(figures: Figures) -> str:
    most = figures["most"]
    return ngettext(
        "Write it with one digit after the comma at most.",
        "Write it with %(most)d digits after the comma at most.",
        most,
    ) % {"most": most}


def _too_few(figures: Figures) -> str:
    return ngettext(
        "Choose at least one answer.", "Choose at least %(n)d answers.", figures["fewest"]
    ) % {"n": figures["fewest"]}


def _too_many(figures: Figures) -> str:
    return ngettext(
        "Choose one answer at most.", "Choose %(n)d answers at most.", figures["most"]
    ) % {"n": figures["most"]}


def _too_many_files(figures: Figures) -> str:
    return ngettext("Keep one file.", "Keep %(n)d files at most.", figures["most"]) % {
        "n": figures["most"]
    }


def _too_few_points(figures: Figures) -> str:
    return _("Show at least %(n)d points on the map, or write where it is.") % {
        "n": figures["fewest"]
    }


_OF_FIGURES: dict[str, Callable[[Figures], str]] = {
    "too_long": _too_long,
    "too_small": _between,
    "too_big": _between,
    "too_many_decimals": _decimals,
    "too_early": lambda of: _from(of["earliest"]),
    "too_late": lambda of: _until(of["latest"]),
    "too_few": _too_few,
    "too_many": _too_many,
    "not_in_order": lambda of: (
        _("Give a different rank to each, from 1 to %(n)d.") % {"n": of["wanted"]}
    ),
    "too_many_files": _too_many_files,
    "too_few_points": _too_few_points,
    "too_many_points": lambda of: (
        _("Draw it with fewer points: %(n)d at most.") % {"n": of["most"]}
    ),
    "not_accepted": lambda of: (
        _("Choose a file of one of these kinds: %(kinds)s.") % {"kinds": ", ".join(of["accept"])}
    ),
    "too_heavy": lambda of: _("Choose a lighter file: %(n)d MB at most.") % {"n": of["most"]},
}


def _incomplete(part: Any, figures: Figures, language: str) -> str:
    left = ", ".join(str(part_name(one)).lower() for one in figures["parts"])
    return _("Complete this answer: %(left)s.") % {"left": left}


def part_name(part: str) -> str:
    """What a part of a person or of an address is called."""
    return {
        "title": _("Ms or Mr"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "birth_name": _("Name at birth"),
        "born": _("Date of birth"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "line": _("Number and street"),
        "more": _("Building, staircase, care of"),
        "postcode": _("Postcode"),
        "city": _("Town"),
    }[part]


def _not_with_others(part: Any, figures: Figures, language: str) -> str:
    said = part.said(figures["choice"], language) if isinstance(part, ChoosingField) else ""
    return _("“%(choice)s” goes without any other answer.") % {"choice": said}


def _rows_missing(part: Any, figures: Figures, language: str) -> str:
    rows = part.rows if isinstance(part, MatrixField) else ()
    left = [worded(row.label, language) for row in rows if row.key in figures["rows"]]
    return _("Answer for each line; left: %(left)s.") % {"left": ", ".join(left)}


def _too_few_rows(part: Any, figures: Figures, language: str) -> str:
    return _("Add some more: %(n)d at least.") % {"n": figures["fewest"]}


def _too_many_rows(part: Any, figures: Figures, language: str) -> str:
    return _("Remove some: %(n)d at most.") % {"n": figures["most"]}


_OF_PARTS: dict[str, Callable[[Any, Figures, str], str]] = {
    "incomplete": _incomplete,
    "not_with_others": _not_with_others,
    "rows_missing": _rows_missing,
    "too_few_rows": _too_few_rows,
    "too_many_rows": _too_many_rows,
}
