"""A study of themes as pages read it: what it found under the names that people gave since."""

from dataclasses import dataclass, replace
from functools import cached_property

from parvis.capture.corrections import queries as corrections
from parvis.capture.corrections.models import RENAME, ThemeWish
from parvis.flows.theme_selection import Selection
from parvis.understand.studies import queries as studies
from parvis.understand.studies.models import DONE, FAILED, Study
from parvis.understand.themes.growth import Growth, growths
from parvis.understand.themes.model import Theme, Themes
from parvis.understand.themes.stored import from_json

CODE = "themes"


@dataclass(frozen=True)
class Kept:
    """A study that is done, and all that people wish of its themes."""

    study: Study
    wishes: list[ThemeWish]

    @property
    def selection(self) -> Selection:
        """What it is over."""
        return Selection.from_json(self.study.asked)

    @property
    def few(self) -> list[int] | None:
        """Its contributions where they are too few to be grouped."""
        found: list[int] | None = self.study.result.get("few")
        return found

    @cached_property
    def themes(self) -> Themes:
        """A name holds at once, and as long as it is wished; the rest from the next study on."""
        found = from_json(self.study.result["themes"], studies.ids_of(self.study.pk))
        names = {wish.theme: wish.name for wish in self.wishes if wish.kind == RENAME}
        named = (replace(one, given_name=names.get(one.id, "")) for one in found.themes)
        return replace(found, themes=tuple(named))

    @property
    def is_behind(self) -> bool:
        """Whether something was wished that is not in it yet."""
        heard = set(self.study.result["wishes"])
        wished = {wish.pk for wish in self.wishes}
        shown = {wish.pk for wish in self.wishes if wish.kind == RENAME}
        return bool(wished - heard - shown) or bool(self._undone(heard - wished))

    def _undone(self, gone: set[int]) -> bool:
        rows = ThemeWish.objects.filter(pk__in=gone)
        return rows.exclude(kind=RENAME).exists()

    @cached_property
    def growths(self) -> list[Growth]:
        """How each theme's share moved since the period before, those that grow most first."""
        return growths(self.themes)

    def moods(self, theme: Theme) -> dict[str, int]:
        """How many of a theme feel how."""
        found: dict[str, int] = self.study.result["moods"].get(str(theme.id), {})
        return found


def kept(study: Study) -> Kept:
    """A study with the wishes for its selection."""
    return Kept(study, corrections.theme_wishes(study.digest))


def of_number(number: int) -> Kept | None:
    """A study of themes that is done, by its id; None where there is none."""
    row = studies.study(number)
    if row is None or row.code != CODE or row.state != DONE or row.department_lock is not None:
        return None
    return kept(row)


def has_failed(digest: str) -> bool:
    """Whether the last study of a selection came to nothing."""
    states = Study.objects.filter(code=CODE, digest=digest).order_by("-id")
    return states.values_list("state", flat=True).first() == FAILED
