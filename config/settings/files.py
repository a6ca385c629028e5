"""Static files and what the installation keeps on disk."""

from config import environment

BASE_DIR = environment.PROJECT
STATIC_URL = "/static/"
STATIC_ROOT = environment.data_folder() / "static"
STATICFILES_DIRS = [environment.PROJECT / "parvis" / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": environment.PROJECT / "parvis/web/static/build/.vite/manifest.json",
        "static_url_prefix": "build",
    }
}

PARVIS_STORAGE = "parvis.adapters.storage.LocalStorages"
PARVIS_STORAGE_ROOT = environment.data_folder() / "files"
PARVIS_SECRETS_DIR = environment.secrets_folder()
# A photo has its own limit; a form without photos stays far below this.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
