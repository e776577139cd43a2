"""A suite that ran nothing has failed."""

import pytest

from dev.suites import read_report


@pytest.fixture
def report(tmp_path):
    def write(**counts):
        attributes = " ".join(f'{key}="{count}"' for key, count in counts.items())
        path = tmp_path / "report.xml"
        path.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
        return path

    return write


@pytest.mark.parametrize(
    ("counts", "status", "passed", "failed"),
    [
        ({"tests": 5, "failures": 0, "errors": 0, "skipped": 1}, 0, 4, 0),
        ({"tests": 5, "failures": 2, "errors": 1, "skipped": 0}, 1, 2, 3),
        ({"tests": 0, "failures": 0, "errors": 0, "skipped": 0}, 5, 0, 1),
        ({"tests": 2, "failures": 0, "errors": 0, "skipped": 2}, 0, 0, 1),
        ({"tests": 3, "failures": 0, "errors": 0, "skipped": 0}, 3, 3, 1),
    ],
    ids=["all well", "failures and errors", "no test", "only skipped", "broke off"],
)
def test_result_of_a_run(report, counts, status, passed, failed):
    result = read_report("suite", report(**counts), status, 1.0, "")

    assert (result.passed, result.failed) == (passed, failed)


def test_run_without_a_report_has_failed(tmp_path):
    result = read_report("suite", tmp_path / "none.xml", 4, 1.0, "usage error")

    assert (result.passed, result.failed) == (0, 1)
