"""ONNX's own checker on every model of a folder, and Python's onnxruntime against what eager tfjs computed.

check.py FOLDER, with manifest.json: {"graphs": [file], "cases": [{file, input, output, shape, x, y, tolerance?, scale?}], "drawn": {folder, indices, image}};
x and y are files of float32, and the card in a folder of drawn images holds the program that draws them.
"""
import json
import os
import re
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

folder = Path(sys.argv[1])
manifest = json.loads((folder / "manifest.json").read_text())
totals = {True: 0, False: 0}


def report(name, check):
    try:
        detail, ok = check(), True
    except Exception as error:  # one line a check, whatever went wrong in it
        detail, ok = str(error).replace("\n", " ")[:300], False
    totals[ok] += 1
    print(f"{'ok    ' if ok else 'FAILED'} {name:<64} {detail}", flush=True)


def dims(value):
    return [d.dim_param or (d.dim_value if d.HasField("dim_value") else "?") for d in value.type.tensor_type.shape.dim]


def well_formed(file):
    """The checker, strict shape inference, and declared outputs that inference does not contradict."""
    model = onnx.load(folder / file)
    onnx.checker.check_model(model, full_check=True)
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    for output in bare.graph.output:
        output.type.tensor_type.ClearField("shape")
    inferred = onnx.shape_inference.infer_shapes(bare, check_type=True, strict_mode=True, data_prop=True)
    for declared, found in zip(model.graph.output, inferred.graph.output):
        known = zip(dims(declared), dims(found)) if found.type.tensor_type.HasField("shape") else []
        for want, got in known:
            # A symbol of inference's own (unk__0) says no more than that the length is open.
            if isinstance(got, int) and got != want:
                raise ValueError(f"{declared.name}: declared {dims(declared)}, inferred {dims(found)}")
    return f"{len(model.graph.node)} nodes, {len(model.SerializeToString())} bytes"


def as_its_card(file):
    """Opset and file format are those that the card promises."""
    model = onnx.load(folder / file)
    needs = json.loads((folder / file).with_name("card.json").read_text())["needs"]
    found = {"opset": model.opset_import[0].version, "irVersion": model.ir_version}
    if any(needs[key] != value for key, value in found.items()):
        raise ValueError(f"{found}, but the card says {needs}")
    if {entry.key: entry.value for entry in model.metadata_props}["onnxruntime"] != f">={needs['onnxruntime']}":
        raise ValueError(f"metadata {model.metadata_props}")
    return f"opset {found['opset']}, IR {found['irVersion']}, onnxruntime {needs['onnxruntime']}"


def symbolic(file):
    model = onnx.load(folder / file)
    for value in [*model.graph.input, *model.graph.output]:
        if dims(value) and dims(value)[0] != "batch":
            raise ValueError(f"{value.name} is {dims(value)}")
        if value.doc_string == "":
            raise ValueError(f"{value.name} has no doc string")
    versions = {entry.key: entry.value for entry in model.metadata_props}
    if "tfjs-core" not in versions:
        raise ValueError(f"metadata {versions}")
    return ", ".join(f"{key} {value}" for key, value in versions.items())


def same(case):
    session = onnxruntime.InferenceSession(folder / case["file"], providers=["CPUExecutionProvider"])
    x = np.fromfile(folder / case["x"], np.float32).reshape(case["shape"])
    (y,) = session.run([case["output"]], {case["input"]: x})
    want = np.fromfile(folder / case["y"], np.float32).reshape(y.shape)
    # Columns of a table differ in their unit: told in deviations of each. A number near its mean in float32 loses digits of the deviation.
    worst = float((np.abs(y - want) / np.array(case.get("scale", 1), np.float32)).max())
    if not worst <= case.get("tolerance", 1e-5 if "scale" not in case else 1e-4):
        raise ValueError(f"differs by {worst:.1e}")
    return f"differs by {worst:.1e}"


def loads(file):
    session = onnxruntime.InferenceSession(folder / file, providers=["CPUExecutionProvider"])
    return f"{len(session.get_inputs())} inputs, {len(session.get_outputs())} outputs"


def draws(case):
    """The card's own program, run as it stands: a whole image, token by token."""
    (program,) = re.findall(r"```python\n(.*?)```", (folder / case["folder"] / "README.md").read_text(), re.S)
    names, here = {}, os.getcwd()
    os.chdir(folder / case["folder"])
    try:
        exec(program, names)
    finally:
        os.chdir(here)
    if names["indices"] != case["indices"]:
        raise ValueError(f"indices {names['indices'][:8]}, wanted {case['indices'][:8]}")
    worst = float(np.abs(names["image"].ravel() - np.array(case["image"], np.float32)).max())
    if not worst <= 1e-5:
        raise ValueError(f"pixels differ by {worst:.1e}")
    return f"{len(case['indices'])} indices, {len(set(case['indices']))} of them different; pixels differ by {worst:.1e}"


print(f"Python {sys.version.split()[0]}, onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}")
drawn = manifest["drawn"]
files = list(dict.fromkeys(case["file"] for case in manifest["cases"]))
files += sorted(f"{drawn['folder']}/{path.name}" for path in (folder / drawn["folder"]).glob("*.onnx"))
for file in [*manifest["graphs"], *files]:
    report(f"{file}: onnx.checker, shape inference", lambda: well_formed(file))
for file in manifest["graphs"]:
    report(f"{file}: loads", lambda: loads(file))
for file in files:
    report(f"{file}: a symbolic batch, words, versions", lambda: symbolic(file))
for file in files:
    if (folder / file).with_name("card.json").exists():
        report(f"{file}: what it needs", lambda: as_its_card(file))
for case in manifest["cases"]:
    report(f"{case['file']}: as eager tfjs, batch {case['shape'][0]}", lambda: same(case))
report(f"{drawn['folder']}: the card's program draws what the sampler draws", lambda: draws(drawn))
print(f"{totals[True]} passed, {totals[False]} failed")
sys.exit(0 if totals[False] == 0 else 1)
