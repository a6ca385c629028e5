"""The language of letters, and of short sentences in many languages."""

from collections.abc import Iterator, Sequence

from sklearn.metrics import accuracy_score

from evaluate.figures import Figure
from evaluate.sets import HELD, letters
from parvis.adapters.languages import FastText
from parvis.understand.language.language import of

# Written by hand, as somebody in a hurry writes.
SHORT = {
    "fr": ("lampadaire cassé rue haute", "slt la poubelle est pleine", "merci beaucoup",
           "jai pas recu ma carte", "Fuite d'eau", "c koi les horaires svp", "trou dans la route"),
    "en": ("street light broken", "the bin is full", "thank you very much", "water leak here"),
    "es": ("la farola está rota", "gracias por todo", "hay basura en la calle"),
    "pt": ("a rua está muito suja", "muito obrigado pela ajuda", "não tenho água em casa"),
    "it": ("il lampione è rotto", "grazie mille per l'aiuto", "la strada è sporca"),
    "de": ("die Laterne ist kaputt", "vielen Dank für die Hilfe", "überall liegt Müll"),
    "nl": ("de lamp is kapot", "heel erg bedankt", "er ligt afval op straat"),
    "ar": ("الشارع مظلم", "شكرا جزيلا لكم", "لا يوجد ماء في البيت"),
    "uk": ("не працює ліхтар", "дуже дякую за допомогу", "сміття на вулиці"),
    "tr": ("sokak lambası bozuk", "çok teşekkür ederim", "evde su yok"),
    "pl": ("latarnia nie działa", "bardzo dziękuję za pomoc", "śmieci na ulicy"),
    "ro": ("strada este murdară", "vă mulțumesc foarte mult", "nu avem apă caldă"),
}  # fmt: skip


def measure() -> Iterator[Figure]:
    """Languages found: of letters, of letters in another language than French, of short texts."""
    held = letters(*HELD)
    yield _figure("letters: seaside, north", [(one["text"], one["language"]) for one in held])
    foreign = [(one["text"], one["language"]) for one in held if one["language"] != "fr"]
    yield _figure("those not in French", foreign)
    short = [(text, code) for code, texts in SHORT.items() for text in texts]
    yield _figure("short sentences written for it", short, is_circular=True)


def _figure(on: str, rows: Sequence[tuple[str, str]], *, is_circular: bool = False) -> Figure:
    detect = FastText().ranked
    so = [code for _text, code in rows]
    told = [of(text, detect, answered=("fr",)).code or "unknown" for text, _code in rows]
    wrong = sum(one not in {other, "unknown"} for one, other in zip(told, so, strict=True))
    return Figure(
        "language", "accuracy", on, len(rows),
        ours=accuracy_score(so, told), trivial=accuracy_score(so, ["fr"] * len(so)),
        is_circular=is_circular,
        note=f"{told.count('unknown')} left unknown, {wrong} wrong; trivial: always French",
    )  # fmt: skip
