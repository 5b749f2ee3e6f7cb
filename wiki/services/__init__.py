"""Verbs: one public function is one use case is one transaction.

The actor comes first, the thing second, the rest is keyword-only; None as actor is somebody signed out.
Only this room writes, and only through `wiki.db.transaction`. It knows nothing of the web.
"""
