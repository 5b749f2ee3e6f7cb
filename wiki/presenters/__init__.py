"""Shapes: from models to plain data, for pages, exports and, later, programs. No query, no right, no HTML form."""
