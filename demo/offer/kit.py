"""Short ways to write the catalogue's records."""
# ruff: noqa: PLR0917 - short forms for tables.

from demo.offer.model import Choice, Question, Service, SubType, Text


def t(fr: str, en: str) -> Text:
    """The same words in French and English."""
    return Text(fr, en)


def words(text: str) -> tuple[str, ...]:
    """Search words written with commas between them."""
    return tuple(" ".join(part.split()) for part in text.split(",") if part.strip())


def sub(
    code: str, fr: str, en: str, weight: float = 1.0, keywords: str = "", danger: bool = False
) -> SubType:
    """A sub-type."""
    return SubType(code, Text(fr, en), weight, words(keywords), danger)


def yes_no(key: str, fr: str, en: str, required: bool = False) -> Question:
    """A question answered by yes or no."""
    return Question(key, "yes_no", Text(fr, en), required=required)


def ask(
    key: str, fr: str, en: str, kind: str = "text", required: bool = False, help: Text | None = None
) -> Question:
    """A question answered by a text or a number."""
    return Question(key, kind, Text(fr, en), required=required, help=help)


def choose(
    key: str,
    fr: str,
    en: str,
    *choices: tuple[str, str, str],
    required: bool = False,
    many: bool = False,
) -> Question:
    """A question with a list of answers: (key, French, English)."""
    made = tuple(Choice(code, Text(a, b)) for code, a, b in choices)
    return Question(key, "choices" if many else "choice", Text(fr, en), made, required)


def service(
    code: str,
    group: str,
    name: tuple[str, str],
    hint: tuple[str, str],
    icon: str,
    team: str,
    family: str,
    promise_days: int,
    subtypes: tuple[SubType, ...],
    keywords: str,
    *,
    place: str = "required",
    precision: str = "exact",
    questions: tuple[Question, ...] = (),
    months: int = 24,
    basis: str = "public_task",
    purpose: tuple[str, str] | None = None,
    danger: tuple[str, str] | None = None,
    third_parties: tuple[str, ...] = (),
) -> Service:
    """A service type; `danger` holds the emergency words when danger is likely."""
    purpose = purpose or (
        "Traiter votre signalement et vous tenir au courant.",
        "Deal with your report and keep you informed.",
    )
    return Service(
        code=code,
        group=group,
        name=Text(*name),
        hint=Text(*hint),
        icon=icon,
        team=team,
        family=family,
        promise_days=promise_days,
        place_mode=place,
        precision=precision,
        subtypes=subtypes,
        keywords=words(keywords),
        questions=questions,
        purpose=Text(*purpose),
        basis=basis,
        retention_months=months,
        danger=danger is not None,
        emergency=Text(*danger) if danger else None,
        third_parties=third_parties,
    )
