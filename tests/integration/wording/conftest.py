"""Texts are read with the stand-in; the endpoint is a real server on this machine."""

from tests.integration.understanding.conftest import stand_in  # noqa: F401
