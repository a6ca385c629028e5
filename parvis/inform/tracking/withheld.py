"""What of a report the public does not read, for which rule, as whoever asked is told it: on their
page, in a message, and what came after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext

from parvis.act.cases.rules import published, shows
from parvis.inform.tracking.facts import Facts, StepFact
from parvis.understand.moderation.rules import PublicRule
from parvis.understand.moderation.told import told

KIND = "publication"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not shown, in a sentence, and the sentence of the rule."""

    verdict: str
    rule: str


def verdict(step: StepFact) -> str:
    """What was decided, in a sentence."""
    is_photo = published(step) is not None
    if shows(step):
        return (
            gettext("The public sees your photo now.")
            if is_photo
            else gettext("The public reads your words now.")
        )
    if is_photo:
        return gettext("We do not show your photo to the public.")
    return gettext("We do not show your words to the public.")


def rule(step: StepFact) -> str:
    """The sentence of the rule that a step names; empty where it names none."""
    code = step.data.get("rule", "")
    return told(cast(PublicRule, code)) if code else ""


def icon(step: StepFact) -> str:
    """The name of its icon."""
    return "eye" if shows(step) else "eye-off"


def reassurance() -> str:
    """What stays as it was."""
    return gettext("The request itself is dealt with all the same: nothing changes for it.")


def contest() -> str:
    """What one may do."""
    return gettext(
        "You do not agree, or want to say it otherwise? Answer on your page: somebody will read it "
        "again."
    )


def now_withheld(facts: Facts) -> list[Withheld]:
    """What is not shown as things stand: of the words and of each photo the last that was told."""
    return [Withheld(verdict(step), rule(step)) for step in last(facts.steps) if rule(step)]


def last(steps: Sequence[StepFact]) -> list[StepFact]:
    """Of the words and of each photo, the last publication among these steps."""
    return list({published(step): step for step in steps if step.kind == KIND}.values())
