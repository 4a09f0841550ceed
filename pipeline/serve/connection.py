"""An HTTP connection that a client cannot hold for nothing: it asks in time, and takes its answer in time."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""What a client may take from one answer, or the connection, to the end of its next request's head."""
TAKE_SECONDS = 20.0
"""What a client may take to read on where it has been sent more than the connection's buffers hold."""


class Connection(H11Protocol):
    """uvicorn's connection with two clocks; whichever runs out, the connection ends at once, with all it holds."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch_head()

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait no more once it makes a request."""
        super().data_received(data)
        self._watch_head()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._watch_head()

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not read."""
        super().pause_writing()
        self._watch_taking()

    def resume_writing(self) -> None:
        """Wait no more: the client reads."""
        super().resume_writing()
        self._taking = _stopped(self._taking)

    def timeout_keep_alive_handler(self) -> None:
        """End a connection that asks nothing more; what is still to be sent has its own time."""
        super().timeout_keep_alive_handler()
        self._watch_taking()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        super().connection_lost(exc)
        self._asking, self._taking = _stopped(self._asking), _stopped(self._taking)

    def _watch_head(self) -> None:
        """Let the clock for a request run exactly while no request is being answered; bytes do not set it back."""
        if self.cycle is not None and not self.cycle.response_complete:
            self._asking = _stopped(self._asking)
        elif self._asking is None:
            self._asking = self.loop.call_later(HEAD_SECONDS, self._end_asking)

    def _watch_taking(self) -> None:
        if self._taking is None:
            self._taking = self.loop.call_later(TAKE_SECONDS, self._end)

    def _end_asking(self) -> None:
        if self.transport.get_write_buffer_size():
            self._watch_taking()  # the end of an answer is still on its way
        else:
            self._end()

    def _end(self) -> None:
        self.transport.abort()


def _stopped(clock: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """Stop a clock, and return what stands in its place: none."""
    if clock is not None:
        clock.cancel()
    return None
