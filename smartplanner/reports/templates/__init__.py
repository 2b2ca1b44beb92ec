"""The wording of papers, which an office may change without code: filled in, bounded, and its mistakes explained."""
