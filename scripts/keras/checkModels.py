"""Asks real Keras about the files that exportModels.ts wrote into the folder named as argument.

Each must load as it is, predict what the app predicts, count the same parameters, have the same loss, and go on training; each
program must come to the losses of the app's run. One line a check, then the totals.
"""

import json
import logging
import pathlib
import sys
import warnings

import keras
import numpy as np
from checkRuns import check_run

TOLERANCE = 1e-4


@keras.saving.register_keras_serializable(package="Convoscope")
class LocalResponseNormalization(keras.layers.Layer):
    """tf.nn.local_response_normalization, which Keras has no layer of."""

    def __init__(self, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5, **kwargs):
        super().__init__(**kwargs)
        self.depth_radius, self.bias, self.alpha, self.beta = depth_radius, bias, alpha, beta

    def call(self, inputs):
        window = [0] * (len(inputs.shape) - 1)
        squares = keras.ops.pad(keras.ops.square(inputs), [(0, 0) for _ in window] + [(self.depth_radius, self.depth_radius)])
        channels = inputs.shape[-1]
        total = sum(squares[..., shift : shift + channels] for shift in range(2 * self.depth_radius + 1))
        return inputs / (self.bias + self.alpha * total) ** self.beta


def check(name, folder):
    """Raises AssertionError with the first thing that differs."""
    told = json.loads((folder / f"{name}.json").read_text())
    images = np.fromfile(folder / f"{name}.in.bin", "<f4").reshape(told["in"])
    expected = np.fromfile(folder / f"{name}.out.bin", "<f4").reshape(told["out"])
    labels = np.array(told["labels"])
    model = keras.saving.load_model(folder / f"{name}.keras")
    # Nothing is run often enough to be worth compiling.
    model.run_eagerly = True
    assert model.count_params() == told["parameters"], f"{model.count_params()} parameters, not {told['parameters']}"
    predicted = model.predict_on_batch(images)
    worst = float(np.abs(predicted - expected).max())
    assert worst < TOLERANCE, f"predictions differ by {worst}"
    loss = float(model.test_on_batch(images, labels)[0])
    assert abs(loss - told["loss"]) < 10 * TOLERANCE, f"loss {loss}, not {told['loss']}"
    before = [keras.ops.convert_to_numpy(variable) for variable in model.trainable_variables]
    after_loss = float(model.train_on_batch(images, labels)[0])
    moved = max(float(np.abs(keras.ops.convert_to_numpy(now) - then).max()) for now, then in zip(model.trainable_variables, before))
    assert np.isfinite(after_loss) and 0 < moved < 10, f"one more step moved the weights by {moved}, loss {after_loss}"
    return f"{model.__class__.__name__}, {told['parameters']:,} parameters, predictions within {worst:.1e}, loss {loss:.4f}"


def main():
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    # Files of all Keras 3 name their input in a list, and have no state of the optimizer.
    warnings.filterwarnings("ignore", message="The structure of `inputs`")
    warnings.filterwarnings("ignore", message="Skipping variable loading for optimizer")
    folder = pathlib.Path(sys.argv[1])
    checks = [(path.stem, lambda path=path: check(path.stem, folder)) for path in sorted(folder.glob("*.keras"))]
    checks += [(path.parent.name, lambda path=path: check_run(path.parent)) for path in sorted(folder.glob("*/train_keras.py"))]
    passed = failed = 0
    for name, told in checks:
        try:
            print(f"✓ {name}: {told()}", flush=True)
            passed += 1
        except Exception as error:  # Whatever Keras throws at a file is what is wrong with it.
            print(f"✗ {name}: {type(error).__name__}: {error}", flush=True)
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main())
