"""Texts become vectors whose closeness is closeness of meaning.

The model ships in a package and runs on this machine: no word leaves it. One process loads it, the
reader (`parvis reader`); the web and the worker never do.
"""

from parvis.adapters.chosen import chosen
from parvis.adapters.encoder.hashed_words import HashedWords
from parvis.adapters.encoder.protocol import MOST_CHARACTERS, Encoder, Vectors
from parvis.adapters.encoder.small_e5 import SmallE5

__all__ = ["MOST_CHARACTERS", "Encoder", "HashedWords", "SmallE5", "Vectors", "encoder"]


def encoder() -> Encoder:
    """The encoder that the settings name (`PARVIS_ENCODER`)."""
    made: Encoder = chosen("PARVIS_ENCODER")
    return made
