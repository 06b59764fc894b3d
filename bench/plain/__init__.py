"""What the site is measured against: Django alone, with nothing around its views.

(a) a view that returns a small page; (b) a view that validates the sign form
and makes one row. There is no middleware, no cookie and no template: nobody
can answer faster with Django.
"""
