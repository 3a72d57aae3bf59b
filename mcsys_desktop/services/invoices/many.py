"""Several drafts made final in one go: each is done, or told why not."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.services.invoices.drafting import get
from mcsys_desktop.services.invoices.finalising import Finished, finalise


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: finished, or ``why`` not."""

    invoice_id: int
    finished: Finished | None = None
    why: str = ""


def finalise_all(invoice_ids: Sequence[int], *, progress: Progress) -> list[Outcome]:
    """Make these drafts final, one act each, in their order; what is final already is left out.

    Who gives it up in between finds those done that were done. Raises Cancelled.
    """
    found = []
    for done, invoice_id in enumerate(invoice_ids):
        progress(done, len(invoice_ids))
        draft = get(invoice_id)
        if draft is None or draft.final:
            continue
        try:
            finished = finalise(invoice_id, draft.version, uuid.uuid4().hex)
        except UserError as error:
            found.append(Outcome(invoice_id, why=" ".join(str(error).split("\n"))))
        else:
            found.append(Outcome(invoice_id, finished))
    progress(len(invoice_ids), len(invoice_ids))
    return found
