"""The database backend `core.postgresql`: its module has this name because Django looks for it."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which tells from the socket whether a kept connection is still good."""

    def is_usable(self) -> bool:
        """Whether the server has kept the connection, as far as it has said.

        Django asks it with a statement, in each request: as much as confirming a
        signature takes. On an idle connection there is something to read only once
        the server has taken leave, whatever the reason. After an error it is asked.
        """
        if self.errors_occurred or self.connection is None or self.connection.closed:
            return bool(super().is_usable())
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)
