"""What ours is held against: the municipal peer's method, and the simplest one."""

from collections import Counter
from collections.abc import Sequence

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline


def peer() -> Pipeline:
    """Word counts and an L1 logistic regression, text alone (as Signalen's classifier does)."""
    return make_pipeline(
        CountVectorizer(lowercase=True),
        OneVsRestClassifier(
            LogisticRegression(l1_ratio=1, solver="liblinear", C=1.0, random_state=0)
        ),
    )


def majority(known: Sequence[str], many: int) -> list[str]:
    """The commonest label of what is known, for each of `many`."""
    commonest = Counter(known).most_common(1)[0][0]
    return [commonest] * many
