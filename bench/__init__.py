"""The benchmark: the real site under a real load, against what its speed is compared with.

`python -m bench` measures everything, `python -m bench --quick` a small part.
"""
