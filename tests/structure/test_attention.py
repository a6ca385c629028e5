"""Attention signals of closed departments reach two pages and nothing else: no cockpit, no export,
no message, no API, no job, no figure."""

import re
from pathlib import Path

IMPORTED = re.compile(r"parvis\.(?:act|understand)\.attention\b|attention_(?:signals|decision)\b")
# Where signals are made or shown, and what goes with a request when it goes.
MAY_KNOW = {
    "parvis/flows/attention_signals.py": "works them out",
    "parvis/flows/oversee_attention.py": "what is in force, for the data protection officer",
    "parvis/flows/forget.py": "erases decisions",
    "parvis/flows/held.py": "counts decisions, for whoever asks what is kept",
    "parvis/flows/work_on_case.py": "leaves decisions behind when a request changes hands",
    "parvis/people/permissions.py": "names the flow that narrows further",
    "parvis/web/desk/attention.py": "the page inside the department",
    "parvis/web/desk/attention_rules.py": "the page of its lead",
    "parvis/web/desk/attention_words.py": "their words",
    "parvis/web/trust/attention.py": "assessments, without signals",
    "parvis/web/trust/words.py": "what the store of decisions is called",
}
OWN = ("parvis/act/attention/", "parvis/understand/attention/")


def knowing() -> set[str]:
    files = (path for path in Path("parvis").rglob("*.py") if not str(path).startswith(OWN))
    return {str(path) for path in files if IMPORTED.search(path.read_text(encoding="utf-8"))}


def test_signals_are_known_where_they_must_be_and_nowhere_else():
    assert knowing() == set(MAY_KNOW)


def test_no_page_of_the_officer_asks_for_signals():
    assert "attention_signals" not in Path("parvis/web/trust/attention.py").read_text(
        encoding="utf-8"
    )
    for name in ("oversee_attention", "held"):
        text = Path(f"parvis/flows/{name}.py").read_text(encoding="utf-8")
        assert "understand.attention" not in text


def test_none_is_kept():
    """The room's tables hold what people decided: no line, no count, no figure of a person."""
    from django.apps import apps

    held = {
        model.__name__: {field.name for field in model._meta.local_fields}
        for model in apps.get_app_config("attention").get_models()
    }
    assert set(held) == {"Assessment", "RulesSet", "Decision"}
    assert held["Decision"] == {
        "id", "authority", "report", "case", "rule", "digest", "choice", "review_on", "note",
        "agent", "department_lock", "decided_at",
    }  # fmt: skip
