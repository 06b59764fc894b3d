"""Demonstration content, which nothing else may import."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Holds `load_demo` and its texts."""

    name = "demo"
