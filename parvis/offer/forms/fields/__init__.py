"""The kinds of questions; each class says everything of its kind."""

from typing import Annotated, get_args

from pydantic import Field

from parvis.offer.forms.fields.agreeing import ConsentField, DeclarationField
from parvis.offer.forms.fields.base import Column, FieldBase, Given, Wrong
from parvis.offer.forms.fields.choosing import (
    Choice,
    ChoiceField,
    ChoicesField,
    MatrixField,
    RankingField,
    YesNoField,
)
from parvis.offer.forms.fields.files import FileField, PhotoField
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.moments import DateField, TimeField
from parvis.offer.forms.fields.numeric import AmountField, NumberField, ScaleField
from parvis.offer.forms.fields.places import AddressField, PlaceField
from parvis.offer.forms.fields.untyped import ComputedField, InformationField
from parvis.offer.forms.fields.wordy import (
    EmailField,
    IbanField,
    LongTextField,
    PhoneField,
    RnaField,
    SiretField,
    TextField,
)

Field_ = (
    TextField | LongTextField | NumberField | AmountField | DateField | TimeField
    | ChoiceField | ChoicesField | ScaleField | MatrixField | RankingField | YesNoField
    | FileField | PhotoField | PlaceField | AddressField | PersonField | SiretField | RnaField
    | IbanField | PhoneField | EmailField | DeclarationField | ConsentField | ComputedField
    | InformationField
)  # fmt: skip
AnyField = Annotated[Field_, Field(discriminator="kind")]
CLASSES: dict[str, type[FieldBase]] = {
    str(one.model_fields["kind"].default): one for one in get_args(Field_)
}

__all__ = ["CLASSES", "AnyField", "Choice", "Column", "FieldBase", "Given", "Wrong"]
