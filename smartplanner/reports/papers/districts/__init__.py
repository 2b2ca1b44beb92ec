"""Papers on the districts: how one plan stands (区级建设计划进展), and all by class and tier (分类分级情况)."""
