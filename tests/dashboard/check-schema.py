"""check-schema.py SCHEMA CASES DOCUMENT...: the published JSON Schema says of documents what the loader says of them.

CASES is the table that test-schema.c puts to the loader. "unknown" ones have a key that only a warning is made of: they are valid, but
not when the schema is made to refuse what it does not name. Exits with 77 when jsonschema (draft 2020-12) is not here.
SPDX-License-Identifier: GPL-3.0-or-later"""
import copy
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("needs python3-jsonschema with draft 2020-12")
    sys.exit(77)


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def make_strict(schema):
    """Refuses the keys that are not named; an action is as strict as its alternatives."""
    if isinstance(schema, list):
        for one in schema:
            make_strict(one)
    elif isinstance(schema, dict):
        for one in schema.values():
            make_strict(one)
        is_action = "oneOf" in schema and "to" in schema.get("properties", {})
        if isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema and not is_action:
            schema["additionalProperties"] = False


schema = load(sys.argv[1])
cases = load(sys.argv[2])
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
strict_schema = copy.deepcopy(schema)
make_strict(strict_schema)
strict = Draft202012Validator(strict_schema)
wrong = 0


def expect(what, checker, document, valid):
    global wrong
    error = next(checker.iter_errors(document), None)
    if (error is None) != valid:
        wrong += 1
        print(f"{what}: {'valid' if error is None else error.json_path + ': ' + error.message[:200]}")


for case in cases:
    document = {"telltale": 1, **case["document"]}
    expect(case["why"], validator, document, case["valid"])
    if case["valid"]:
        expect(case["why"] + " (strictly)", strict, document, not case.get("unknown", False))
for path in sys.argv[3:]:
    expect(path, strict, load(path), True)
sys.exit(1 if wrong else 0)
