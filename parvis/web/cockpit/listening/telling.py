"""Themes in words."""

from django.utils.text import capfirst
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.inform.dashboards.wording import count, decimal, percent, signed
from parvis.understand.readings.rules import ANSWER
from parvis.understand.summary.summary import Statement
from parvis.understand.themes.growth import Growth
from parvis.understand.themes.model import Theme, Themes
from parvis.web.cockpit.listening.kept import Kept

# Between 0.08 (300 mixed texts, which hardly held together) and 0.53 (4,000 of one consultation):
# docs/algorithms/themes.md.
LOOSE = 0.3
# A mood is named that more than half of those share who show one.
_MOST, _FEWEST_MOODS = 0.5, 5
_MOODS = {
    "negative": pgettext_lazy("listening", "mostly unhappy"),
    "positive": pgettext_lazy("listening", "mostly happy"),
    "mixed": pgettext_lazy("listening", "moods are divided"),
}
STEPS = {
    "reading": pgettext_lazy("listening", "Texts are read"),
    "same": pgettext_lazy("listening", "Same texts are put together"),
    "space": pgettext_lazy("listening", "Meanings are compared"),
    "groups": pgettext_lazy("listening", "Themes are formed"),
    "words": pgettext_lazy("listening", "Words and sentences are chosen"),
}


def contributions(kept: Kept, number: int) -> str:
    """How many of what is looked at: "412 messages"."""
    if kept.selection.source == ANSWER:
        words = npgettext("listening", "%(count)s answer", "%(count)s answers", number)
    else:
        words = npgettext("listening", "%(count)s message", "%(count)s messages", number)
    return words % {"count": count(number)}


def name(theme: Theme) -> str:
    """A theme's name."""
    return theme.name or pgettext("listening", "without words")


def many(kept: Kept, period: str) -> str:
    """What the page begins with: when, and how many spoke."""
    return pgettext("listening", "%(period)s, %(many)s.") % {
        "many": contributions(kept, kept.themes.size),
        "period": period,
    }


def said_now(kept: Kept, days: int) -> list[tuple[str, int | None]]:
    """Sentences that follow, each with the theme that it leads to: of what most is said, and what
    grows, or else stands apart."""
    themes, said = kept.themes, list[tuple[str, int | None]]()
    if themes.themes:
        first, *others = themes.themes[:2]
        told = {"name": name(first), "share": percent(first.share)}
        words = pgettext("listening", "What is spoken of most: “%(name)s”, %(share)s.")
        if others:
            told |= {"next": name(others[0]), "next_share": percent(others[0].share)}
            words = pgettext(
                "listening",
                "What is spoken of most: “%(name)s” (%(share)s), then “%(next)s” (%(next_share)s).",
            )
        said.append((words % told, first.id))
    return [*said, _moved(kept, days) or _apart(themes)]


def _moved(kept: Kept, days: int) -> tuple[str, int | None] | None:
    """What grows most for sure, or that nothing does; None where there is nothing to hold it
    beside."""
    if not kept.growths:
        return None
    most = kept.growths[0]
    if most.is_sure and most.change > 0:
        named = {theme.id: theme for theme in kept.themes.themes}
        words = pgettext("listening", "More and more is said of “%(name)s”: %(growth)s.")
        return words % {"name": name(named[most.theme]), "growth": growth(most)}, most.theme
    words = npgettext(
        "listening",
        "Nothing grows clearly beside the day before.",
        "Nothing grows clearly beside the %(count)s days before.",
        days,
    )
    return words % {"count": count(days)}, None


def _apart(themes: Themes) -> tuple[str, int | None]:
    for theme in themes.themes:
        for voice in theme.voices:
            words = pgettext("listening", "In “%(name)s”, %(share)s say otherwise.")
            return words % {"name": name(theme), "share": percent(voice.share)}, theme.id
    words = pgettext("listening", "%(share)s fit no theme.")
    share = len(themes.rest) / themes.size if themes.size else 0
    return words % {"share": percent(share)}, None


