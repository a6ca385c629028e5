"""What is handed in, and what is found: ids, offsets and figures, never a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

# How much is done (0 to 1), and the code of what is being done.
Tell = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Contribution:
    """`mood`: -1, 0 or 1 where something read it, else None."""

    id: int
    text: str
    mood: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A whole sentence of a contribution: characters `start` to `end` of its text. `alike`
    contributions, itself with them, say the same text."""

    contribution: int
    start: int
    end: int
    alike: int = 1


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or two that go together, as people write it most, and in how many texts it stands."""

    text: str
    texts: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A smaller group inside a theme. `why`: "mood" (it feels the opposite of most) or "apart" (it
    speaks of something else). `share` is of the theme."""

    why: str
    share: float
    members: Sequence[int]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A group as it was found, before a person joined it to others. `centre` is the middle of its
    vectors (length 1); `split_from`: the part that a person cut it from. One that stands in no
    theme is waited for: nobody speaks of it now, but a person gave it a name or a place."""

    id: int
    centre: tuple[float, ...]
    members: Sequence[int]
    split_from: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """`id` stays from one run to the next; of what stands `inside` it is only a place. `share` is
    of all contributions. `closeness`: of its texts to its middle, on average (cosine, 1 for the
    very same). `members`: contributions, the nearest to the middle first."""

    id: int
    words: tuple[Word, ...]
    size: int
    share: float
    closeness: float
    members: Sequence[int]
    typical: tuple[Quote, ...]
    atypical: tuple[Quote, ...]
    voices: tuple[Voice, ...]
    inside: tuple["Theme", ...] = ()
    parts: tuple[int, ...] = ()
    given_name: str = ""

    @property
    def name(self) -> str:
        """As a person named it, else its first words; empty where its texts have none."""
        return self.given_name or ", ".join(word.text for word in self.words[:3])


@dataclass(frozen=True, slots=True)
class Past:
    """The period before, held beside this one: `size` contributions, the `members` of each theme
    among them, and how many count for each theme `now` when counted in the same way."""

    size: int
    members: dict[int, Sequence[int]]
    now: dict[int, int]


@dataclass(frozen=True)
class Themes:
    """`distinct` texts among `size` contributions; `rest`: those that no theme takes in.
    `agreement`: whether two halves of the texts, each by itself, give the same themes (adjusted
    Rand, 1 for the same, 0 for chance); None where they are too few. `unheard`: the wishes, by
    their place, that name a theme that is no longer there. `next_id`: the first id that was never
    given. `past` is None where nothing was said before. `model` says how they were found."""

    size: int
    distinct: int
    themes: tuple[Theme, ...]
    rest: Sequence[int]
    parts: tuple[Part, ...]
    agreement: float | None
    unheard: tuple[int, ...] = ()
    next_id: int = 1
    model: str = ""
    past: Past | None = None

    @cached_property
    def theme_of(self) -> dict[int, int]:
        """The theme of each contribution that has one."""
        return {one: theme.id for theme in self.themes for one in theme.members}
