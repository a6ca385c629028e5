"""How a study keeps a comparison."""

from parvis.understand.disparities.figures import Comparison
from parvis.understand.studies.stored import Stored

COMPARISON = Stored(Comparison, {"disparities": "1"})
