"""A paper as typed blocks, free of any file format: read from Markdown, cleaned, and kept as text that lasts."""
