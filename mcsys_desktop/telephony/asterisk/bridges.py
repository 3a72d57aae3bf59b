"""Who is connected with whom: the bridges of Asterisk, and the channels in each."""

from mcsys_desktop.telephony.asterisk.channels import trim


class Bridges:
    """Bounded; a bridge without channels is forgotten."""

    def __init__(self) -> None:
        self._inside: dict[str, dict[str, None]] = {}

    def enter(self, bridge: str, channel: str) -> tuple[str, ...]:
        """A channel comes into a bridge; who is in there now, the last one last."""
        inside = self._inside.setdefault(bridge, {})
        inside[channel] = None
        trim(inside)
        trim(self._inside)
        return tuple(inside)

    def leave(self, bridge: str, channel: str) -> None:
        """A channel leaves a bridge."""
        inside = self._inside.get(bridge, {})
        inside.pop(channel, None)
        if not inside:
            self._inside.pop(bridge, None)

    def destroy(self, bridge: str) -> None:
        """A bridge is gone."""
        self._inside.pop(bridge, None)

    def forget(self, channel: str) -> None:
        """A channel is gone."""
        for bridge in [one for one, inside in self._inside.items() if channel in inside]:
            self.leave(bridge, channel)

    def clear(self) -> None:
        """All are gone."""
        self._inside.clear()
