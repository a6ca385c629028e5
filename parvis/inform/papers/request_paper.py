"""A type of request as one form: who, what and where, then the questions of its own.

Who comes first: a question of the type's own may lead to the end of the paper.
"""

from django.utils.translation import gettext, override

from parvis.offer.forms import keys
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import Definition, Page
from parvis.offer.forms.fields.base import Texts
from parvis.offer.forms.fields.choosing import YesNoField
from parvis.offer.forms.fields.wordy import EmailField, LongTextField, PhoneField, TextField

# Eight lines, written by hand.
_ON_PAPER = 560
_EMPTY = Definition(languages=("fr", "en"))


def request_form(
    asked: CompiledForm | None, language: str, *, title: Texts, intro: Texts, place: str
) -> CompiledForm:
    """What a person fills in to make a request of a type that has these questions of its own
    (None for none), worded in `language`. `place` is required, optional or none. To be printed:
    at the counter each of these has its box."""
    own = asked.definition if asked else _EMPTY
    around = _Around(own, language)
    with override(language):
        pages = (around.who(), around.what(place), *own.pages)
    return compile_form(own.model_copy(update={"title": title, "intro": intro, "pages": pages}))


class _Around:
    """The pages before a type's own, under keys that its questions do not have."""

    def __init__(self, own: Definition, language: str) -> None:
        self._language = language
        self._taken = keys.taken(own)

    def who(self) -> Page:
        """Who asks."""
        news = gettext("Do you want to be told what comes of it?")
        return Page(
            key=self._key("who"),
            title=self._said(gettext("You")),
            intro=self._said(gettext("Leave this part empty if you would rather not say.")),
            items=(
                TextField(key=self._key("name"), label=self._said(gettext("Your name"))),
                PhoneField(key=self._key("phone"), label=self._said(gettext("Your phone number"))),
                EmailField(key=self._key("email"), label=self._said(gettext("Your e-mail"))),
                YesNoField(key=self._key("news"), label=self._said(news)),
            ),
        )

    def what(self, place: str) -> Page:
        """What is asked, and where it is."""
        words = LongTextField(
            key=self._key("words"),
            label=self._said(gettext("What do you want to tell us?")),
            longest=_ON_PAPER,
        )
        where = LongTextField(
            key=self._key("where"),
            label=self._said(gettext("Where is it?")),
            help=self._said(gettext("An address, or what stands beside it.")),
            required=place == "required",
            longest=200,
        )
        return Page(
            key=self._key("what"),
            title=self._said(gettext("Your request")),
            items=(words,) if place == "none" else (words, where),
        )

    def _key(self, wanted: str) -> str:
        key = keys.numbered(wanted, self._taken)
        self._taken.add(key)
        return key

    def _said(self, words: str) -> Texts:
        return {self._language: words}
