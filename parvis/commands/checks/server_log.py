"""The database server's own log: could it quote what residents say?

The embedded server is told not to; an outside one follows its administrator, whose defaults write
the values of a refused row. What the application's log-in is under is what counts: a setting of
the role or of the database goes before the server's.
"""

from collections.abc import Mapping

import psycopg

from parvis.commands.checks.finding import Finding, ok, wrong
from parvis.commands.words import _

_NAMES = (
    "log_min_messages",
    "log_error_verbosity",
    "log_statement",
    "log_min_duration_statement",
    "log_min_duration_sample",
    "log_statement_sample_rate",
    "log_transaction_sample_rate",
    "log_parameter_max_length",
    "log_parameter_max_length_on_error",
    "auto_explain.log_min_duration",
    "pgaudit.log",
    "pgaudit.log_parameter",
)
# Levels of `log_min_messages` under which a refused statement is not written.
_ERRORS_LEFT_OUT = {"log", "fatal", "panic"}


def look(connection: psycopg.Connection) -> list[Finding]:
    """What the log of this server would say of residents; `connection` is the application's."""
    rows = connection.execute(
        "select name, setting from pg_settings where name = any(%s)", [list(_NAMES)]
    ).fetchall()
    return judge(dict(rows), connection.info.user)


def judge(values: Mapping[str, str], role: str) -> list[Finding]:
    """What is wrong with these settings of `role`; a name that the server lacks is left out."""
    found = [
        wrong(said, _advice(role, settings))
        for said, settings in (
            (_refused(values), {"log_min_messages": "log", "log_min_error_statement": "panic"}),
            (_values_of_errors(values), {"log_parameter_max_length_on_error": "0"}),
            (_written_statements(values), {"log_parameter_max_length": "0"}),
            (_explained(values), {"auto_explain.log_min_duration": "-1"}),
            (_audited(values), {"pgaudit.log_parameter": "off"}),
        )
        if said
    ]
    return found or [ok(_("The server's log does not quote what residents say"))]


def _refused(values: Mapping[str, str]) -> str:
    """A refused row is quoted in the message's details, a mistyped value in the message."""
    if values.get("log_min_messages") in _ERRORS_LEFT_OUT:
        return ""
    return _("The database server writes refused rows to its log, with the words in them")


def _values_of_errors(values: Mapping[str, str]) -> str:
    if values.get("log_parameter_max_length_on_error", "0") == "0":
        return ""
    return _("The database server writes the values of a refused statement to its log")


def _written_statements(values: Mapping[str, str]) -> str:
    """Our statements name their values `$1`: the words come with the parameters alone."""
    if values.get("log_parameter_max_length") == "0":
        return ""
    by = [name for name in _NAMES[2:7] if _is_on(name, values)]
    if not by:
        return ""
    return _(
        "The database server writes statements to its log ({names}), with all that residents say"
    ).format(names=", ".join(by))


def _is_on(name: str, values: Mapping[str, str]) -> bool:
    """Whether this setting alone makes the server write statements of an ordinary request."""
    value = values.get(name, "")
    if name == "log_statement":
        return value in {"mod", "all"}
    if name == "log_min_duration_statement":
        return float(value or -1) >= 0
    if name == "log_min_duration_sample":
        rate = float(values.get("log_statement_sample_rate") or 1)
        return float(value or -1) >= 0 and rate > 0
    return name == "log_transaction_sample_rate" and float(value or 0) > 0


def _explained(values: Mapping[str, str]) -> str:
    """A plan quotes the values that it was made for, whatever else is set."""
    if float(values.get("auto_explain.log_min_duration") or -1) < 0:
        return ""
    return _("The database server explains slow statements in its log, with the words in them")


def _audited(values: Mapping[str, str]) -> str:
    if values.get("pgaudit.log", "none") in {"", "none"}:
        return ""
    if values.get("pgaudit.log_parameter", "off") != "on":
        return ""
    return _("pgaudit writes the values of statements to the server's log")


def _advice(role: str, settings: Mapping[str, str]) -> str:
    statements = " ".join(
        f'alter role "{role}" set {name} = {value if value[-1].isdigit() else repr(value)};'
        for name, value in settings.items()
    )
    return _("As administrator: {statements} Then restart Parvis.").format(statements=statements)
