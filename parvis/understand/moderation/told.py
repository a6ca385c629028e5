"""The rules of what is published, in the language on screen: as the author of a text or a photo is
told them, and as everybody reads them."""

from django.utils.translation import pgettext_lazy

from parvis.understand.moderation.rules import PublicRule

TITLES = {
    "insult": pgettext_lazy("public rule", "Insults"),
    "hate": pgettext_lazy("public rule", "Hate"),
    "threat": pgettext_lazy("public rule", "Threats"),
    "advertising": pgettext_lazy("public rule", "Advertising"),
    "repetition": pgettext_lazy("public rule", "The same message again"),
    "flood": pgettext_lazy("public rule", "Messages sent in great numbers by a few"),
    "privacy": pgettext_lazy("public rule", "Other people’s private life"),
}
SENTENCES = {
    "insult": pgettext_lazy(
        "public rule",
        "We don’t publish insults. You may criticise the town and those who run it as sharply as "
        "you like: without the insult, it can be published.",
    ),
    "hate": pgettext_lazy(
        "public rule",
        "We don’t publish words that attack people for their origin, religion, sex, orientation or "
        "disability: the law forbids it.",
    ),
    "threat": pgettext_lazy(
        "public rule",
        "We don’t publish threats, and we must take them seriously. If you are at the end of your "
        "tether, call us: we would rather talk.",
    ),
    "advertising": pgettext_lazy(
        "public rule",
        "We don’t publish advertising. If you also report a problem, we deal with it all the same.",
    ),
    "repetition": pgettext_lazy(
        "public rule",
        "We don’t publish the same message twice. We have received yours: there is no need to send "
        "it again.",
    ),
    "flood": pgettext_lazy(
        "public rule",
        "We don’t publish one by one nearly identical messages that a few people send in great "
        "numbers. Many people who each sign the same letter are welcome.",
    ),
    "privacy": pgettext_lazy(
        "public rule",
        "We don’t publish what tells who somebody is, or is of their private life, unless they "
        "agree: a name, a face, an address, a number plate.",
    ),
}


def title(rule: PublicRule) -> str:
    """What `rule` is about, in a few words."""
    return str(TITLES[rule])


def told(rule: PublicRule) -> str:
    """The sentence of `rule`."""
    return str(SENTENCES[rule])
