"""Who works here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Reference


class Employee(TypedDict):
    """One employee, as colleagues may see him."""

    id: int
    name: str
    work_email: str | None
    work_phone: str | None
    job_title: str | None
    department_id: Reference
    parent_id: Reference
    company_id: Reference
    user_id: Reference
    active: bool


class Department(TypedDict):
    """One department."""

    id: int
    name: str
    parent_id: Reference
    manager_id: Reference


_EMPLOYEE = tuple(key for key in Employee.__annotations__ if key != "id")
_DEPARTMENT = tuple(key for key in Department.__annotations__ if key != "id")


class Employees(Api):
    """Employees of `hr`."""

    module = "hr"

    def find(self, domain: Domain) -> Iterator[Employee]:
        """The employees of a domain."""
        return self._rows("hr.employee", domain, _EMPLOYEE)

    def by_email(self, email: str) -> list[Employee]:
        """Employees with this address at work."""
        return list(self.find(D("work_email") == email))

    def in_department(self, department_id: int) -> Iterator[Employee]:
        """Employees of a department and of those below it."""
        return self.find(D("department_id").child_of(department_id))

    def reporting_to(self, employee_id: int) -> list[Employee]:
        """Employees below another one, at any depth."""
        return list(self.find(D("id").child_of(employee_id) & (D("id") != employee_id)))

    def departments(self) -> list[Department]:
        """All departments."""
        return list(self._rows("hr.department", D("id") > 0, _DEPARTMENT))
