"""What Python's safetensors says to files.

verdicts.py PACK: a line of 0 and 1, one for each file of the pack (u32 length, little-endian, then the bytes).
verdicts.py PACK FOLDER: also what it reads of each accepted file, as FOLDER/<i>.json.
"""
import json
import struct
import sys
from pathlib import Path

import safetensors

pack = memoryview(Path(sys.argv[1]).read_bytes())
folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
verdicts = []
at = 0
while at < len(pack):
    (length,) = struct.unpack_from("<I", pack, at)
    file = bytes(pack[at + 4 : at + 4 + length])
    at += 4 + length
    try:
        tensors = safetensors.deserialize(file)
    except Exception:
        verdicts.append("0")
        continue
    if folder:
        read = {name: {**info, "data": bytes(info["data"]).hex()} for name, info in tensors}
        (folder / f"{len(verdicts)}.json").write_text(json.dumps(read))
    verdicts.append("1")
print("".join(verdicts))
