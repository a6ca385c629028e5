"""A model file as a graph of ONNX: BERT's encoder, from the words' vectors to the pieces' own.

Devlin and others, BERT, 2019. Products of matrices are taken on whole numbers: weights in seven
bits, a step of their own for each output, and what comes in in eight, a step for each text. Seven,
because processors without VNNI add products of eight in sixteen bits, and overflow.
"""

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from parvis.adapters.encoder.model_file import ModelFile, unpacked

EVENED = 1e-12
_MOST = 63
_MICROSOFT = "com.microsoft"


def graph(file: ModelFile) -> bytes:
    """From `words`, one row for each piece of one text, to `pieces`, of the same shape."""
    made = _Graph(file)
    rows = made.evened("words", "emb.ln")
    for layer in range(file.layers):
        rows = _layer(made, rows, f"l{layer}.")
    return made.written(rows)


def _layer(made: "_Graph", rows: str, at: str) -> str:
    """Each piece looks at all others of its text, then is thought over by itself."""
    file = made.file
    asked = [made.linear(rows, at + part, file.dimensions) for part in "qkv"]
    seen = made.node("MultiHeadAttention", asked, at + "seen", num_heads=file.heads)
    given = made.linear(seen, at + "ao", file.dimensions)
    rows = made.evened(rows, at + "aln", given)
    wide = made.node("Gelu", [made.linear(rows, at + "fi", file.inner)], at + "wide")
    thought = made.linear_by_row(wide, at + "fo", file.dimensions)
    return made.evened(rows, at + "oln", thought)


class _Graph:
    """Nodes and weights in the making; each method gives the name of what it computes."""

    def __init__(self, file: ModelFile) -> None:
        self.file = file
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._each_row = self._constant("each row", np.array([-1], np.int64))

    def node(
        self, kind: str, inputs: list[str], name: str, domain: str = _MICROSOFT, **settings: Any
    ) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **settings))
        return name

    def evened(self, rows: str, name: str, added: str = "") -> str:
        """Rows (with what is added to them) brought to one mean and spread."""
        shape = [self._constant(name + end, self.file.floats(name + end)) for end in (".w", ".b")]
        if added:
            inputs = [rows, added, *shape]
            return self.node("SkipLayerNormalization", inputs, name, epsilon=EVENED)
        return self.node("LayerNormalization", [rows, *shape], name, domain="", epsilon=EVENED)

    def linear(self, rows: str, name: str, wide: int) -> str:
        weights, steps, offset = self._linear(name, wide)
        return self.node("DynamicQuantizeMatMul", [rows, weights, steps, "", offset], name)

    def linear_by_row(self, rows: str, name: str, wide: int) -> str:
        """The same where a few rows are far larger than the others, and would leave these too few
        steps: each row is first divided by its largest value."""
        weights, steps, offset = self._linear(name, wide)
        size = self.node("Abs", [rows], name + ".size", domain="")
        inputs = [size, self._each_row]
        largest = self.node("ReduceMax", inputs, name + ".largest", domain="", keepdims=1)
        small = self.node("Div", [rows, largest], name + ".small", domain="")
        inputs = [small, weights, steps]
        product = self.node("DynamicQuantizeMatMul", inputs, name + ".product")
        whole = self.node("Mul", [product, largest], name + ".whole", domain="")
        return self.node("Add", [whole, offset], name, domain="")

    def written(self, rows: str) -> bytes:
        shape = [1, "pieces", self.file.dimensions]
        named = self.node("Identity", [rows], "pieces", domain="")
        inputs, outputs = (
            [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)]
            for name in ("words", named)
        )
        whole = helper.make_graph(self._nodes, "encoder", inputs, outputs, self._weights)
        known = [helper.make_opsetid("", 20), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(whole, opset_imports=known, ir_version=9)
        return bytes(model.SerializeToString())

    def _linear(self, name: str, wide: int) -> tuple[str, str, str]:
        weights = unpacked(self.file.blocks(name + ".w", wide))
        steps = np.abs(weights).max(axis=1) / _MOST
        whole = np.rint(weights / steps[:, np.newaxis]).astype(np.int8)
        return (
            self._constant(name + ".w", whole.T),
            self._constant(name + ".steps", steps),
            self._constant(name + ".b", self.file.floats(name + ".b")),
        )

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
