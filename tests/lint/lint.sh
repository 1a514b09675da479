#!/usr/bin/env bash
# lint.sh NAME|all BUILD: one check, or all of them. 0 fine, 1 not, 77 its tool is not here. Meson runs each as a test.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

readonly CHECKS=(format licences potfiles translations desktop metainfo schemas interfaces scripts paths locks suites options manual)
readonly APP_ID=io.github.telltale.Telltale
BUILD=build

skip () { echo "skipped: $*"; exit 77; }
tool () { command -v "$1" >/dev/null 2>&1 || skip "$1 is not here"; }
built () { [[ -e $1 ]] || skip "$1 is not built"; }

# What the project consists of: what git has, and what is new and not ignored.
project_files () {
  git ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do
    [[ ! -f $file ]] || echo "$file"
  done
}

# nothing_in MESSAGE: fails with what arrives on stdin, if anything does.
nothing_in () {
  local found
  found=$(cat)
  [[ -z $found ]] && return 0
  printf '%s:\n%s\n' "$1" "$found"
  return 1
}

# Headers keep their declarations aligned by hand. Other versions of clang-format break lines elsewhere.
check_format () {
  tool clang-format
  clang-format --version | grep -q 'version 14\.' || skip "the format is that of clang-format 14"
  project_files 'src/*.c' 'tests/*.c' | while read -r file; do
    clang-format --dry-run -Werror "$file" >/dev/null 2>&1 || echo "$file"
  done | nothing_in "Not formatted; run clang-format -i on"
}

check_licences () {
  project_files '*.c' '*.h' '*.sh' '*.py' '*.js' '*.mjs' '*.css' '*.html' '*.ui' dev .ci/run | while read -r file; do
    head -n 40 "$file" | grep -q 'SPDX-License-Identifier:' || echo "$file"
  done | nothing_in "Files without an SPDX-License-Identifier line"
}

# Every file with translatable text is in po/POTFILES, and nothing is listed that does not exist.
check_potfiles () {
  translatable_files | sort | comm -3 - <(grep -v '^#' po/POTFILES | sort) \
    | nothing_in "Left: has text to translate but is not in po/POTFILES. Right: is in there but has none"
}

translatable_files () {
  project_files 'src/*.c' | xargs -r grep -lE '(^|[^A-Za-z0-9_])(N?C?_|g_dngettext|ngettext|g_dpgettext2|gettext) \('
  project_files 'src/*.ui' | xargs -r grep -lE 'translatable="?(yes|true)'
  project_files 'data/*.desktop.in' 'data/*.metainfo.xml.in' 'data/*.gschema.xml'
}

check_translations () {
  local language
  tool msgfmt
  while read -r language; do
    LC_ALL=C msgfmt -c --statistics -o /dev/null "po/$language.po" || return 1
  done < <(grep -v '^#' po/LINGUAS)
}

check_desktop () {
  tool desktop-file-validate
  built "$BUILD/data/$APP_ID.desktop"
  desktop-file-validate "$BUILD/data/$APP_ID.desktop"
}

check_metainfo () {
  tool appstreamcli
  built "$BUILD/data/$APP_ID.metainfo.xml"
  appstreamcli validate --no-net --explain "$BUILD/data/$APP_ID.metainfo.xml"
}

check_schemas () {
  tool glib-compile-schemas
  glib-compile-schemas --strict --dry-run data
}

check_interfaces () {
  tool xmllint
  project_files '*.ui' '*.xml' '*.xml.in' '*.svg' '*.gresource.xml' | sort -u | xargs -r xmllint --noout --nonet
}

check_scripts () {
  local scripts
  mapfile -t scripts < <(project_files dev .ci/run '*.sh' 'data/*.bash')
  for script in "${scripts[@]}"; do bash -n "$script" || return 1; done
  tool shellcheck
  shellcheck "${scripts[@]}"
}

# A path of somebody's machine works on that machine only.
check_paths () {
  local roots='work|farm|root|home|Users'
  project_files | xargs -r -d '\n' grep -nIE "(^|[^A-Za-z0-9_.\$}])/(${roots})/" | nothing_in "Paths of one machine"
}

check_locks () {
  project_files '*lock*.json' | xargs -r grep -nE '"resolved": *"https?://' | nothing_in "Lock files that name a host"
}

# A test outside the four suites would never run.
check_suites () {
  built "$BUILD/meson-info/intro-tests.json"
  /usr/bin/python3 - "$BUILD/meson-info/intro-tests.json" <<'PY' | nothing_in "Tests in none of the suites"
import json, sys
known = {"fast", "net", "ui", "servers", "programs"}
for test in json.load(open(sys.argv[1])):
    if not known & {suite.split(":")[-1] for suite in test["suite"]}:
        print(test["name"])
PY
}

# The program, its manual and its completion name the same options.
check_options () {
  local command telltale=$BUILD/src/telltale
  built "$telltale"
  # shellcheck source=data/telltale.bash
  source data/telltale.bash
  for command in $(_telltale_commands); do
    diff <(offered_options "$command") <(completed_options "$command") \
      | sed -n "s/^</$command: the program has, the completion lacks/p; s/^>/$command: the completion has, the program lacks/p"
  done | nothing_in "Options of the program and of data/telltale.bash"
}

# The manual describes every option that the completion offers.
check_manual () {
  # shellcheck source=data/telltale.bash
  source data/telltale.bash
  for command in window $(_telltale_commands); do
    _telltale_options "$command" | grep -oE -- '--[a-z-]+' | while read -r option; do
      sed 's/\\-/-/g' data/telltale.1 | grep -qE -- "$option([^a-z-]|$)" || echo "$command: $option"
    done
  done | nothing_in "Options that data/telltale.1 does not describe"
}

offered_options () {
  "$BUILD/src/telltale" "$1" --help | sed -nE 's/^ +(-., )?(--[a-z-]+).*/\2/p' | grep -v -- '--help\|--gapp' | sort -u
}

completed_options () {
  _telltale_options "$1" | grep -oE -- '--[a-z-]+' | grep -v -- '--help' | sort -u
}

run_all () {
  local name status failed=0
  for name in "${CHECKS[@]}"; do
    status=0
    ("check_$name") >"$BUILD/lint-$name.log" 2>&1 || status=$?
    case $status in
      0) echo "ok       $name" ;;
      77) echo "skipped  $name: $(tail -n 1 "$BUILD/lint-$name.log")" ;;
      *) echo "FAILED   $name"; sed 's/^/         /' "$BUILD/lint-$name.log" | head -n 60; failed=1 ;;
    esac
  done
  return "$failed"
}

tool git
git rev-parse --quiet >/dev/null 2>&1 || skip "not a git checkout"
BUILD=$(realpath "${2:-build}")
case ${1:-all} in
  all) run_all ;;
  *) "check_$1" ;;
esac
