"""The one mail sender: `queue_mail` stores what is to be sent, `drain` sends it.

A message is a folder `templates/mail/<name>/` with `subject.txt`, `body.txt`
and `body.html`, and a function registered for it that gives those templates
what a whole batch shares. What differs from one recipient to the next are
addresses (URLs) only; they are merged in by the provider, or here.
"""
