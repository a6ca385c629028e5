"""A resident's words: facts of the sub-type, said in many ways."""
# ruff: noqa: E501 - lists of words read better in long lines.

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from demo.offer.model import Service, SubType
from demo.town.assemble import in_sentence
from demo.town.model import Town
from demo.words import frames
from demo.words.facts import AROUND, BRIEFS, FACTS, FOREIGN
from demo.words.keyboard import as_typed
from demo.words.replies import pick

FEMININE = {
    "école", "église", "crèche", "piscine", "médiathèque", "halles",
    "rue", "avenue", "impasse", "allée", "ruelle", "route", "venelle", "cité", "grande", "promenade", "rocade", "place", "cour",
}  # fmt: skip
PLACED = (
    "devant",
    "près d",
    "en face",
    "au bord",
    "derrière",
    " rue",
    "au coin",
    "à l'entrée",
    "au pied",
)
PLURAL = {"halles", "jardins"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Who says what about what, where, how."""

    service: Service
    subtype: SubType
    channel: str
    street: str
    number: int
    place: str
    first_name: str
    last_name: str
    phone: str
    moment: datetime

    def answer(self, key: str, draw: float) -> str:
        """The answer to a free question."""
        choices = frames.FREE_ANSWERS.get(key)
        return pick(choices, draw) if choices else ""


def with_article(name: str) -> str:
    """The name of a street or place with its article: l'école de la Gare, le parc des Rives."""
    name = in_sentence(name)
    head = name.split(" ", 1)[0].lower()
    if head in PLURAL:
        return "les " + name
    if head[0] in "aeiouéè" or head in ("hôtel", "hôpital"):
        return "l'" + name
    return ("la " if head in FEMININE else "le ") + name


class Speaker:
    """Says things as residents of one town."""

    def __init__(self, town: Town) -> None:
        self._landmarks = tuple(
            with_article(place.name)
            for place in town.places
            if place.kind in ("school", "park", "square", "market", "pool", "library", "church")
        ) or ("la mairie",)
        self._town = town.name

    def say(self, scene: Scene, draws: Sequence[float]) -> tuple[str, str]:
        """The words and their language (fr, en, es, pt, ar, tr)."""
        style = draws[4]
        if scene.channel in ("phone", "counter"):
            return self._noted(scene, draws), "fr"
        if style > 0.982:
            return self._foreign(scene, draws)
        if scene.channel == "letter":
            return self._long(scene, draws, formal=True), "fr"
        if style < 0.15:
            text = self._brief(scene, draws)
        elif style < 0.24:
            text = self._short_message(scene, draws)
        elif style < 0.36:
            text = self._angry(scene, draws)
        elif style < 0.47:
            text = self._long(scene, draws, formal=False)
        else:
            text = self._plain(scene, draws)
        return as_typed(text, draws[36], draws[37]), "fr"

    def place_words(self, scene: Scene, draw: float) -> str:
        """How the place is said in words, when it is."""
        if not scene.street or draw > 0.12:
            return ""
        return self._fill(pick(frames.WHERE, draw / 0.12), scene, draw).strip(" ,").capitalize()

    def _fact(self, scene: Scene, draw: float, draws: Sequence[float]) -> str:
        key = f"{scene.service.code}/{scene.subtype.code}"
        facts = FACTS[key]
        return self._fill(pick(facts, draw), scene, draws[38])

    def _fill(self, text: str, scene: Scene, draw: float) -> str:
        """Put street, number and numbers in their slots."""
        if "{" not in text:
            return text
        street = in_sentence(scene.street) if scene.street else "la rue"
        return (
            text.replace("{la_rue}", street if street == "la rue" else with_article(street))
            .replace("{rue}", street if street != "la rue" else "ma rue")
            .replace("{n}", str(scene.number or 1 + int(draw * 60)))
            .replace("{lieu}", self._landmark(scene, draw))
            .replace(" de le ", " du ")
            .replace(" à le ", " au ")
            .replace(" de les ", " des ")
            .replace(" à les ", " aux ")
            .replace("{jours}", str(2 + int(draw * 19)))
            .replace("{heure}", str(20 + int(draw * 40) % 4))
            .replace("{nb}", str(2 + int((draw * 13) % 1 * 6)))
            .replace("{ville}", self._town)
        )

    def _landmark(self, scene: Scene, draw: float) -> str:
        if scene.place:
            return with_article(scene.place)
        return pick(self._landmarks, (draw * 7.3) % 1)

    def _since(self, draw: float) -> str:
        return pick(frames.SINCE, draw).replace("{jours}", str(3 + int((draw * 31) % 1 * 25)))

    def _where(self, scene: Scene, draw: float) -> str:
        if not scene.street:
            return ""
        return " " + self._fill(pick(frames.WHERE, draw), scene, (draw * 17) % 1).strip()

    def _brief(self, scene: Scene, draws: Sequence[float]) -> str:
        key = f"{scene.service.code}/{scene.subtype.code}"
        briefs = BRIEFS.get(key, ()) + BRIEFS.get(scene.service.code, ()) + (scene.subtype.name.fr,)
        text = pick(briefs, draws[39])
        if draws[38] < 0.35 and scene.street:
            text += (
                f" {scene.number} {scene.street.lower()}"
                if draws[38] < 0.2
                else f", {scene.street}"
            )
        return text + pick(("", "", ".", " !", " svp", ", merci", "", " depuis hier"), draws[37])

    def _short_message(self, scene: Scene, draws: Sequence[float]) -> str:
        text = f"{pick(frames.SMS_HELLO, draws[35])}{self._fact(scene, draws[39], draws)} {pick(frames.SMS_END, draws[34])}"
        for long, short in frames.SMS_WORDS:
            text = text.replace(long, short)
        return text.lower().replace(".", "").strip()

    def _plain(self, scene: Scene, draws: Sequence[float]) -> str:
        fact = self._fact(scene, draws[39], draws)
        parts = []
        if draws[35] < 0.55:
            parts.append(pick(frames.HELLO, draws[35] / 0.55))
        if draws[34] < 0.42 and scene.street:
            fact = _placed(fact, self._where(scene, draws[34] / 0.42))
        parts.append(fact)
        if draws[33] < 0.4:
            parts.append(self._since(draws[33] / 0.4))
        if draws[32] < 0.3:
            parts.append(pick(frames.EFFECT[_effects(scene)], draws[32] / 0.3))
        if draws[31] < 0.42:
            parts.append(pick(frames.ASK, draws[31] / 0.42))
        if draws[30] < 0.5:
            parts.append(pick(frames.THANKS, draws[30] / 0.5))
        return " ".join(part for part in parts if part)

    def _angry(self, scene: Scene, draws: Sequence[float]) -> str:
        parts = [
            pick(frames.ANGER_FIRST, draws[35]) if draws[33] < 0.6 else "",
            self._fact(scene, draws[39], draws),
            self._since(draws[34]) if draws[32] < 0.6 else "",
            pick(frames.ANGER_LAST, draws[31]),
        ]
        return " ".join(part for part in parts if part)

    def _long(self, scene: Scene, draws: Sequence[float], formal: bool) -> str:
        greeting = pick(frames.FORMAL_HELLO if formal else frames.LONG_HELLO, draws[35])
        who = self._fill(pick(frames.WHO, draws[34]), scene, draws[38])
        facts = FACTS[f"{scene.service.code}/{scene.subtype.code}"]
        first = int(draws[39] * len(facts))
        second = (first + 1 + int(draws[33] * (len(facts) - 1))) % len(facts)
        body = _placed(self._fill(facts[first], scene, draws[38]), self._where(scene, draws[32]))
        parts = [greeting, who, body, self._since(draws[31])]
        if draws[30] < 0.4 and second != first:
            parts.append(self._fill(facts[second], scene, draws[38]))
        parts.append(pick(frames.EFFECT[_effects(scene)], draws[29]))
        parts.append(pick(frames.LONG_ASK, draws[28]))
        parts.append(pick(frames.FORMAL_END if formal else frames.LONG_END, draws[27]))
        if scene.last_name and draws[26] < 0.7:
            parts.append(f"{scene.first_name} {scene.last_name}")
        if scene.phone and draws[25] < 0.6:
            parts.append(
                pick(("Tél. ", "Mon numéro : ", "Joignable au ", ""), draws[24]) + scene.phone
            )
        return " ".join(part for part in parts if part)

    def _noted(self, scene: Scene, draws: Sequence[float]) -> str:
        """Typed by an agent while the person talks."""
        title = "Mme" if draws[35] < 0.55 else "M."
        who = (
            f"{title} {scene.last_name}"
            if scene.last_name
            else pick(
                ("Une habitante", "Un habitant", "Un riverain", "Une commerçante", "Appel anonyme"),
                draws[34],
            )
        )
        verb = pick(
            frames.NOTED_PHONE if scene.channel == "phone" else frames.NOTED_DESK, draws[33]
        )
        fact = self._fact(scene, draws[39], draws)
        where = self._where(scene, draws[32] / 0.45) if draws[32] < 0.45 else ""
        text = f"{who} {verb} : {_placed(fact[0].lower() + fact[1:], where)}"
        if draws[31] < 0.4:
            text += " " + pick(frames.NOTED_END, draws[31] / 0.4)
        return text

    def _foreign(self, scene: Scene, draws: Sequence[float]) -> tuple[str, str]:
        choices = FOREIGN.get(scene.service.family) or FOREIGN["admin"]
        language, text = choices[int(draws[39] * len(choices))]
        before, after = AROUND[language]
        text = pick(before, draws[35]) + text + pick(after, draws[34])
        return self._fill(text, scene, draws[38]), language


def _placed(fact: str, where: str) -> str:
    """The fact with where it is, unless it is a question or already says a place."""
    if fact.endswith(("?", "!")) or any(word in fact for word in PLACED):
        return fact
    return f"{fact.rstrip('. ')}{where}."


def _effects(scene: Scene) -> str:
    """Which consequences suit the service."""
    if scene.service.place_mode == "none":
        return "office"
    if scene.service.family in ("noise", "housing"):
        return "home"
    return "street"


__all__ = ["Scene", "Speaker"]
