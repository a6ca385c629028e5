"""Themes as JSON: offsets, figures and the words of names, with the ids of contributions apart, one
after the other; what was said is read again when it is shown, so that what was erased is gone."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from parvis.understand.themes.members import Members, Read
from parvis.understand.themes.model import Part, Past, Quote, Theme, Themes, Voice, Word

FORM = 2

# Ids -> where they are kept; or back.
_Take = Callable[[Sequence[int]], Sequence[int]]


def to_json(themes: Themes) -> tuple[dict[str, Any], list[int]]:
    """Plain dicts, lists, numbers and strings, and the ids apart: where members were stands from
    which place on, and how many."""
    ids: list[int] = []

    def kept(members: Sequence[int]) -> list[int]:
        ids.extend(members)
        return [len(ids) - len(members), len(members)]

    given = _with_members({"form": FORM, **asdict(themes)}, kept)
    return given, ids


def from_json(stored: dict[str, Any], read: Read) -> Themes:
    """What `to_json` made; members are read when they are looked at. Raises ValueError for another
    form."""
    given = dict(stored)
    if given.pop("form", None) != FORM:
        raise ValueError("themes are stored in another form")
    given = _with_members(given, lambda place: Members(place[0], place[1], read))
    given["themes"] = tuple(map(_theme, given["themes"]))
    given["parts"] = tuple(
        Part(**{**part, "centre": tuple(part["centre"])}) for part in given["parts"]
    )
    given["past"] = _past(given["past"])
    return Themes(**{**given, "unheard": tuple(given["unheard"])})


def _with_members(given: dict[str, Any], take: _Take) -> dict[str, Any]:
    """The same, with every list of members replaced by what `take` makes of it."""
    past = given["past"]
    return {
        **given,
        "themes": [_theme_with(one, take) for one in given["themes"]],
        "parts": [{**one, "members": take(one["members"])} for one in given["parts"]],
        "rest": take(given["rest"]),
        "past": past
        and {**past, "members": {key: take(ids) for key, ids in past["members"].items()}},
    }


def _theme_with(given: dict[str, Any], take: _Take) -> dict[str, Any]:
    return {
        **given,
        "members": take(given["members"]),
        "voices": [{**one, "members": take(one["members"])} for one in given["voices"]],
        "inside": [_theme_with(one, take) for one in given["inside"]],
    }


def _past(given: dict[str, Any] | None) -> Past | None:
    """JSON names by text what we name by number."""
    if given is None:
        return None
    members = {int(theme): ids for theme, ids in given["members"].items()}
    return Past(given["size"], members, {int(theme): n for theme, n in given["now"].items()})


def _theme(given: dict[str, Any]) -> Theme:
    return Theme(
        **{
            **given,
            "words": tuple(Word(**word) for word in given["words"]),
            "parts": tuple(given["parts"]),
            "typical": _quotes(given["typical"]),
            "atypical": _quotes(given["atypical"]),
            "voices": tuple(
                Voice(**{**one, "quotes": _quotes(one["quotes"])}) for one in given["voices"]
            ),
            "inside": tuple(map(_theme, given["inside"])),
        }
    )


def _quotes(given: list[dict[str, Any]]) -> tuple[Quote, ...]:
    return tuple(Quote(**quote) for quote in given)
