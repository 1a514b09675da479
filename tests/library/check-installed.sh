#!/usr/bin/env bash
# check-installed.sh BUILD EXAMPLE PREFIX: what is installed is enough to build a program with pkg-config. 77: a tool is not here.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
build=$1 example=$2 prefix=$3
for tool in meson pkg-config cc; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not here"; exit 77; }
done
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

meson install -C "$build" --no-rebuild --quiet --destdir "$root" --tags devel,runtime >/dev/null
file=$(find "$root" -name socketio-glib-1.pc)
sed -i "s|^prefix=.*|prefix=$root$prefix|" "$file"
read -ra flags < <(PKG_CONFIG_PATH=${file%/*} pkg-config --cflags --libs socketio-glib-1)
cc -Wall -Werror -o "$root/hello" "$example" "${flags[@]}"

library=$(dirname "$(find "$root" -name 'libsocketio-glib-1.so')")
LD_LIBRARY_PATH=$library ldd "$root/hello" | grep -F "libsocketio-glib-1.so.0 => $library"
