"""Figures as one says them: counts, shares, changes, delays."""

from functools import lru_cache

from django.utils.formats import get_format
from django.utils.translation import get_language, pgettext

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "\N{EN DASH}"
# Shares that have a name; the nearest is taken within a twentieth of the share itself.
_FRACTIONS = (
    (9 / 10, "nine in ten"), (4 / 5, "four in five"), (3 / 4, "three in four"),
    (2 / 3, "two in three"), (1 / 2, "one in two"), (1 / 3, "one in three"),
    (1 / 4, "one in four"), (1 / 5, "one in five"), (1 / 6, "one in six"),
    (1 / 8, "one in eight"), (1 / 10, "one in ten"), (1 / 20, "one in twenty"),
)  # fmt: skip
_NEAR = 0.05


def count(number: float) -> str:
    """A whole number: "2 143"."""
    return f"{round(number):,}".translate(_marks(get_language() or "fr"))


def decimal(number: float, digits: int = 1) -> str:
    """ "3,2"; without ",0"."""
    if round(number, digits) == round(number):
        return count(number)
    return f"{round(number, digits):,.{digits}f}".translate(_marks(get_language() or "fr"))


@lru_cache(maxsize=8)
def _marks(language: str) -> dict[int, str]:
    """A language's marks for Python's own, in a table for `str.translate`: a page has hundreds of
    figures."""
    return {
        ord(","): get_format("THOUSAND_SEPARATOR", language, use_l10n=True),
        ord("."): get_format("DECIMAL_SEPARATOR", language, use_l10n=True),
    }


def percent(share: float | None, digits: int = 0) -> str:
    """ "81 %" of a share from 0 to 1; a dash for None. Never 0 or 100 for nearly so."""
    if share is None:
        return UNKNOWN
    # Translators: a share of a hundred
    words = pgettext("figures", "%(number)s%%")
    near = round(100 * share, digits)
    if near in {0, 100} and share not in {0, 1}:
        digits = max(1, digits)
    return words % {"number": decimal(100 * share, digits)}


def signed(words: str, number: float) -> str:
    """Words of a number's size with its sign before them: "+6 %"."""
    if number == 0:
        return words
    return f"{'+' if number > 0 else MINUS}{words}"


def fraction(share: float) -> str:
    """ "one in five" where the share has such a name, else "18 %"."""
    near = min(_FRACTIONS, key=lambda one: abs(one[0] - share))
    if abs(near[0] - share) > _NEAR * share:
        return percent(share)
    return {
        "nine in ten": pgettext("figures", "nine in ten"),
        "four in five": pgettext("figures", "four in five"),
        "three in four": pgettext("figures", "three in four"),
        "two in three": pgettext("figures", "two in three"),
        "one in two": pgettext("figures", "one in two"),
        "one in three": pgettext("figures", "one in three"),
        "one in four": pgettext("figures", "one in four"),
        "one in five": pgettext("figures", "one in five"),
        "one in six": pgettext("figures", "one in six"),
        "one in eight": pgettext("figures", "one in eight"),
        "one in ten": pgettext("figures", "one in ten"),
        "one in twenty": pgettext("figures", "one in twenty"),
    }[near[1]]


def delay(hours: float | None) -> str:
    """A delay: hours under a day ("5 h"), else days ("3,2 j"); a dash for None."""
    if hours is None:
        return UNKNOWN
    if hours < 24:
        # Translators: a number of hours, as short as can be
        return pgettext("figures", "%(number)s h") % {"number": count(max(1, hours))}
    # Translators: a number of days, as short as can be
    return pgettext("figures", "%(number)s d") % {"number": days(hours)}


def days(hours: float) -> str:
    """A delay in days, the more digits the shorter it is."""
    return decimal(hours / 24, 1 if hours < 24 * 20 else 0)
