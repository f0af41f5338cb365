"""unpack_wheel.py WHEEL FOLDER: libtensorflow and the C headers that tfjs-node's binding includes, out of a tensorflow wheel."""
import os
import re
import shutil
import sys
import zipfile

ROOTS = [  # what binding/*.cc includes
    'tensorflow/c/c_api.h',
    'tensorflow/c/eager/c_api.h',
    'tensorflow/c/tf_datatype.h',
    'tensorflow/c/tf_status.h',
    'tensorflow/c/tf_tensor.h',
    'tensorflow/core/platform/ctstring_internal.h',
]
LIBRARIES = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2']

path, out = sys.argv[1:]
wheel = zipfile.ZipFile(path)
names = set(wheel.namelist())
external = {m.group() for m in (re.match(r'tensorflow/include/external/[^/]+/', name) for name in names) if m}
folders = ['tensorflow/include/', *sorted(external)]

done, todo = set(), list(ROOTS)
while todo:  # the headers, and those that they include: some 14 files
    header = todo.pop()
    if header in done:
        continue
    done.add(header)
    source = next((folder + header for folder in folders if folder + header in names), None)
    if source is None:
        sys.exit(f'{path} has no header {header}')
    text = wheel.read(source)
    target = os.path.join(out, 'include', header)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, 'wb') as file:
        file.write(text)
    todo += re.findall(r'^\s*#\s*include\s+"([^"]+)"', text.decode('utf-8', 'replace'), re.M)

os.makedirs(os.path.join(out, 'lib'))
for name in LIBRARIES:
    with wheel.open(name) as source, open(os.path.join(out, 'lib', os.path.basename(name)), 'wb') as file:
        shutil.copyfileobj(source, file, 1 << 22)
for name in names:
    if re.fullmatch(r'[^/]+\.dist-info/(METADATA|(licenses/)?LICENSE)|tensorflow/THIRD_PARTY_NOTICES.txt', name):
        with open(os.path.join(out, os.path.basename(name)), 'wb') as file:
            file.write(wheel.read(name))
