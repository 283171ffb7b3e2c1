"""The vectors of words, multiplied by numpy's library (OpenBLAS), which does it in a third of the time of spaCy's own (BLIS).

How OpenBLAS rounds depends on how many rows it is given and on how many threads it has. So each document is multiplied by
itself, on one thread: what it says does not depend on what is read beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc
    from thinc.types import Floats2d

_Vectors: TypeAlias = "Model[list[Doc], list[Floats2d]]"


def one_by_one(layer: _Vectors) -> _Vectors:
    """A layer that says of documents what `layer` says of each of them alone; it cannot be trained."""
    for node in layer.walk():
        node.ops = NumpyOps(use_blis=False)
    return Model("one_by_one", _predict, dims={"nO": layer.get_dim("nO")}, layers=[layer])


def _predict(model: _Vectors, docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Callable[..., list[Doc]]]:
    [layer] = model.layers
    with _libraries().limit(limits=1, user_api="blas"):
        return [layer.predict([doc])[0] for doc in docs], _not_trained


def _not_trained(*_: object) -> list[Doc]:
    raise NotImplementedError("these vectors are read, not trained")


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
