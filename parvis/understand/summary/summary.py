"""A summary that can be checked: each statement leads to the contributions that it counts.

Extractive: statements are codes and figures, and sentences that people wrote, chosen by `themes`.
Nothing is generated, so nothing can be made up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from parvis.understand.themes.members import Together
from parvis.understand.themes.model import Quote, Theme, Themes, Voice

# What one reads in a minute; the others are counted together.
MOST_TOLD = 7
QUOTES = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said. `code`:

    - "all": how many contributions there are (`size`), `distinct` texts among them;
    - "theme": that `size` of them, `share` of all, speak of the theme `theme`, called `name`;
    - "dissent": that inside it some feel the opposite ("mood") or speak of something else
      ("apart"): `why`; `within` is their share of the theme, `share` of all;
    - "unlike": sentences of the theme that lie far from its middle; they stand for themselves;
    - "others": the smaller themes that are not told, together; `many` of them;
    - "rest": what fits no theme.

    The shares of "theme", "others" and "rest" add up to 1: these three part all contributions.
    `contributions` are those that `share` counts.
    """

    code: str
    size: int
    share: float
    contributions: Sequence[int]
    quotes: tuple[Quote, ...] = ()
    theme: int | None = None
    name: str = ""
    why: str = ""
    within: float | None = None
    distinct: int | None = None
    many: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Statements in the order in which they are read. `told`: the share of contributions whose
    theme is told."""

    statements: tuple[Statement, ...]
    told: float


@dataclass(frozen=True, slots=True)
class ToWord:
    """A sentence that somebody wrote (`quote` says where), whose contributions it stands for, and
    their share: what an outside endpoint would put into other words, one at a time, so that each
    keeps its ids."""

    sentence: str
    quote: Quote
    contributions: Sequence[int]
    share: float


def summarise(themes: Themes, *, most: int = MOST_TOLD) -> Summary:
    """What these themes say, the `most` largest told one by one."""
    told, others = themes.themes[:most], themes.themes[most:]
    statements = [_all(themes)]
    for theme in told:
        statements += _of(theme, themes.size)
    if others:
        members = Together([theme.members for theme in others])
        statements.append(_counted("others", members, themes.size, many=len(others)))
    if themes.rest:
        statements.append(_counted("rest", themes.rest, themes.size))
    counted = sum(theme.size for theme in told)
    return Summary(tuple(statements), counted / themes.size if themes.size else 0.0)


def to_word(
    statements: Iterable[Statement], sentence_of: Callable[[Quote], str | None]
) -> list[ToWord]:
    """The quoted sentences of statements, each once, with what its statement counts. `sentence_of`
    gives a quote as it may leave; None for one that may not, or was erased."""
    found: dict[tuple[int, int], ToWord] = {}
    for one in statements:
        for quote in one.quotes:
            sentence = sentence_of(quote)
            if sentence is not None:
                said = ToWord(sentence, quote, one.contributions, one.share)
                found.setdefault((quote.contribution, quote.start), said)
    return list(found.values())


def _all(themes: Themes) -> Statement:
    members = Together([*(theme.members for theme in themes.themes), themes.rest])
    share = 1.0 if themes.size else 0.0
    return Statement("all", themes.size, share, members, distinct=themes.distinct)


def _of(theme: Theme, size: int) -> list[Statement]:
    said = Statement(
        "theme",
        theme.size,
        theme.share,
        theme.members,
        theme.typical[:QUOTES],
        theme.id,
        theme.name,
    )
    found = [said, *(_dissent(voice, theme, size) for voice in theme.voices)]
    if theme.atypical:
        far = theme.atypical[:QUOTES]
        ids = tuple(quote.contribution for quote in far)
        found.append(Statement("unlike", len(ids), len(ids) / size, ids, far, theme.id, theme.name))
    return found


def _dissent(voice: Voice, theme: Theme, size: int) -> Statement:
    return Statement(
        code="dissent",
        size=len(voice.members),
        share=len(voice.members) / size,
        contributions=voice.members,
        quotes=voice.quotes[:QUOTES],
        theme=theme.id,
        name=theme.name,
        why=voice.why,
        within=voice.share,
    )


def _counted(code: str, members: Sequence[int], size: int, *, many: int | None = None) -> Statement:
    return Statement(code, len(members), len(members) / size, members, many=many)
