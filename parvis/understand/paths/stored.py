"""How a study keeps the paths that were traced."""

from parvis.understand.paths.figures import Found
from parvis.understand.studies.stored import Stored

PATHS = Stored(Found, {"paths": "2"})
