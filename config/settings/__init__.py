"""Settings, one small file per concern. Everything a host may change comes from the environment."""

from .accounts import *  # noqa: F403
from .applications import *  # noqa: F403
from .database import *  # noqa: F403
from .files import *  # noqa: F403
from .language import *  # noqa: F403
from .limits import *  # noqa: F403
from .logs import *  # noqa: F403
from .outside import *  # noqa: F403
from .security import *  # noqa: F403
