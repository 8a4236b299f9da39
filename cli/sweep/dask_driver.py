"""Hands trainings to a Dask distributed cluster: tasks come as lines on the input, and a line of results for each goes
to the output, in the order in which they end. Called by cli/sweep/dask-crew.ts."""

import argparse
import json
import signal
import sys
import threading

from distributed import Client

# A task is done again on another worker where its own was lost; and so often more where its runner died.
RETRIES = 2


def train(task, directory, engine):
    """On a worker: one line of results, of a runner that outlives the task, so that the next one finds it ready."""
    import subprocess

    from distributed import get_worker

    worker = get_worker()
    if not hasattr(worker, "idle_runners"):
        worker.idle_runners = {}
    # One for each thread of the worker; lists add and remove atomically.
    idle = worker.idle_runners.setdefault((directory, engine), [])
    runner = None
    # One that has nothing to do ends by itself after a while.
    while runner is None or runner.poll() is not None:
        try:
            runner = idle.pop()
        except IndexError:
            runner = subprocess.Popen(
                ["node", "scripts/cli.mjs", "sweep", "--tasks"],
                cwd=directory,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
            break
    try:
        runner.stdin.write(task + "\n")
        runner.stdin.flush()
        line = runner.stdout.readline()
    except OSError:
        line = ""
    if not line.endswith("\n"):
        runner.kill()
        raise RuntimeError(f"the runner ended with status {runner.wait()} in the middle of a training")
    idle.append(runner)
    return line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--dir", required=True, help="where the project lies on the workers")
    parser.add_argument("--engine", required=True, help="the version of the engine that all must have")
    options = parser.parse_args()
    # Ctrl-C reaches all processes of a terminal; this one ends with its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    lock = threading.Lock()

    def say(answer):
        with lock:
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()

    try:
        client = Client(options.address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        say({"problem": str(error)})
        sys.exit(1)
    workers = client.scheduler_info()["workers"].values()
    threads = sum(worker["nthreads"] for worker in workers)
    say({"workers": len(workers), "threads": threads})

    # The scheduler forgets a task whose future is forgotten here.
    futures = {}

    def ended(number, future):
        try:
            say({"id": number, "line": future.result()})
        except Exception as error:
            say({"id": number, "error": f"{type(error).__name__}: {error}"})
        futures.pop(number, None)

    for text in sys.stdin:
        request = json.loads(text)
        number = request["id"]
        future = client.submit(train, request["task"], options.dir, options.engine, pure=False, retries=RETRIES)
        futures[number] = future
        future.add_done_callback(lambda future, number=number: ended(number, future))
    client.close()


if __name__ == "__main__":
    main()
