"""What stands outside the house, chosen by dotted path."""

from config import environment

PARVIS_MAIL = environment.text("PARVIS_MAIL", "parvis.adapters.mail.FolderMail")
PARVIS_MAIL_FOLDER = environment.folder("PARVIS_MAIL_FOLDER", environment.data_folder() / "mail")
PARVIS_SMTP_URL = environment.text("PARVIS_SMTP_URL")
PARVIS_MAIL_FROM = environment.text("PARVIS_MAIL_FROM", "ne-pas-repondre@parvis.example")
PARVIS_SMS = environment.text("PARVIS_SMS", "parvis.adapters.sms.NoSms")
PARVIS_SMS_URL = environment.text("PARVIS_SMS_URL")
PARVIS_SMS_KEY = environment.text("PARVIS_SMS_KEY")
PARVIS_SMS_SENDER = environment.text("PARVIS_SMS_SENDER")
PARVIS_GEOCODER = environment.text("PARVIS_GEOCODER", "")
# Where an administrator of the database can't write: another machine's disk.
PARVIS_SEAL_FOLDER = environment.folder("PARVIS_SEAL_FOLDER", environment.data_folder() / "seals")
# How links in messages begin: the host is the authority's own.
_plain_http = environment.flag("PARVIS_PLAIN_HTTP")
PARVIS_SITE_SCHEME = "http" if _plain_http else "https"
PARVIS_SITE_PORT = environment.text("PARVIS_PORT", "8000") if _plain_http else ""
PARVIS_TERRITORIES = environment.text(
    "PARVIS_TERRITORIES",
    str(environment.PROJECT / "frontend/node_modules/@etalab/decoupage-administratif/data"),
)
# Who turns texts into vectors; a file leads to another model of the same shape.
PARVIS_ENCODER = environment.text("PARVIS_ENCODER", "parvis.adapters.encoder.SmallE5")
PARVIS_ENCODER_FILE = environment.text("PARVIS_ENCODER_FILE")
# Who sees where a text names persons.
PARVIS_PICTURE_DETAILS = environment.text(
    "PARVIS_PICTURE_DETAILS", "parvis.adapters.picture_details.Packaged"
)
PARVIS_NAMED_ENTITIES = environment.text(
    "PARVIS_NAMED_ENTITIES", "parvis.adapters.named_entities.FrenchNews"
)
# Who tells in which language a text is written.
PARVIS_LANGUAGES = environment.text("PARVIS_LANGUAGES", "parvis.adapters.languages.FastText")
# Typefaces of printed papers, as the front end's packages bring them.
PARVIS_FONTS = environment.text(
    "PARVIS_FONTS", str(environment.PROJECT / "frontend/node_modules/@expo-google-fonts")
)
