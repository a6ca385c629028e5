"""Raking beside figures published elsewhere, and beside two other ways to the same weights."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize

from parvis.understand.surveys.weighting import Margin, Raked, rake

SEED = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
ROWS, COLUMNS = np.array([150, 300, 400, 150]), np.array([200, 300, 400, 100])

PUBLISHED = np.array(
    [
        [64.5585, 46.2325, 35.3843, 3.82473],
        [49.9679, 68.1594, 156.499, 25.3742],
        [56.7219, 144.428, 145.082, 53.7673],
        [28.7516, 41.18, 63.0347, 17.0337],
    ]
)
"""What the documentation of ProportionalFitting.jl (E. van Kesteren) gives for `ipf` on this table;
the table is the worked example of Wikipedia's "Iterative proportional fitting"."""


def _people():
    cells = np.repeat(np.arange(SEED.size), SEED.ravel())
    return cells // 4, cells % 4


def _table(weights):
    rows, columns = _people()
    masses = np.bincount(rows * 4 + columns, weights=weights).reshape(4, 4)
    return masses * ROWS.sum() / masses.sum()


def _weights():
    rows, columns = _people()
    found = rake([Margin("rows", rows, ROWS), Margin("columns", columns, COLUMNS)])
    assert isinstance(found, Raked)
    return found.weights


def test_a_published_table():
    assert _table(_weights()) == pytest.approx(PUBLISHED, rel=1e-5)


def test_a_log_linear_model_gives_the_same():
    """The fitted table is the seed times row and column effects (statsmodels' Poisson GLM)."""
    rows, columns = (axis.ravel() for axis in np.indices(SEED.shape))
    effects = np.column_stack(
        [np.ones(16), *(rows == one for one in (1, 2, 3)), *(columns == one for one in (1, 2, 3))]
    ).astype(float)
    wanted = np.outer(ROWS, COLUMNS).ravel() / ROWS.sum()
    model = sm.GLM(wanted, effects, family=sm.families.Poisson(), offset=np.log(SEED.ravel()))
    fitted = model.fit(tol=1e-12).fittedvalues
    assert _table(_weights()).ravel() == pytest.approx(fitted, rel=1e-7)


def test_calibration_gives_the_same():
    """Deville & Särndal's dual: weights exp(x·λ) whose totals are the known ones."""
    rows, columns = _people()
    marks = np.column_stack(
        [*(rows == one for one in range(4)), *(columns == one for one in range(1, 4))]
    ).astype(float)
    totals = np.concatenate([ROWS, COLUMNS[1:]]) / ROWS.sum() * len(rows)

    def dual(multipliers):
        raised = np.exp(marks @ multipliers)
        return raised.sum() - totals @ multipliers, marks.T @ raised - totals

    found = minimize(dual, np.zeros(7), jac=True, method="BFGS", options={"gtol": 1e-8})
    assert _weights() == pytest.approx(np.exp(marks @ found.x), rel=1e-6)
