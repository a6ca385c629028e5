"""How long it takes to answer a form.

Reading: 200 words a minute. Brysbaert (2019), "How many words do we read per minute?", Journal of
Memory and Language 109, finds 238 for adults who read prose in silence; forms are read slower, and
by everybody. Answering: seconds by kind, of the order of what surveys on the web measure (Yan and
Tourangeau (2008), "Fast times and easy questions", Applied Cognitive Psychology 22).
"""

from collections.abc import Mapping

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.definition import Definition, Page, Repeat, Section
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField, MatrixField
from parvis.offer.forms.fields.files import StoredField

WORDS_A_MINUTE = 200
# Seconds to think and to answer, once it is read.
SECONDS = {
    "yes_no": 3, "scale": 4, "choice": 5, "choices": 8, "ranking": 15, "matrix": 0, "number": 6,
    "amount": 8, "date": 8, "time": 6, "text": 12, "long_text": 45, "email": 12, "phone": 10,
    "siret": 40, "rna": 40, "iban": 60, "person": 20, "address": 25, "place": 30, "file": 60,
    "photo": 30, "declaration": 4, "consent": 4, "computed": 1, "information": 0,
}  # fmt: skip
SECONDS_A_ROW = 5
# What is shown under a condition is asked of about half of those who answer; a leap over it, or a
# question that may be left out, is not known better.
LIKELIHOOD = 0.5
OPTIONAL = {"long_text": 0.6, "file": 0.5, "photo": 0.5}
# Of a list one looks up, nobody reads more.
MOST_CHOICES_READ = 12
# Rows of a repeated block, where nothing says how many.
ROWS = 2


def minutes(form: CompiledForm) -> int:
    """The whole minutes that somebody needs on average, one at least."""
    return whole_minutes(form.definition)


def whole_minutes(definition: Definition) -> int:
    """The same for a draft that may not be ready to be answered."""
    return max(1, round(seconds(definition) / 60))


def seconds(definition: Definition) -> float:
    """The seconds that somebody needs on average."""
    language = definition.languages[0]
    needed = _reading(definition.title, language) + _reading(definition.intro, language)
    for page in definition.pages:
        needed += _page(page, definition, language)
    return needed


def _page(page: Page, definition: Definition, language: str) -> float:
    seconds = _reading(page.title, language) + _reading(page.intro, language)
    for item in page.items:
        seconds += _item(item, definition, language)
    return seconds * _likely(page.show)


def _item(item: FieldBase | Section | Repeat, definition: Definition, language: str) -> float:
    if isinstance(item, FieldBase):
        return _question(definition.resolved(item), language)
    seconds = sum(_question(definition.resolved(one), language) for one in item.items)
    if isinstance(item, Repeat):
        seconds *= min(item.most, max(item.fewest, ROWS))
    seconds += _reading(item.title, language) + _reading(item.intro, language)
    return seconds * _likely(item.show)


def _question(field: FieldBase, language: str) -> float:
    kind = str(getattr(field, "kind", ""))
    if getattr(field, "hidden", False):
        return 0
    answering: float = SECONDS[kind]
    if not field.required:
        answering *= OPTIONAL.get(kind, 1)
    if isinstance(field, MatrixField):
        answering += SECONDS_A_ROW * len(field.rows)
        answering += sum(_reading(row.label, language) for row in field.rows)
    if isinstance(field, StoredField):
        answering *= 1 + 0.25 * (field.most - 1)
    reading = _reading(field.label, language) + _reading(field.help, language)
    if isinstance(field, ChoosingField):
        reading += sum(
            _reading(choice.label, language) for choice in field.choices[:MOST_CHOICES_READ]
        )
    return (reading + answering) * _likely(field.show)


def _reading(texts: Mapping[str, str], language: str) -> float:
    return len(texts.get(language, "").split()) * 60 / WORDS_A_MINUTE


def _likely(condition: str) -> float:
    return LIKELIHOOD if condition.strip() else 1
