"""The permission table: which role may do what. Each route names one of these."""

PUBLIC = "public"

ROLES = {
    "counter": "Counter and phone agent",
    "field": "Field agent",
    "handler": "Case handler",
    "lead": "Team lead",
    "director": "Director",
    "elected": "Elected official",
    "dpo": "Data protection officer",
    "admin": "Administrator",
}

_CASEWORK = frozenset({"handler", "lead", "director", "counter", "field"})
PERMISSIONS: dict[str, frozenset[str]] = {
    "case.read": _CASEWORK,
    "case.take": _CASEWORK - {"counter"},
    "case.answer": _CASEWORK - {"field"},
    "case.assign": frozenset({"handler", "lead", "director"}),
    "case.publish": frozenset({"handler", "lead", "director"}),
    "case.identity": frozenset({"handler", "lead", "director", "counter", "dpo"}),
    "case.type_in": frozenset({"counter", "handler", "lead", "director"}),
    # Inside a closed department alone, on top (`flows/attention_signals.py`).
    "attention.read": frozenset({"handler", "lead", "director"}),
    "attention.rule": frozenset({"lead"}),
    "cockpit.read": frozenset({"lead", "director", "elected", "admin"}),
    # Sends masked sentences outside, where an administrator allowed it (`act/wording`).
    "cockpit.word": frozenset({"director"}),
    "cockpit.export": frozenset({"lead", "director", "admin"}),
    "studio.edit": frozenset({"admin"}),
    "trust.read": frozenset({"dpo"}),
    "trust.answer": frozenset({"dpo"}),
}


def may(roles: list[str], permission: str) -> bool:
    """True when one of `roles` holds `permission`; an unknown permission is held by none."""
    return permission == PUBLIC or not PERMISSIONS.get(permission, frozenset()).isdisjoint(roles)


# Where an agent's day begins: who works on requests, at the desk; who answers for them, with the
# figures; who sets the house up, there; who protects the data of all, with what they ask.
_HOMES = (
    (_CASEWORK - {"director"}, "/agents/"),
    (frozenset({"director", "elected"}), "/pilotage/"),
    (frozenset({"admin"}), "/reglages/"),
    (frozenset({"dpo"}), "/protection/"),
)


def home(roles: list[str]) -> str:
    """The address of the face that these roles begin their day with."""
    found = (face for whose, face in _HOMES if not whose.isdisjoint(roles))
    return next(found, "/compte/securite/")
