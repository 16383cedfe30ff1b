#!/usr/bin/python3
"""validate_schema.py PM COMMAND [FILE...]: checks JSON documents (standard input without FILE)
against the schema that `pm schema COMMAND` prints, and the schema itself against its own rules.

Needs python3-jsonschema. Exits 0 when all hold, 1 with a line for each place where one does not, 2
when pm prints no schema or a document is no JSON."""
import json
import subprocess
import sys

from jsonschema import validators
from jsonschema.exceptions import SchemaError

MOST_ERRORS = 20


def refuse(message):
    print(message, file=sys.stderr)
    sys.exit(2)


def read_schema(pm, command):
    done = subprocess.run([pm, "schema", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    if done.returncode != 0:
        return refuse("pm schema %s: exit %d: %s" % (
            command, done.returncode, done.stderr.decode("utf-8", "replace").strip()))
    try:
        return json.loads(done.stdout)
    except ValueError as problem:
        return refuse("pm schema %s: no JSON: %s" % (command, problem))


def no_constant(text):
    raise ValueError("%s is not JSON" % text)


def read_document(name):
    try:
        if name == "-":
            return json.load(sys.stdin, parse_constant=no_constant)
        with open(name, encoding="utf-8") as file:
            return json.load(file, parse_constant=no_constant)
    except (ValueError, OSError) as problem:
        return refuse("%s: %s" % (name, problem))


def main():
    if len(sys.argv) < 3:
        refuse("usage: validate_schema.py PM COMMAND [FILE...]")
    pm, command = sys.argv[1:3]
    schema = read_schema(pm, command)
    kind = validators.validator_for(schema)
    try:
        kind.check_schema(schema)
    except SchemaError as problem:
        print("schema of %s: %s at %s" % (command, problem.message, problem.json_path))
        sys.exit(1)
    wrong = 0
    for name in sys.argv[3:] or ["-"]:
        document = read_document(name)
        for error in sorted(kind(schema).iter_errors(document), key=lambda one: one.json_path):
            wrong += 1
            if wrong <= MOST_ERRORS:
                print("%s: %s: %s" % (name, error.json_path, error.message[:300]))
    if wrong > MOST_ERRORS:
        print("and %d more" % (wrong - MOST_ERRORS))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
