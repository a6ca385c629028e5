"""Words for what can be set of a part of a form: a label, and where it helps a line below it."""

from typing import Any

from django.utils.translation import pgettext_lazy as _

# By the property's name in the definition; a kind's own name before it where it means another thing
# there.
LABELS: dict[str, Any] = {
    "label": _("form setting", "Question"),
    "information.label": _("form setting", "Title of the text"),
    "information.help": _("form setting", "Text"),
    "declaration.label": _("form setting", "What the person declares"),
    "consent.label": _("form setting", "What the person agrees to"),
    "computed.label": _("form setting", "Name of the value"),
    "title": _("form setting", "Title"),
    "intro": _("form setting", "Introduction"),
    "thanks": _("form setting", "Words of thanks at the end"),
    "languages": _("form setting", "Languages"),
    "each": _("form setting", "What one of them is called"),
    "help": _("form setting", "Help below the question"),
    "example": _("form setting", "Example"),
    "error": _("form setting", "Words when the answer is refused"),
    "why": _("form setting", "Why we ask"),
    "easy": _("form setting", "In easy-to-read words"),
    "easy_help": _("form setting", "The help in easy-to-read words"),
    "easy_title": _("form setting", "The title in easy-to-read words"),
    "easy_intro": _("form setting", "The introduction in easy-to-read words"),
    "explanation": _("form setting", "Explanation, after the answer"),
    "easy_explanation": _("form setting", "The explanation in easy-to-read words"),
    "privacy": _("form setting", "How private is the answer?"),
    "retention_months": _("form setting", "Erased after, in months"),
    "prefill": _("form setting", "Filled in beforehand with"),
    "required": _("form setting", "An answer is needed"),
    "required_when": _("form setting", "Needed only if"),
    "constraint": _("form setting", "The answer is accepted only if"),
    "choices": _("form setting", "Answers offered"),
    "rows": _("form setting", "Lines of the grid"),
    "choices_from": _("form setting", "Answers taken from a shared list"),
    "depends_on": _("form setting", "Answers follow from another question"),
    "fewest": _("form setting", "At least"),
    "most": _("form setting", "At most"),
    "longest": _("form setting", "Longest, in characters"),
    "least": _("form setting", "Smallest"),
    "number.most": _("form setting", "Largest"),
    "amount.most": _("form setting", "Largest"),
    "scale.least": _("form setting", "From"),
    "scale.most": _("form setting", "To"),
    "ranking.most": _("form setting", "How many are ranked"),
    "decimals": _("form setting", "Decimals"),
    "unit": _("form setting", "Unit"),
    "style": _("form setting", "Looks like"),
    "measures": _("form setting", "What it measures"),
    "low": _("form setting", "What the low end means"),
    "high": _("form setting", "What the high end means"),
    "earliest": _("form setting", "Not before"),
    "latest": _("form setting", "Not after"),
    "parts": _("form setting", "What is asked of the person"),
    "shape": _("form setting", "What is drawn on the map"),
    "accept": _("form setting", "Kinds of files taken"),
    "largest_mb": _("form setting", "Largest size of a file, in MB"),
    "compute": _("form setting", "How it is worked out"),
    "result": _("form setting", "What comes out"),
    "hidden": _("form setting", "Not shown to the person"),
}
HELPS: dict[str, Any] = {
    "explanation": _("form setting", "Of a quiz: read with the score, once it is sent."),
    "example": _("form setting", "Shown beside the box, never in it."),
    "why": _("form setting", "Reassures: what the answer is for."),
    "easy": _("form setting", "Short words, one idea: shown to whoever chooses simple words."),
    "retention_months": _("form setting", "Empty, it is kept as long as the whole answer."),
    "privacy": _(
        "form setting",
        "A personal or sensitive answer is encrypted and never published. An anonymous survey asks"
        " neither.",
    ),
    "required": _("form setting", "Only what you can’t do without: each one loses people."),
    "constraint": _("form setting", "For example: meals <= people"),
    "compute": _("form setting", "For example: adults * 12 + children * 6"),
    "prefill": _(
        "form setting",
        "The person sees it and can change it. By link: the address of the form carries it.",
    ),
    "depends_on": _(
        "form setting",
        "A street follows from its district: each answer below says under which one it stands.",
    ),
    "measures": _(
        "form setting",
        "The results then give its score: who recommends less who does not, who is satisfied, or"
        " the effort on average. A recommendation is asked from 0 to 10.",
    ),
    "languages": _("form setting", "French first. Each text is then written in all of them."),
    "each": _("form setting", "For example: Child"),
    "choices": _("form setting", "One a line. Paste a whole list if you have one."),
    "rows": _("form setting", "One a line."),
}
VALUES: dict[str, Any] = {
    "privacy.public": _("form setting", "Public: can be counted and published without a name"),
    "privacy.personal": _("form setting", "Personal: says who somebody is"),
    "privacy.sensitive": _("form setting", "Sensitive: health, money, opinions"),
    "prefill.": _("form setting", "Nothing"),
    "prefill.link": _("form setting", "What the link carries"),
    "prefill.name": _("form setting", "The account’s name"),
    "prefill.email": _("form setting", "The account’s e-mail address"),
    "prefill.told": _("form setting", "What the person last answered to a question of this key"),
    "style.faces": _("form setting", "Five faces"),
    "style.stars": _("form setting", "Five stars"),
    "style.numbers": _("form setting", "Marks"),
    "measures.": _("form setting", "By its looks: faces and stars, satisfaction; marks, nothing"),
    "measures.recommendation": _("form setting", "Whether people recommend"),
    "measures.satisfaction": _("form setting", "Whether people are satisfied"),
    "measures.effort": _("form setting", "The effort it took"),
    "shape.point": _("form setting", "A point"),
    "shape.line": _("form setting", "A line"),
    "shape.area": _("form setting", "An area"),
    "result.number": _("form setting", "A number"),
    "result.text": _("form setting", "A text"),
    "result.flag": _("form setting", "Yes or no"),
    "result.date": _("form setting", "A date"),
    "parts.title": _("form setting", "Title (Ms, Mr)"),
    "parts.first_name": _("form setting", "First name"),
    "parts.last_name": _("form setting", "Last name"),
    "parts.birth_name": _("form setting", "Name at birth"),
    "parts.born": _("form setting", "Date of birth"),
    "parts.email": _("form setting", "E-mail address"),
    "parts.phone": _("form setting", "Phone"),
    "accept.pdf": "PDF",
    "accept.jpeg": "JPEG",
    "accept.png": "PNG",
    "accept.webp": "WebP",
    "accept.odt": _("form setting", "Text (odt)"),
    "accept.docx": _("form setting", "Text (docx)"),
    "accept.ods": _("form setting", "Spreadsheet (ods)"),
    "accept.xlsx": _("form setting", "Spreadsheet (xlsx)"),
}  # fmt: skip
LANGUAGES = {
    "fr": "Français", "en": "English", "ar": "العربية", "de": "Deutsch", "es": "Español",
    "it": "Italiano", "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский",
    "tr": "Türkçe", "uk": "Українська", "zh": "中文",
}  # fmt: skip
# Texts that take more than a line.
LONG = {"intro", "thanks", "help", "why", "explanation", "easy_explanation", "easy", "easy_help"}
LONG |= {"easy_intro"}
# Set elsewhere on the page, or by itself.
APART = {"key", "kind", "items", "pages", "lists", "format", "skip", "show", "choices", "rows"}
APART |= {"required_when"}
# What is wanted of nearly every part; the rest stands under "More settings".
FIRST = {
    "label", "help", "required", "title", "intro", "thanks", "languages", "each", "fewest", "most",
    "least", "style", "measures", "low", "high", "parts", "shape", "compute", "result", "earliest",
    "latest",
}  # fmt: skip
# Which a kind hardly ever needs.
LATER = {"choices.fewest", "choices.most", "ranking.most", "amount.least", "amount.most"}


def label(kind: str, name: str) -> Any:
    """What a setting is called for a kind of part."""
    return LABELS.get(f"{kind}.{name}", LABELS[name])


def value(name: str, code: str) -> Any:
    """What one of its values is called."""
    return VALUES[f"{name}.{code}"]
