"""The conversation of a peer with the benchmark: a line of JSON in is an order, a line of JSON out is its answer.

A system has
    step(rows, noise=None)  one training step from the indices of a batch; its loss, perhaps still being computed
    value(loss)             the loss as a float, when it is there
    encode(rows)            codes of these images, on the host
    decode(codes)           images of these codes, on the host
"""

import json
import os
import resource
import sys
from time import perf_counter

import numpy as np

# Whatever a library prints goes to stderr: stdout carries answers only.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def say(answer):
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def unsupported(reason):
    say({"unsupported": reason})
    sys.exit(0)


def fastest(candidates, plan):
    """The name of the system whose steps take least: of each, the best of five times ten steps."""
    if len(candidates) == 1:
        return next(iter(candidates))
    return min(candidates, key=lambda name: trial(candidates[name](), plan))


def trial(system, plan):
    taken = []
    for _ in range(6):
        started = perf_counter()
        for _ in range(10):
            loss = system.step(plan.next_rows())
        system.value(loss)
        taken.append(perf_counter() - started)
    return min(taken[1:])


def serve(plan, candidates, version):
    """Answer orders until stdin ends. Of several candidates the fastest one is kept."""
    variant = fastest(candidates, plan)
    plan.at = 0
    system = candidates[variant]()
    say({"ready": True, "version": version, "variant": variant})
    for line in sys.stdin:
        order = json.loads(line)
        kind = order["do"]
        if kind == "train":
            answer = {"ms": train(plan, system, order)}
        elif kind == "check":
            answer = {"losses": check(plan, system, order)}
        elif kind in ("encode", "decode"):
            answer = {"ms": infer(plan, system, order)}
        elif kind == "epoch":
            answer = epoch(plan, system, order)
        else:
            answer = {"peakBytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
        say(answer)


def train(plan, system, order):
    """ms of a step, one figure a block: the loss is read at the end of each."""
    ms, began = [], perf_counter()
    for _ in range(max(1, order["steps"] // order["block"])):
        started = perf_counter()
        for _ in range(order["block"]):
            loss = system.step(plan.next_rows())
        system.value(loss)
        ended = perf_counter()
        ms.append(1000 * (ended - started) / order["block"])
        if ended - began > order["seconds"]:
            break
    return ms


def check(plan, system, order):
    losses, began = [], perf_counter()
    for step in range(min(order["steps"], plan.noise_steps)):
        losses.append(system.value(system.step(plan.next_rows(), plan.noise(step))))
        if perf_counter() - began > order["seconds"]:
            break
    return losses


def infer(plan, system, order):
    rows = np.arange(order["images"], dtype=np.int32)
    codes = system.encode(rows)
    call = (lambda: system.encode(rows)) if order["do"] == "encode" else (lambda: system.decode(codes))
    ms, began = [], perf_counter()
    for i in range(order["times"] + order["warmUp"]):
        started = perf_counter()
        call()
        ended = perf_counter()
        if i >= order["warmUp"]:
            ms.append(1000 * (ended - started))
            if ended - began > order["seconds"]:
                break
    return ms


def epoch(plan, system, order):
    """Seconds of an epoch, the shuffling and a loss read every `block` steps included. Both batch sizes are warmed up first."""
    for rows in plan.epoch(0)[-2:]:
        system.value(system.step(rows))
    started = perf_counter()
    for i, rows in enumerate(plan.epoch(1)):
        loss = system.step(rows)
        if (i + 1) % order["block"] == 0:
            system.value(loss)
    system.value(loss)
    return {"seconds": perf_counter() - started}
