"""Rows to workbooks."""
