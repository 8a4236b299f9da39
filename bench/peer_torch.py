"""The same training step in PyTorch, natively, on one thread. Prints JSON, one row per cell.

usage: python3 peer_torch.py [WARM_UP_STEPS BLOCKS STEPS_PER_BLOCK]
"""

import json
import math
import os
import pathlib
import statistics
import sys
import time

import torch
from torch import nn

workload = json.loads((pathlib.Path(__file__).parent / "workload.json").read_text())
warm_up_steps, blocks, steps_per_block = map(int, sys.argv[1:4] or (50, 10, 20))
torch.set_num_threads(1)
torch.manual_seed(1)


class Classifier(nn.Module):
    def __init__(self, recurrent):
        super().__init__()
        self.embedding = nn.Embedding(workload["vocabulary"], workload["embeddingSize"])
        self.rnn = recurrent(workload["embeddingSize"], workload["units"], batch_first=True)
        self.dense = nn.Linear(workload["units"], workload["classes"])

    def forward(self, token_ids):
        _, state = self.rnn(self.embedding(token_ids))
        last = state[0] if isinstance(state, tuple) else state
        return self.dense(last[-1])

    def penalty(self):
        kernels = (self.rnn.weight_ih_l0, self.rnn.weight_hh_l0)
        return sum(workload["l1"] * w.abs().sum() + workload["l2"] * w.square().sum() for w in kernels)


def make_batches():
    shape = (workload["batch"], workload["time"])
    return [
        (torch.randint(1, workload["vocabulary"], shape), torch.randint(workload["classes"], shape[:1]))
        for _ in range(workload["distinctBatches"])
    ]


def measure(recurrent):
    model = Classifier(recurrent)
    optimizer = torch.optim.Adam(model.parameters(), lr=workload["learningRate"], eps=1e-7)
    cross_entropy = nn.CrossEntropyLoss()
    batches = make_batches()
    taken = 0

    def run_block(steps):
        nonlocal taken
        for _ in range(steps):
            token_ids, labels = batches[taken % len(batches)]
            taken += 1
            optimizer.zero_grad(set_to_none=True)
            loss = cross_entropy(model(token_ids), labels) + model.penalty()
            loss.backward()
            optimizer.step()

    def loss_now():
        with torch.no_grad():
            return cross_entropy(model(batches[0][0]), batches[0][1]).item()

    first_loss = loss_now()
    run_block(warm_up_steps)
    times = []
    for _ in range(blocks):
        start = time.perf_counter()
        run_block(steps_per_block)
        times.append((time.perf_counter() - start) * 1000 / steps_per_block)
    last_loss = loss_now()
    if not (math.isfinite(last_loss) and last_loss < first_loss):
        raise SystemExit(f"PyTorch must lower its loss, got {first_loss} before and {last_loss} after")
    return {
        "msPerStep": statistics.median(times),
        "fastestMsPerStep": min(times),
        "slowestMsPerStep": max(times),
        "firstLoss": first_loss,
        "lastLoss": last_loss,
    }


def blas_library():
    """The file that matrix products come from: Debian's reference BLAS is several times slower than OpenBLAS."""
    if torch.backends.mkl.is_available():
        return "MKL"
    with open("/proc/self/maps", encoding="utf-8") as maps:
        paths = {line.split()[-1] for line in maps if "blas" in line.lower()}
    names = {"OpenBLAS" if "openblas" in path.lower() else os.path.basename(path) for path in map(os.path.realpath, paths)}
    return ", ".join(sorted(names)) or "its own"


cells = {"SimpleRNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}
rows = {name: measure(recurrent) for name, recurrent in cells.items()}
print(json.dumps({"version": torch.__version__, "blas": blas_library(), "rows": rows}))
