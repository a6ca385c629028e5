"""What the rules of a several-choice question tell of its counts.

Its choices are axes of their own, and who chose one may have chosen others: they don't add up to
those who answered. Yet everybody knows that who answered chose something, at most so many, and
nothing else beside what stands alone. Where only one may be chosen the choices do add up, and a
count hidden in one is the others taken away.
"""

from collections.abc import Iterator

from parvis.understand.surveys.disclosure.tables import CHOSEN, Several
from parvis.understand.surveys.disclosure.unknowns import Group, Kind, Relations, Unknown


def choose(found: Relations, release: int) -> None:
    """Ties the choices of every several-choice question of a release, in each group of people."""
    for several, base, whole, places in _chosen(found, release):
        alone = [place for name, place in places.items() if name in several.alone]
        others = [place for name, place in places.items() if name not in several.alone]
        # Those who answered, without those who chose what stands alone.
        rest = {whole: 1.0, **dict.fromkeys(alone, -1.0)}
        if len(places) == several.choices:
            _at_most(found, release, base, _times(rest, several.least), dict.fromkeys(others, 1.0))
        if len(others) > several.most:
            _at_most(found, release, base, dict.fromkeys(others, 1.0), _times(rest, several.most))
        if alone:
            for one in others:
                _at_most(found, release, base, {one: 1.0}, rest)
            if not others:
                _at_most(found, release, base, {}, rest)


def _chosen(found: Relations, release: int) -> Iterator[tuple[Several, Group, int, dict[str, int]]]:
    """Each group of people of whom choices are counted: how many chose each, of how many."""
    chosen: dict[tuple[str, Group], dict[str, int]] = {}
    for (of, group), place in found.at.items():
        for name, option in group if of == release else ():
            if option == CHOSEN and found.axes[name].several:
                base = tuple(part for part in group if part[0] != name)
                chosen.setdefault((found.axes[name].question, base), {})[name] = place
    for (_, base), places in chosen.items():
        axis = found.axes[next(iter(places))]
        whole = found.at.get((release, found.answered(base, axis)))
        if whole is not None and axis.several is not None:
            yield axis.several, base, whole, places


def _times(factors: dict[int, float], times: int) -> dict[int, float]:
    return {place: factor * times for place, factor in factors.items()}


def _at_most(
    found: Relations, release: int, base: Group, less: dict[int, float], more: dict[int, float]
) -> None:
    """What `less` adds up to is at most what `more` does: something not negative is between."""
    between = found.add(Unknown(Kind.BEYOND, release, base))
    factors = {place: -factor for place, factor in less.items()}
    for place, factor in more.items():
        factors[place] = factors.get(place, 0.0) + factor
    found.balance({**factors, between: -1.0})
