"""A package without modules: no session reads files."""

__all__ = ["dom", "parsers", "sax", "etree"]