def growth(one: Growth) -> str:
    """From which share to which."""
    return pgettext("listening", "from %(before)s to %(after)s of what is said") % {
        "before": percent(one.before),
        "after": percent(one.after),
    }


def trend(one: Growth | None) -> str:
    """A theme's trend since the period before, in a word; empty where none is known."""
    if one is None:
        return ""
    if one.is_few:
        return pgettext("listening", "too few to tell a trend")
    if not one.is_sure:
        return pgettext("listening", "no clear change")
    if one.change > 0:
        return pgettext("listening", "on the rise")
    return pgettext("listening", "on the wane")


def trend_told(one: Growth, days: int) -> str:
    """A theme's trend in full: shares and counts of both periods, bounds of the difference."""
    counts = {"now": count(one.now), "was": count(one.was), "days": count(days)}
    if one.is_few:
        words = pgettext(
            "listening",
            "Too few to tell a trend: %(now)s now, %(was)s in the %(days)s days before.",
        )
        return words % counts
    words = pgettext(
        "listening",
        "%(trend)s: %(after)s of what is said, %(before)s in the %(days)s days before (%(now)s"
        " messages, %(was)s before). The difference lies between %(low)s and %(high)s points.",
    )
    return words % {
        **counts,
        "trend": capfirst(trend(one)),
        "after": percent(one.after),
        "before": percent(one.before),
        "low": _points(one.low),
        "high": _points(one.high),
    }


def _points(share: float) -> str:
    return signed(decimal(100 * abs(share)), share)


def mood(moods: dict[str, int]) -> str:
    """The mood of most who show one; empty where too few do."""
    shown = {code: number for code, number in moods.items() if code in _MOODS}
    whole = sum(shown.values())
    if whole < _FEWEST_MOODS:
        return ""
    code, most = max(shown.items(), key=lambda pair: pair[1])
    return str(_MOODS[code if most > _MOST * whole else "mixed"])


def doubt(themes: Themes) -> str:
    """How sure one may be, where there is a doubt."""
    if themes.agreement is None:
        return pgettext(
            "listening",
            "There are too few texts to check these themes: read the sentences before relying on"
            " them.",
        )
    if themes.agreement < LOOSE:
        return pgettext(
            "listening",
            "These themes hold together loosely: half of the texts alone would give others. Read"
            " the sentences before relying on them.",
        )
    return ""


def unheard(themes: Themes) -> str:
    """That some of what was wished could not be followed."""
    many = len(themes.unheard)
    if not many:
        return ""
    words = npgettext(
        "listening",
        "%(count)s thing that was asked could not be followed: its theme is no longer there, or"
        " nothing parts it.",
        "%(count)s things that were asked could not be followed: their themes are no longer there,"
        " or nothing parts them.",
        many,
    )
    return words % {"count": count(many)}


def statement(kept: Kept, one: Statement) -> str:
    """One sentence of the summary, without what people wrote."""
    told = {
        "name": one.name or pgettext("listening", "without words"),
        "share": percent(one.share),
        "many": contributions(kept, one.size),
        "within": percent(one.within),
        "themes": count(one.many or 0),
    }
    return _sentence(one) % told


def _sentence(one: Statement) -> str:
    if one.code == "theme":
        return pgettext("listening", "%(share)s speak of “%(name)s” (%(many)s).")
    if one.code == "dissent" and one.why == "mood":
        return pgettext("listening", "Among them %(within)s feel the opposite of most (%(many)s).")
    if one.code == "dissent":
        return pgettext("listening", "Among them %(within)s speak of something else (%(many)s).")
    if one.code == "unlike":
        return pgettext("listening", "Said otherwise:")
    if one.code == "others":
        return npgettext(
            "listening",
            "%(themes)s smaller theme takes in %(share)s (%(many)s).",
            "%(themes)s smaller themes take in %(share)s (%(many)s).",
            one.many or 0,
        )
    return pgettext("listening", "%(share)s fit no theme (%(many)s).")
