"""Words for every code of access: vocabulary, roles, refusals, notices, acts in the audit log.

Domain and actions speak in codes; only here do codes become sentences, through gettext. A test walks every code.
"""
