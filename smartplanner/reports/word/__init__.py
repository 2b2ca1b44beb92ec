"""A document as a Word file: ``writer`` puts it together, a module for each part of a paper beside it."""
