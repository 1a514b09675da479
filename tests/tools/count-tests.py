#!/usr/bin/env python3
"""count-tests.py BUILD SUITE...: one line for all test programs, counted by TAP subtest, after the end of each failing log.

A program without TAP counts as one test. One that crashes, hangs or says less than it planned counts as failed. A suite that
did not run at all counts its programs as skipped.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import itertools
import json
import pathlib
import re
import subprocess
import sys

FAILED = {"FAIL", "ERROR", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS"}
TAP = re.compile(r"^(not ok|ok)\b[^#]*(?:#\s*(SKIP|TODO)\b)?", re.IGNORECASE)
NOISE = re.compile(r"^# \S+-DEBUG: ")
TAIL_LINES = 40


def count_tap(text):
    """Passed, failed and skipped subtests of one program's output."""
    passed = failed = skipped = 0
    for match in filter(None, map(TAP.match, text.splitlines())):
        directive = (match[2] or "").upper()
        if directive:
            skipped += 1
        elif match[1].lower() == "ok":
            passed += 1
        else:
            failed += 1
    return passed, failed, skipped


def count_program(entry):
    passed, failed, skipped = count_tap(entry.get("stdout") or "")
    result = entry["result"]
    if result in FAILED:
        return passed, max(failed, 1), skipped
    if result == "SKIP":
        return passed, failed, max(skipped, 1)
    if passed + failed + skipped == 0:
        passed = 1
    return passed, failed, skipped


def read_log(path):
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def squeeze(lines):
    """Without what libraries say while debugging, and runs of the same line as one."""
    lines = (line for line in lines if not NOISE.match(line))
    runs = [(line, len(list(same))) for line, same in itertools.groupby(lines)]
    return [line if n == 1 else f"{line}   ({n} times)" for line, n in runs]


def print_tail(entry):
    text = (entry.get("stdout") or "") + (entry.get("stderr") or "")
    print(f"\n--- {entry['name']}: {entry['result']}, status {entry.get('returncode')}")
    print("\n".join(squeeze(text.splitlines())[-TAIL_LINES:]))


def programs_of(build, suite):
    """How many programs a suite has; asked only when it left no log."""
    tests = json.loads(subprocess.check_output(["meson", "introspect", str(build), "--tests"]))
    return sum(any(s.split(":")[-1] == suite for s in test["suite"]) for test in tests)


def main(build, suites):
    total = [0, 0, 0]
    for suite in suites:
        log = build / "meson-logs" / f"testlog-{suite}.json"
        if not log.exists():
            total[2] += programs_of(build, suite)
            continue
        for entry in read_log(log):
            counts = count_program(entry)
            total = [a + b for a, b in zip(total, counts)]
            if counts[1]:
                print_tail(entry)
    passed, failed, skipped = total
    sys.stdout.flush()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2:]))
