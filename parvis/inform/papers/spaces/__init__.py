"""What room each kind of question gets on paper."""

from parvis.inform.papers.spaces import choosing, writing  # their kinds register themselves
from parvis.inform.papers.spaces.base import Space, space

__all__ = ["Space", "choosing", "space", "writing"]
