#!/usr/bin/python3
"""check_manual.py PM: the manual has every option and command, by check_manual.sh; the program that
is given is not run. The last line is `N passed, N failed`."""
import os
import subprocess
import sys

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "check_manual.sh")


def main():
    done = subprocess.run(["sh", SCRIPT], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    sys.stdout.write(done.stdout.decode("utf-8", "replace"))
    failed = 1 if done.returncode else 0
    print("%d passed, %d failed" % (1 - failed, failed))
    sys.exit(failed)


if __name__ == "__main__":
    main()
