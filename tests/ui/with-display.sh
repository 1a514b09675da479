#!/usr/bin/env bash
# with-display.sh PROGRAM [ARG…]: runs a TAP test on a screen and a session bus of its own, or skips it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u

for tool in Xvfb dbus-run-session; do
  command -v "$tool" >/dev/null 2>&1 || { echo "1..0 # SKIP $tool is not here"; exit 0; }
done

dir=$(mktemp -d) || exit 1
server=
cleanup () {
  [[ -z $server ]] || kill "$server" 2>/dev/null
  rm -rf "$dir"
}
trap cleanup EXIT

# The server picks a free number and says which, so that tests can run side by side.
mkfifo "$dir/number" || exit 1
Xvfb -displayfd 3 -screen 0 "${TELL_TEST_SCREEN:-1280x900x24}" -nolisten tcp >/dev/null 2>&1 3>"$dir/number" &
server=$!
read -r -t 20 number <"$dir/number" || { echo "1..0 # SKIP Xvfb does not start"; exit 0; }

mkdir -m 700 "$dir/runtime" "$dir/home"
export DISPLAY=:$number GDK_BACKEND=x11 GDK_DEBUG=gl-disable GSK_RENDERER=cairo GTK_A11Y=${GTK_A11Y:-none} NO_AT_BRIDGE=1
export XDG_RUNTIME_DIR=$dir/runtime HOME=$dir/home XDG_DATA_HOME=$dir/home/data XDG_CONFIG_HOME=$dir/home/config
export XDG_CACHE_HOME=$dir/home/cache
unset WAYLAND_DISPLAY
dbus-run-session -- "$@"
