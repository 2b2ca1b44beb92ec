"""Plans in and out as MS Project XML (MSPDI), the form that MS Project, ProjectLibre and GanttProject share.

A file is read into a ``Project`` of plain values and written from one; what the rows of a book make of it is decided in
``commands.project_xml``.  Source of names, order and codes: Microsoft's "Project XML Data Interchange Schema Reference"
(mspdi_pj12.xsd).
"""

from smartplanner.excel.project.plan import Constraint, Predecessor, Project, ProjectTask
from smartplanner.excel.project.reading import LARGEST, read_project
from smartplanner.excel.project.writing import write_project

__all__ = ["LARGEST", "Constraint", "Predecessor", "Project", "ProjectTask", "read_project", "write_project"]
