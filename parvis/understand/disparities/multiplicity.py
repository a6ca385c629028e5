"""Having looked at many figures: how rare each must be."""

import numpy as np

from parvis.understand.disparities.lines import Numbers


def benjamini_hochberg(chances: Numbers) -> Numbers:
    """P-values corrected so that of what is called a gap, one in twenty at most is none (at 0.05);
    where nothing differs anywhere, the whole is wrong once in twenty at most.

    Source: Y. Benjamini & Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995).
    """
    many = len(chances)
    order = np.argsort(chances, kind="stable")
    raised = chances[order] * many / np.arange(1, many + 1)
    found = np.empty(many)
    found[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return found
