"""The switchboard: runs all call sources of a desk on one asyncio loop in one thread."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from mcsys_desktop.core import clock, number_forms, phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.base import CallSource, SourceState, SourceStatus
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.faults import place

log = logging.getLogger(__name__)
T = TypeVar("T")

FIRST_WAIT = 1.0  # seconds before a source that failed is started again; doubled each time
LONGEST_WAIT = 60.0
_STEADY_SECONDS = 60.0  # a source that ran this long starts with the first wait again


class Exchange:
    """Starts and stops sources. ``emit`` and ``status`` are called on its own thread.

    A source that fails, although it never should, is reported, written to the log without its
    message (that may hold a number) and started again; the others go on.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._changed: asyncio.Event | None = None
        self._wanted: tuple[CallSource, ...] = ()

    def start(
        self,
        sources: Sequence[CallSource],
        emit: Callable[[CallEvent], None],
        status: Callable[[SourceStatus], None],
    ) -> None:
        """Run ``sources`` until `stop`. Raises RuntimeError when it runs already."""
        if self._thread is not None:
            raise RuntimeError("The exchange runs already.")
        self._wanted = tuple(sources)
        ready = threading.Event()
        self._thread = threading.Thread(
            target=self._run,
            args=(emit, status, ready),
            name="telephony",
            daemon=True,
        )
        self._thread.start()
        ready.wait()

    def change(self, sources: Sequence[CallSource]) -> None:
        """Run these from now on: those among them that run already go on, all others end first,
        and are reported as gone.
        """
        self._wanted = tuple(sources)
        loop, changed = self._loop, self._changed
        if self._thread is not None and loop is not None and changed is not None:
            with contextlib.suppress(RuntimeError):  # it has just ended by itself
                loop.call_soon_threadsafe(changed.set)

    def stop(self, timeout: float = 5.0) -> bool:
        """End all sources and wait for them; False when one would not end in ``timeout`` s."""
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        loop, stop = self._loop, self._stop
        if loop is not None and stop is not None:
            try:
                loop.call_soon_threadsafe(stop.set)
            except RuntimeError:
                log.debug("the exchange had ended by itself")
        thread.join(timeout)
        return not thread.is_alive()

    @property
    def running(self) -> bool:
        """Whether sources are being run."""
        return self._thread is not None and self._thread.is_alive()

    def _run(
        self,
        emit: Callable[[CallEvent], None],
        status: Callable[[SourceStatus], None],
        ready: threading.Event,
    ) -> None:
        try:
            asyncio.run(self._run_all(emit, status, ready))
        finally:
            ready.set()  # whatever happened, nobody waits for ever

    async def _run_all(
        self,
        emit: Callable[[CallEvent], None],
        status: Callable[[SourceStatus], None],
        ready: threading.Event,
    ) -> None:
        self._loop, stop, changed = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        self._stop, self._changed = stop, changed
        tell, report = _careful(emit, stop), _careful(status, stop)
        running: dict[CallSource, asyncio.Task[None]] = {}
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            changed.clear()
            wanted = self._wanted
            leaving = [source for source in running if source not in wanted]
            await _end([running.pop(source) for source in leaving])
            for source in leaving:
                report(SourceStatus(source.key, SourceState.GONE, clock.now()))
            for source in wanted:
                if source not in running:
                    running[source] = asyncio.create_task(
                        _keep(source, tell, report, stop), name=source.key
                    )
            ready.set()
            waking = asyncio.create_task(changed.wait())
            await asyncio.wait({stopping, waking}, return_when=asyncio.FIRST_COMPLETED)
            waking.cancel()
        await _end(list(running.values()))


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Returns when they have closed what they opened: another may want the same address."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _keep(
    source: CallSource,
    emit: Callable[[CallEvent], None],
    status: Callable[[SourceStatus], None],
    stop: asyncio.Event,
) -> None:
    """Run one source until ``stop``."""
    loop = asyncio.get_running_loop()
    emit = _understanding(emit, getattr(source, "form", phone.USUAL))
    wait = FIRST_WAIT
    while not stop.is_set():
        began = loop.time()
        try:
            await source.run(emit, status)
            if stop.is_set():
                return
            log.error("source %s ended by itself", source.key)
        except Exception as error:
            log.error("source %s failed: %s", source.key, place(error))
        if loop.time() - began > _STEADY_SECONDS:
            wait = FIRST_WAIT
        sentence = _("This connection failed by a fault in the program and is started again.")
        status(SourceStatus(source.key, SourceState.OFF, clock.now(), sentence))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        wait = min(wait * 2, LONGEST_WAIT)


def _understanding(
    emit: Callable[[CallEvent], None], form: phone.Profile
) -> Callable[[CallEvent], None]:
    """``emit`` with numbers that everybody reads as the source means them."""
    if form == phone.USUAL:
        return emit
    return lambda event: emit(
        replace(event, number_raw=number_forms.understood(event.number_raw, form))
    )


def _careful(callback: Callable[[T], None], stop: asyncio.Event) -> Callable[[T], None]:
    """``callback`` until ``stop``; a fault in it does not end the source that calls it."""

    def call(news: T) -> None:
        if stop.is_set():
            return
        try:
            callback(news)
        except Exception as error:
            log.error("news of a call source was not taken: %s", place(error))

    return call
