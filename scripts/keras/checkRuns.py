"""Runs the Keras programs that exportRun.ts wrote: each must come to the losses of the app's own run."""

import csv
import json
import subprocess
import sys

TOLERANCE = 2e-3
NAMES = {"loss": "loss", "accuracy": "accuracy", "validationLoss": "val_loss", "validationAccuracy": "val_accuracy"}


def check_run(folder):
    """Raises AssertionError with the first thing that differs."""
    command = [sys.executable, "train_keras.py", "--data", "images", "--weights", "initial.keras", "--output", "trained.keras"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"the program ended with status {done.returncode}: {done.stderr[-2000:]}"
    expected = json.loads((folder / "epochs.json").read_text())
    with open(folder / "trained.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(expected), f"{len(rows)} epochs, not {len(expected)}"
    worst = 0.0
    for row, epoch in zip(rows, expected):
        for ours, theirs in NAMES.items():
            difference = abs(float(row[theirs]) - epoch[ours])
            assert difference < TOLERANCE, f"{theirs} of epoch {row['epoch']} is {row[theirs]}, and {epoch[ours]} in the app"
            worst = max(worst, difference)
    return f"the program's {len(rows)} epochs are the app's within {worst:.1e}, the last loss {expected[-1]['loss']:.4f}"
