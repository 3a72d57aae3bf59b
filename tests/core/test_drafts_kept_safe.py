"""What is kept of typing holds no card number, and survives another key of the office."""

import json
from pathlib import Path

from mcsys_desktop.core import sealed
from mcsys_desktop.core.drafts import Drafts, Link
from tests.core.test_drafts import KEY, OFFICE, SECRET, kept, opened


def test_no_card_number_is_kept_however_the_form_keeps_its_texts(tmp_path: Path) -> None:
    card = "4111 1111 1111 1111"
    parts = {"notes": {"typed": [[7, {"notes": f"a\n{card}".replace(" ", "\u00a0")}]]}}
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": f"betaalt met {card}", "call": "7", "number": "0334612045"})
    drafts.put("customer/card/7", {"parts": json.dumps(parts)})
    drafts.put("odd", {"note": f"[{card}", "other": f"{{kaart {card}}}"})
    assert drafts.all_of()[-1].texts["note"].endswith(card), "what is typed stays on the screen"
    drafts.close()
    plain = sealed.read(kept(tmp_path), KEY, OFFICE.encode()).decode()
    assert "4111" not in plain
    again, said = opened(tmp_path)
    texts = {draft.form: draft.texts for draft in again.all_of()}
    again.close()
    assert said == []
    assert texts["note"] == {
        **{"note": "betaalt met •••• •••• •••• 1111", "call": "7", "number": "0334612045"}
    }
    parts = json.loads(texts["customer/card/7"]["parts"])
    assert parts["notes"]["typed"][0][0] == 7
    assert parts["notes"]["typed"][0][1]["notes"].startswith("a\n••••")


def test_drafts_of_before_another_key_are_read_and_written_with_the_new_one(tmp_path: Path) -> None:
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": SECRET})
    drafts.last_link = Link(812, "ab" * 32)
    drafts.close()
    new = bytes(range(32, 64))
    after, said = Drafts(), list[str]()
    after.complain = said.append
    after.open(tmp_path, OFFICE, "anna", new, [bytes(32), KEY])
    assert [draft.texts["note"] for draft in after.all_of()] == [SECRET]
    assert after.last_link == Link(812, "ab" * 32)
    after.close()
    assert said == []
    again, said = opened(tmp_path, key=new)
    assert [draft.texts["note"] for draft in again.all_of()] == [SECRET]
    again.close()
    assert said == []
