"""Unpacks what the binding needs from downloaded wheels: libraries, and the headers it is compiled against.

Usage: unpack-wheels.py <folder of wheels> <output>
Writes <output>/deps/lib, <output>/deps/include and, for CUDA, <output>/deps/nvidia, where the libraries of
TensorFlow look for them ($ORIGIN/../nvidia/*/lib). Runs on any Python 3.
"""

import pathlib
import shutil
import sys
import zipfile

LIBRARIES = ("tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2")
INCLUDE = "tensorflow/include/"
HEADERS = tuple(INCLUDE + folder for folder in ("tensorflow/c/", "tensorflow/core/platform/", "tsl/c/", "tsl/platform/"))


def target(member):
    """Where a member of a wheel goes below `deps`, or None when it is not needed."""
    if member in LIBRARIES:
        return "lib/" + member.split("/")[-1]
    if member.startswith(HEADERS) and member.endswith(".h"):
        return "include/" + member[len(INCLUDE) :]
    if member.startswith("nvidia/") and ".so" in member:
        return member
    return None


def unpack(wheel, deps):
    with zipfile.ZipFile(str(wheel)) as archive:
        for member in archive.namelist():
            place = target(member)
            if place is None:
                continue
            path = deps / place
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, path.open("wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


for found in sorted(pathlib.Path(sys.argv[1]).glob("*.whl")):
    unpack(found, pathlib.Path(sys.argv[2]) / "deps")
