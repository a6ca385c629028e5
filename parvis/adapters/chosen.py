"""Which implementation of an adapter runs: a dotted path in the settings.

The path names a class with a `from_settings()` of its own, so that each adapter reads the settings
it needs and nobody else knows them.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def chosen(setting: str) -> Any:
    """The one instance, for this process, of the class that `setting` names.

    Raises ImproperlyConfigured or ImportError when the path leads nowhere.
    """
    return _instance(str(getattr(settings, setting)))


@cache
def _instance(path: str) -> Any:
    return import_string(path).from_settings()
