"""check-symbols.py LIBRARY MAP UMBRELLA HEADER...: the library shows what its map names, which is what its headers declare.

Exits with 77 when nm is not here.
SPDX-License-Identifier: GPL-3.0-or-later"""
import pathlib
import re
import shutil
import subprocess
import sys


def declared(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^static inline.*?^}", "", text, flags=re.S | re.M)
    text = re.sub(r"^#.*$", "", text, flags=re.M)
    names = set(re.findall(r"\b([es]io_\w+) +\(", text))
    return names | {name + "_get_type" for name in re.findall(r"G_DECLARE_FINAL_TYPE \(\w+, (\w+)", text)}


def mapped(text):
    shown, hidden = text.split("global:")[1].split("local:")
    assert hidden.split("}")[0].strip() == "*;", "everything else is local"
    return set(re.findall(r"(\w+);", shown))


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    symbols = [line.split()[-1] for line in lines.splitlines()]
    versions = {symbol.partition("@@")[2] for symbol in symbols if symbol != "SIO_1" and "SIO_1@@" not in symbol}
    assert versions == {"SIO_1"}, f"versions: {versions}"
    return {symbol.partition("@@")[0] for symbol in symbols} - {"SIO_1"}


def compare(left, left_name, right, right_name):
    for name in sorted(left - right):
        print(f"{name}: in {left_name}, not in {right_name}")
    for name in sorted(right - left):
        print(f"{name}: in {right_name}, not in {left_name}")
    return left == right


def check_includes(umbrella, headers):
    """Headers include only what is installed, and the umbrella all of it."""
    names = {header.name for header in headers}
    used = {name for header in headers for name in re.findall(r'^#include "(?:.*/)?(.*)"', header.read_text(), flags=re.M)}
    shown = set(re.findall(r"^#include <(.*)>", umbrella.read_text(), flags=re.M))
    for name in sorted(used - names):
        print(f"{name}: included by a header, not installed")
    return compare(shown, umbrella.name, names, "the list") and used <= names


if not shutil.which("nm"):
    sys.exit(77)
library, map_file, umbrella, *headers = map(pathlib.Path, sys.argv[1:])
in_map = mapped(map_file.read_text())
in_headers = set().union(*(declared(header.read_text()) for header in headers))
results = [
    compare(in_map, "the map", in_headers, "the headers"),
    compare(in_map, "the map", exported(library), "the library"),
    check_includes(umbrella, headers),
]
print(f"{len(in_map)} symbols")
sys.exit(not all(results))
