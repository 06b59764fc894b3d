"""What belongs to a language is opened and changed by those who work in it, and by nobody else.

`addresses` looks at what each address of the admin names; `lists` at what lists
and forms offer.
"""
