"""Papers with a head that go to others: 函 to a unit, 请示 and 报告 to the leading group."""
