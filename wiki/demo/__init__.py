"""The demo as plain data: people, delegations, two plans and what happened to them, step by step.

Nothing here touches a database, a clock or the web: dataclasses, texts and tiny pure functions. The module that plays
this data through the services is the only one that may know both sides.
"""
