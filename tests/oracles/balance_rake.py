"""What the library `balance` finds for the towns below, kept in `balance_rake.json`.

It is a hundred times the weight of what it judges here, so it is not among the tests' own needs:
`pip install balance==0.23.0` elsewhere, then run this file to write its findings anew.
"""

import json
from itertools import product
from pathlib import Path
from typing import Any

# By margin, the known numbers of people; then, by combination of categories, who answered.
TOWNS: list[tuple[dict[str, list[int]], list[int]]] = [
    ({"gender": [48, 52], "age": [30, 45, 25]}, [12, 31, 40, 9, 55, 63]),
    ({"district": [4100, 2900, 1800, 1200], "age": [2300, 4600, 3100]},
     [7, 22, 41, 5, 16, 20, 9, 14, 30, 3, 8, 6]),
    ({"gender": [481, 519], "age": [220, 260, 290, 230], "district": [300, 450, 250]},
     [3, 5, 2, 6, 9, 4, 8, 14, 9, 12, 15, 11, 4, 8, 3, 9, 13, 7, 12, 16, 13, 18, 23, 15]),
]  # fmt: skip


def combinations(known: dict[str, list[int]]) -> list[tuple[int, ...]]:
    return list(product(*(range(len(counts)) for counts in known.values())))


def _found(known: dict[str, list[int]], heard: list[int]) -> dict[str, Any]:
    """The weights (of mean 1) of one answer of each combination, and Kish's design effect."""
    import pandas as pd
    from balance.stats_and_plots.weights_stats import design_effect
    from balance.weighting_methods.rake import rake

    rows = [row for row, many in zip(combinations(known), heard, strict=True) for _ in range(many)]
    sample = pd.DataFrame(rows, columns=list(known)).astype(str)
    margins = {
        name: {str(at): count / sum(counts) for at, count in enumerate(counts)}
        for name, counts in known.items()
    }
    raked = rake(
        sample, pd.Series(1.0, index=sample.index), None, None, variables=list(known),
        transformations=None, convergence_rate=1e-13, rate_tolerance=1e-13, target_margins=margins,
    )  # fmt: skip
    weights = raked["weight"] / raked["weight"].mean()
    first = [rows.index(row) for row in combinations(known)]
    return {
        "known": known,
        "heard": heard,
        "weights": [round(float(weights.iloc[at]), 9) for at in first],
        "design_effect": round(float(design_effect(weights)), 9),
    }


if __name__ == "__main__":
    found = [json.dumps(_found(known, heard)) for known, heard in TOWNS]
    Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(found) + "\n]\n")
