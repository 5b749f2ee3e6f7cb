"""Plenary: a drafting wiki for texts that many governments must agree on, word by word.

Nothing lives here but this docstring, so that importing a pure room loads no framework;
the application factory is `wiki.app:create_app`.
"""
