"""What the parts of a person and of an address are called, where other formats ask them apart."""

from parvis.offer.forms.fields.base import Texts

PART_LABELS: dict[str, Texts] = {
    "title": {"fr": "Civilité", "en": "Title"},
    "first_name": {"fr": "Prénom", "en": "First name"},
    "last_name": {"fr": "Nom", "en": "Last name"},
    "birth_name": {"fr": "Nom de naissance", "en": "Birth name"},
    "born": {"fr": "Date de naissance", "en": "Date of birth"},
    "email": {"fr": "Adresse électronique", "en": "E-mail address"},
    "phone": {"fr": "Téléphone", "en": "Phone"},
    "line": {"fr": "Numéro et rue", "en": "Number and street"},
    "more": {"fr": "Complément d’adresse", "en": "Address, continued"},
    "postcode": {"fr": "Code postal", "en": "Postcode"},
    "city": {"fr": "Commune", "en": "Town"},
}
