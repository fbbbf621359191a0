"""All browser tests; one that fails is tried once more, alone, and a pass then is printed as ``flaky: NAME``.

A browser that shares its machine with another may be too busy to be believed at once; a test that needs the second
try is to be mended next. Any other failure, and any other test in the project, is final.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

SOME_FAILED = 1
"""Exit code of pytest for failed tests; all others above 0 mean that it could not run as it should."""


def main(arguments: list[str]) -> int:
    """Run pytest with the arguments, then each failed test alone; the exit code is that of what failed twice."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "tests.xml"
        ended = _run([*arguments, f"--junitxml={report}", "--override-ini=junit_family=xunit1"])
        if ended != SOME_FAILED:
            return ended
        failed = failed_tests(report.read_text(encoding="utf-8"))
    again = [name for name in failed if not passes_alone(name)]
    return SOME_FAILED if again or not failed else 0


def failed_tests(report: str) -> list[str]:
    """Ids of the tests that failed or could not be set up, of a JUnit report (``xunit1``)."""
    cases = ElementTree.fromstring(report).iter("testcase")
    return [_id_of(case) for case in cases if case.find("failure") is not None or case.find("error") is not None]


def passes_alone(name: str) -> bool:
    """Whether a test passes at its second try; said in a line of its own."""
    passed = _run([name]) == 0
    sys.stdout.write(f"flaky: {name}\n" if passed else f"failed twice: {name}\n")
    sys.stdout.flush()
    return passed


def _id_of(case: ElementTree.Element) -> str:
    module = case.attrib["file"].removesuffix(".py").replace("/", ".")
    classes = case.attrib["classname"].removeprefix(module).strip(".")
    return "::".join(filter(None, [case.attrib["file"], *classes.split("."), case.attrib["name"]]))


def _run(arguments: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
