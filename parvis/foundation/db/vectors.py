"""A column of pgvector: what a text means, in half precision, 384 figures in 772 bytes."""

from typing import Any

from django.db import models


class HalfVectorField(models.Field):
    """Figures of `dimensions`, as their text form `[0.1,-0.2,…]`: who compares them does it in the
    database (`<#>`, the negative inner product), or reads them in binary (`halfvec_send`)."""

    def __init__(self, *args: Any, dimensions: int, **options: Any) -> None:
        self.dimensions = dimensions
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"dimensions": self.dimensions}

    def db_type(self, connection: Any) -> str:
        return f"halfvec({self.dimensions})"


def written(figures: Any) -> str:
    """Figures in the form that the column takes."""
    return "[" + ",".join(f"{figure:.5g}" for figure in figures) + "]"
