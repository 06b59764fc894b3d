"""What people would build instead: Wagtail's own form page, with and without a count of its rows.

As `wagtail start` sets it up: its apps, its middleware, its template folder.
"""
