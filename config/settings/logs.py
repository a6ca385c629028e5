"""Logs say what happened, never to whom: no query, no body, no contact, no words of a fault."""

from config import environment

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "parvis.foundation.logs.WordlessExceptions",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"no_secret_links": {"()": "parvis.foundation.logs.NoSecretLinks"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_secret_links"],
        }
    },
    "root": {"handlers": ["stderr"], "level": environment.text("PARVIS_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "httpx": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
    },
}
