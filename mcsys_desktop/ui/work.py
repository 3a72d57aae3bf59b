"""Work that must not hold up the screen: services run on other threads, results come back here."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from threading import local
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from mcsys_desktop.core.drafts import Drafts
from mcsys_desktop.core.errors import ReadOnlyOffice
from mcsys_desktop.ui.long_work import LongWork
from mcsys_desktop.ui.notices import Notices
from mcsys_desktop.ui.uncertain import Asked, Uncertain, takes_request

log = logging.getLogger(__name__)
T = TypeVar("T")
Connection = Callable[[], AbstractContextManager[Any]]
WORKERS = 3


class Task:
    """A job under way. Cancelling it means that its result is no longer wanted."""

    __slots__ = ("_owner", "_wanted", "failed", "then")

    def __init__(
        self,
        owner: QObject,
        then: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        self._owner = owner
        self._wanted = True
        self.then = then
        self.failed = failed

    @property
    def owner(self) -> QObject:
        """Who asked; it may have been destroyed since."""
        return self._owner

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the result."""
        return self._wanted and shiboken6.isValid(self._owner)

    def cancel(self) -> None:
        """Drop the result. What the job writes is written all the same."""
        self._wanted = False


class Work(QObject):
    """Runs services on other threads and hands their results back on the UI thread.

    A job has a connection to the office for as long as it runs; the UI thread never has one, so a
    query there fails in the first test that meets it. The connection comes from ``connect``, which
    the program gives as soon as the office is open: this module knows no database.

    ``failed`` tells of errors (owner, exception) for which the caller brought no slot of its own,
    ``outdated`` that the office no longer lets this program write. ``drafts`` keeps what was typed
    and not saved; ``uncertain`` holds the writes whose answer never came. ``long`` runs what takes
    long, ``notices`` keeps what was said: both are shown behind the bell.
    """

    failed = Signal(object, object)
    outdated = Signal()
    _done = Signal(object, object)

    def __init__(self, connect: Connection | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect: Connection = connect or nullcontext
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="work")
        self._look_ups = ThreadPoolExecutor(1, thread_name_prefix="look-up")
        self._warm = local()
        self._stopped = False
        self.drafts = Drafts()
        self.uncertain = Uncertain(self)
        self.notices, self.long = Notices(self), LongWork(self)
        # A job that is done before ``run`` returns reports on the UI thread itself; queued, its
        # result still arrives after ``run`` has returned, as every other.
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def connect_with(self, connect: Connection) -> None:
        """Open connections like this from now on."""
        self._connect = connect

    def run(
        self,
        owner: QObject,
        job: Callable[..., T],
        *args: Any,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Task:
        """Run ``job(*args)`` on a worker; hand its result to ``then`` while ``owner`` lives."""
        return self._submit(self._pool, self._connected, Task(owner, then, failed), job, args)

    def write(
        self,
        owner: QObject,
        service: Callable[..., T],
        *args: Any,
        request: str,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        unsure: Callable[[str], object] | None = None,
    ) -> Task:
        """Like ``run``, for a write that must happen once. ``request`` is its own random name.

        A service that takes a ``request`` is asked again under the same name when the connection
        broke before its answer came: ``unsure`` gets a sentence meanwhile, ``then`` or ``failed``
        the outcome. Any other service is never asked twice; its error says that nobody knows.
        """
        if not takes_request(service):
            return self.run(owner, service, *args, then=then, failed=failed)
        job, task = partial(service, request=request), Task(owner, then, failed)
        self.uncertain.ask(Asked(job, args, task, unsure))
        return task

    def look_up(
        self,
        owner: QObject,
        job: Callable[..., T],
        *args: Any,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Task:
        """Like ``run``, on the one thread whose connection stays open and warm.

        Only for reading who calls: nothing else may make a caller wait. After an error the
        connection is replaced and the question asked once more.
        """
        return self._submit(self._look_ups, self._kept_warm, Task(owner, then, failed), job, args)

    def look_up_for(self, job: Callable[..., T], *args: Any) -> "Future[T]":
        """Like ``look_up``, for somebody on any thread who waits by himself, and not for long.

        Raises RuntimeError when the program is ending.
        """
        return self._look_ups.submit(self._kept_warm, job, args)

    def stop(self) -> None:
        """Let what runs finish, drop what waits, and close the warm connection."""
        if self._stopped:
            return
        self._stopped = True
        self.long.stop()
        self._look_ups.submit(self._cool)
        self._look_ups.shutdown(wait=True)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.drafts.close()

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        runner: Callable[[Callable[..., Any], tuple[Any, ...]], Any],
        task: Task,
        job: Callable[..., Any],
        args: tuple[Any, ...],
    ) -> Task:
        if self._stopped:  # the program is ending; nobody waits for an answer any more
            task.cancel()
            return task

        def finish(future: Future[Any]) -> None:
            self._done.emit(task, future)

        pool.submit(runner, job, args).add_done_callback(finish)
        return task

    def _connected(self, job: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        with self._connect():
            return job(*args)

    def _kept_warm(self, job: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        fresh = self._heat()
        try:
            return self._connected(job, args)  # it borrows the warm one
        except Exception:
            self._cool()
            if fresh:
                raise
        # The connection may have died since the last call; the caller must not pay for that.
        self._heat()
        try:
            return self._connected(job, args)
        except Exception:
            self._cool()
            raise

    def _heat(self) -> bool:
        """Open this thread's lasting connection, unless it is open. True where it was not."""
        if getattr(self._warm, "connection", None) is not None:
            return False
        stack = ExitStack()
        stack.enter_context(self._connect())
        self._warm.connection = stack
        return True

    def _cool(self) -> None:
        stack: ExitStack | None = getattr(self._warm, "connection", None)
        self._warm.connection = None
        if stack is not None:
            try:
                stack.close()
            except Exception:  # a connection that is broken already may fail to close
                log.info("closing the look-up connection failed")

    @Slot(object, object)
    def _deliver(self, task: Task, future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if isinstance(error, ReadOnlyOffice):
            self.outdated.emit()
        if not task.wanted:
            if error is not None:
                log.info("nobody waited for an error: %s", type(error).__name__)
            return
        if error is None:
            if task.then is not None:
                task.then(future.result())
        elif not isinstance(error, Exception):
            raise error  # SystemExit and the like are nobody's to handle here
        elif task.failed is not None:
            task.failed(error)
        else:
            self.failed.emit(task.owner, error)
