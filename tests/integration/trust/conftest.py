import pytest


@pytest.fixture
def folders(settings, tmp_path):
    """Folders of this test alone."""
    settings.PARVIS_STORAGE_ROOT = tmp_path / "files"
    settings.PARVIS_SEAL_FOLDER = tmp_path / "seals"
    settings.PARVIS_MAIL_FOLDER = tmp_path / "mail"
