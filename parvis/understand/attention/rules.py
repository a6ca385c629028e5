"""The rules as they are declared: what each looks at, in a sentence, and what may be set of it.

They are the whole of it: nothing else about a request, and nothing about a person, is looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from parvis.foundation.wording import unbroken, worded

REPEATED, MISSED, NEAR, UNANSWERED = "repeated", "missed", "near", "unanswered"
TIMES, DAYS, WORKING_DAYS = "times", "days", "working_days"

# What a rule is set to, by parameter; the rules in force, by code.
Values = Mapping[str, int]
Settings = Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a department sets, between `least` and `most`."""

    key: str
    name: Mapping[str, str]
    usual: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `sentence` says what it looks at; its {parameters} are those of `parameters`."""

    code: str
    name: Mapping[str, str]
    sentence: Mapping[str, str]
    parameters: tuple[Parameter, ...] = ()

    def said(self, values: Values, language: str | None = None) -> str:
        """The sentence, with what a department set."""
        return unbroken(worded(self.sentence, language)).format(**values)

    @property
    def usual(self) -> dict[str, int]:
        """What is proposed."""
        return {one.key: one.usual for one in self.parameters}

    def allows(self, values: Values) -> bool:
        """Whether each parameter is given, within its bounds, and nothing else is."""
        return set(values) == set(self.usual) and all(
            one.least <= values[one.key] <= one.most for one in self.parameters
        )


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            REPEATED,
            {"fr": "Demandes répétées", "en": "Repeated requests"},
            {
                "fr": "La même adresse électronique, le même numéro de téléphone ou le même compte"
                " a adressé au moins {times} demandes à cette direction en {days} jours, et l’une"
                " de celles qui précèdent la dernière est encore ouverte ou a dû être rouverte.",
                "en": "The same e-mail address, telephone number or account has sent this"
                " department at least {times} requests within {days} days, and one of those before"
                " the last is still open, or had to be reopened.",
            },
            (
                Parameter(TIMES, {"fr": "Nombre de demandes", "en": "Requests"}, 3, 2, 10),
                Parameter(DAYS, {"fr": "En combien de jours", "en": "Within days"}, 60, 7, 365),
            ),
        ),
        Rule(
            MISSED,
            {"fr": "Promesse dépassée", "en": "A promise missed"},
            {
                "fr": "La demande est ouverte, et le délai promis est dépassé, ou le jour prévu"
                " est passé.",
                "en": "The request is open, and its promised end has passed, or the day that was"
                " planned has.",
            },
        ),
        Rule(
            NEAR,
            {"fr": "Échéance proche", "en": "A deadline near"},
            {
                "fr": "Le délai promis finit dans {working_days} jours ouvrés ou moins, et personne"
                " n’est désigné, ou la demande est encore seulement reçue.",
                "en": "The promised end is {working_days} working days away or less, and nobody is"
                " named, or the request is still only received.",
            },
            (
                Parameter(
                    WORKING_DAYS,
                    {"fr": "Jours ouvrés avant l’échéance", "en": "Working days before the end"},
                    2, 1, 10,
                ),
            ),
        ),
        Rule(
            UNANSWERED,
            {"fr": "Sans réponse", "en": "Unanswered"},
            {
                "fr": "La demande est ouverte, la personne a écrit, et depuis {working_days} jours"
                " ouvrés ou plus aucun agent ne lui a écrit.",
                "en": "The request is open, the person wrote, and for {working_days} working days"
                " or more no agent has written to them.",
            },
            (
                Parameter(
                    WORKING_DAYS,
                    {"fr": "Jours ouvrés sans réponse", "en": "Working days without an answer"},
                    3, 1, 30,
                ),
            ),
        ),
    )
}  # fmt: skip


def allowed(settings: Settings) -> bool:
    """Whether these are rules of ours, each set within its bounds."""
    return all(code in RULES and RULES[code].allows(values) for code, values in settings.items())
