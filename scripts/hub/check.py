"""What Python's huggingface_hub does with a hub, as JSON on the last line.

    check.py download <repo> <type> <cache>     sha256 of every file of its snapshot
    check.py upload <folder> <repo> <type>      the commit
    check.py card <file>                        what its metadata say
"""
import hashlib
import json
import pathlib
import sys

from huggingface_hub import HfApi, ModelCard, snapshot_download

do, *rest = sys.argv[1:]
if do == "download":
    repo, kind, cache = rest
    folder = pathlib.Path(snapshot_download(repo, repo_type=kind, cache_dir=cache))
    sums = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    print(json.dumps(sums))
elif do == "card":
    data = ModelCard.load(rest[0]).data
    results = [f"{one.metric_type} {one.metric_value}" for one in data.eval_results]
    print(json.dumps({"license": data.license, "library_name": data.library_name, "metrics": results}))
else:
    folder, repo, kind = rest
    api = HfApi()
    api.create_repo(repo, repo_type=kind, exist_ok=True)
    print(json.dumps(api.upload_folder(folder_path=folder, repo_id=repo, repo_type=kind).oid))
