"""What the real TensorBoard, as a server, says of runs: check.py RUNS. Each must be that of metrics.jsonl and run.json."""
import json
import socket
import struct
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

runs = Path(sys.argv[1])
passed = failed = 0


def report(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print(f"FAILED {name}: {detail}")


def single(value):
    """As float32 has it."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def serve(port, fast):
    """TensorBoard with all values kept. fast: auto is its data server in Rust, false its loader in Python."""
    all_kept = "scalars=99999,images=99999,histograms=99999"
    options = ["--logdir", runs, "--port", str(port), "--host", "127.0.0.1", "--samples_per_plugin", all_kept, "--load_fast", fast]
    return subprocess.Popen([sys.executable, "-m", "tensorboard.main", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ask(path, body=None, raw=False, **query):
    url = f"http://127.0.0.1:{port}/data/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
    request = urllib.request.Request(url, json.dumps(body).encode() if body is not None else None, {"Content-Type": "application/json"})
    answer = urllib.request.urlopen(request, timeout=60).read()
    return answer if raw else json.loads(answer)


def wanted_of(run):
    """Each scalar by tag and step, as metrics.jsonl has it."""
    wanted = {}
    for line in (run / "metrics.jsonl").read_text().splitlines():
        event = json.loads(line)
        if event["kind"] == "step":
            values = {**event["terms"], "objective": event["total"], "learningRate": event["learningRate"]}
            named = {f"training/{name}": value for name, value in values.items()}
        else:
            test = event["test"]
            values = {**test["terms"], "perExample": test["perExample"], "perPixel": test["perPixel"]}
            named = {f"test/{name}": value for name, value in values.items()}
        for tag, value in named.items():
            wanted.setdefault(tag, {})[event["step"]] = single(value)
    return wanted


def wait_for(name, tag, last):
    """Until the server has read the last step of a run."""
    for _ in range(120):
        try:
            if ask("plugin/scalars/scalars", run=name, tag=tag)[-1][1] >= last:
                return True
        except Exception:
            pass
        time.sleep(1)
    return False


def check(run):
    name = f"{run.name}/tensorboard"
    wanted = wanted_of(run)
    record = json.loads((run / "run.json").read_text())
    _, height, width, *_ = record["data"]["test"]
    last = max(wanted["test/perExample"])
    report(f"{name} is read", wait_for(name, "test/perExample", last), "no scalars after two minutes")
    tags = ask("plugin/scalars/tags")[name]
    report(f"{name}: scalars", set(tags) == set(wanted), f"{sorted(tags)} and {sorted(wanted)}")
    for tag, values in wanted.items():
        got = {step: value for _, step, value in ask("plugin/scalars/scalars", run=name, tag=tag)}
        report(f"{name} {tag}", got == values, f"{got} instead of {values}")
    for tag in ask("plugin/images/tags")[name]:
        images = ask("plugin/images/images", run=name, tag=tag, sample=0)
        png = ask(f"plugin/images/individualImage?{images[-1]['query']}", raw=True)
        wide, tall = struct.unpack(">II", png[16:24])
        rows = 2 if "originals" in tag else 1
        right = png[:8] == b"\x89PNG\r\n\x1a\n" and tall == rows * height and wide % width == 0
        report(f"{name} image {tag}", right and len(images) == len(wanted["test/perExample"]), f"{images} {wide} {tall}")
    histograms = ask("plugin/histograms/tags")[name]
    report(f"{name}: histograms", "codes" in histograms and len(histograms) > 4, str(histograms))
    count = 0
    for tag in histograms:
        for _, step, buckets in ask("plugin/histograms/histograms", run=name, tag=tag):
            rising = all(left <= right for left, right, _ in buckets)
            if step == last and tag != "codes":
                count += sum(number for *_, number in buckets)
            report(f"{name} histogram {tag} at {step}", rising and buckets, str(buckets))
    report(f"{name}: each weight in a histogram", round(count) == record["parameters"], f"{count} instead of {record['parameters']}")
    return name, record


def check_hparams(records):
    experiment = {"experimentName": "", "startIndex": 0, "sliceSize": 100, "colParams": []}
    groups = ask("plugin/hparams/session_groups", {**experiment, "allowedStatuses": ["STATUS_UNKNOWN", "STATUS_SUCCESS", "STATUS_FAILURE", "STATUS_RUNNING"]})
    groups = groups["sessionGroups"]
    report("hparams: a session a run", len(groups) == len(records), str(groups))
    for name, record in records:
        group = next((one for one in groups if one["sessions"][0]["name"] == name), None)
        for key, value in record["spec"].items():
            want = ",".join(map(str, value)) if isinstance(value, list) else value
            report(f"{name} hparam {key}", group and group["hparams"].get(key) == want, f"{group and group['hparams'].get(key)} instead of {want}")
        report(f"{name} has ended", group and group["sessions"][0]["status"] == "STATUS_SUCCESS", str(group))


for fast in ("auto", "false"):
    port = free_port()
    server = serve(port, fast)
    try:
        check_hparams([check(run) for run in sorted(runs.iterdir())])
    except Exception as error:
        report(f"the server answers (--load_fast {fast})", False, repr(error))
    finally:
        server.terminate()
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
