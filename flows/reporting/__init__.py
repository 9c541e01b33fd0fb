"""Reporting an employer without being known: the report, and coming back to it."""

from flows.reporting.follow_up import FOLLOW_UP
from flows.reporting.report import REPORT
from flows.reporting.start import START

__all__ = ["FOLLOW_UP", "REPORT", "START"]
