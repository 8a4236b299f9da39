"""The same training step in PyTorch, natively. Reads a request and prints rows, both JSON.

usage: python3 peer_torch.py <<< '{"threads": 1, "plan": {"warmUpMs": …, "blocks": …, "blockMs": …},
                                   "jobs": [{"cell": "LSTM", "workload": {…}}, …]}'
"""

import ctypes
import json
import math
import os
import re
import statistics
import sys
import time

import torch
from torch import nn

cells = {"SimpleRNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}


class Classifier(nn.Module):
    def __init__(self, cell, workload):
        super().__init__()
        self.workload = workload
        self.embedding = nn.Embedding(workload["vocabulary"], workload["embeddingSize"])
        self.rnn = cells[cell](workload["embeddingSize"], workload["units"], batch_first=True)
        self.dense = nn.Linear(workload["units"], workload["classes"])

    def forward(self, token_ids):
        _, state = self.rnn(self.embedding(token_ids))
        last = state[0] if isinstance(state, tuple) else state
        return self.dense(last[-1])

    def penalty(self):
        l1, l2 = self.workload["l1"], self.workload["l2"]
        return sum(l1 * w.abs().sum() + l2 * w.square().sum() for w in (self.rnn.weight_ih_l0, self.rnn.weight_hh_l0))


def make_batches(workload):
    shape = (workload["batch"], workload["time"])
    return [
        (torch.randint(1, workload["vocabulary"], shape), torch.randint(workload["classes"], shape[:1]))
        for _ in range(workload["distinctBatches"])
    ]


def time_steps(run_block, plan):
    """As timeSteps of measure.ts."""

    def timed(steps):
        start = time.perf_counter()
        run_block(steps)
        return (time.perf_counter() - start) * 1000 / steps

    warm_up_start = time.perf_counter()
    ms_per_step = timed(1)
    while (time.perf_counter() - warm_up_start) * 1000 < plan["warmUpMs"]:
        ms_per_step = timed(max(1, round(plan["blockMs"] / ms_per_step)))
    steps = max(1, round(plan["blockMs"] / ms_per_step))
    times = [timed(steps) for _ in range(plan["blocks"])]
    return {
        "msPerStep": statistics.median(times),
        "fastestMsPerStep": min(times),
        "slowestMsPerStep": max(times),
        "blocks": plan["blocks"],
        "stepsPerBlock": steps,
    }


def measure(job, plan):
    torch.manual_seed(1)
    model = Classifier(job["cell"], job["workload"])
    # foreach updates all weights in one call, as ours does: the default takes longer.
    optimizer = torch.optim.Adam(model.parameters(), lr=job["workload"]["learningRate"], eps=1e-7, foreach=True)
    cross_entropy = nn.CrossEntropyLoss()
    batches = make_batches(job["workload"])
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
    times = time_steps(run_block, plan)
    last_loss = loss_now()
    if not (math.isfinite(last_loss) and last_loss < first_loss):
        raise SystemExit(f"PyTorch must lower its loss, got {first_loss} before and {last_loss} after")
    return {**times, "firstLoss": first_loss, "lastLoss": last_loss}


def blas_library():
    """Where matrix products come from: Debian's reference BLAS is several times slower than OpenBLAS."""
    if torch.backends.mkl.is_available():
        return "MKL"
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            mapped = {line.split()[-1] for line in maps if "blas" in line.lower()}
    except OSError:
        return "its own BLAS"
    # LAPACK may bring another BLAS along, which then is not the one that is called.
    paths = sorted(path for path in mapped if os.path.basename(path).startswith("libblas")) or sorted(mapped)
    if not paths:
        return "its own BLAS"
    try:
        config = ctypes.CDLL(paths[0]).openblas_get_config
        config.restype = ctypes.c_char_p
        words = config().decode().split()
        return f"OpenBLAS {words[1]} ({words[-2]} kernels)"
    except (AttributeError, OSError):
        name = os.path.basename(os.path.realpath(paths[0]))
        return f"reference BLAS {name.removeprefix('libblas.so.')}" if name.startswith("libblas.so.") else name


def onednn():
    """Version of the library that brings fused layers; null where PyTorch was built without it."""
    if not torch.backends.mkldnn.is_available():
        return None
    found = re.search(r"(?:MKL-DNN|oneDNN) v([\d.]+)", torch.__config__.show())
    return found.group(1) if found else "of unknown version"


request = json.load(sys.stdin)
torch.set_num_threads(request["threads"])
rows = [measure(job, request["plan"]) for job in request["jobs"]]
about = {"version": torch.__version__, "blas": blas_library(), "onednn": onednn()}
print(json.dumps({**about, "rows": rows}))
