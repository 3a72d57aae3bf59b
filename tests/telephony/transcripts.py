"""What desk phones send, byte for byte, in the forms that their makers' manuals describe.

Numbers and names are invented. ``TOKEN`` stands for the secret part of the address.
"""

TOKEN = "invented-token-0123456789"
HOST = "192.168.20.5"

YEALINK = {
    "ring": b"GET /phone/invented-token-0123456789/ring?mac=001565a1b2c3&id=0_2371@10.0.0.9"
    b"&user=201&local=sip:201@pbx.example&remote=sip:0334612045@pbx.example"
    b'&name="Bakkerij J&B" <Amersfoort> HTTP/1.1\r\nHost: 192.168.20.5:8765\r\n'
    b"User-Agent: Yealink SIP-T46U 108.86.0.20\r\nConnection: close\r\n\r\n",
    "answered": b"GET /phone/invented-token-0123456789/answered?mac=001565a1b2c3"
    b"&id=0_2371@10.0.0.9&user=201&local=sip:201@pbx.example"
    b"&remote=sip:0334612045@pbx.example&name=Bakkerij%20J%26B HTTP/1.1\r\n"
    b"Host: 192.168.20.5:8765\r\n\r\n",
    "ended": b"GET /phone/invented-token-0123456789/ended?mac=001565a1b2c3&id=0_2371@10.0.0.9"
    b"&user=201&local=$local&remote=$remote&name=$display_remote HTTP/1.1\r\n"
    b"Host: 192.168.20.5:8765\r\n\r\n",
    "cancelled": b"GET /phone/invented-token-0123456789/cancelled?mac=001565a1b2c3"
    b"&id=0_2371@10.0.0.9&user=201&remote=0334612045&name= HTTP/1.1\r\n"
    b"Host: 192.168.20.5:8765\r\n\r\n",
}
SNOM = {
    "ring": "GET /phone/invented-token-0123456789/ring?mac=000413AA00FF&id=3c26700857a7-x"
    "&user=202&local=202&remote=0612345678&cancel_reason=$cancel_reason&name=Zoë d'Árcy"
    " HTTP/1.0\r\nHost: 192.168.20.5:8765\r\nUser-Agent: snomD785\r\n\r\n".encode(),
    "elsewhere": b"GET /phone/invented-token-0123456789/missed?mac=000413AA00FF"
    b"&id=3c26700857a7-x&user=202&local=202&remote=0612345678"
    b'&cancel_reason=SIP;cause=200;text="Call completed elsewhere"&name=x HTTP/1.0\r\n'
    b"Host: 192.168.20.5:8765\r\n\r\n",
    "missed": b"GET /phone/invented-token-0123456789/missed?mac=000413AA00FF"
    b"&id=3c26700857a7-x&user=202&local=202&remote=0612345678"
    b"&cancel_reason=Q.850;cause=16&name=x HTTP/1.0\r\nHost: 192.168.20.5:8765\r\n\r\n",
    "outgoing": b"GET /phone/invented-token-0123456789/outgoing?mac=000413AA00FF&id=3c99-y"
    b"&user=202&local=202&remote=0342415560&name= HTTP/1.0\r\nHost: 192.168.20.5\r\n\r\n",
    "connected": b"GET /phone/invented-token-0123456789/answered?mac=000413AA00FF&id=3c99-y"
    b"&user=202&local=202&remote=0342415560&name= HTTP/1.0\r\nHost: 192.168.20.5\r\n\r\n",
}
GRANDSTREAM = {
    "ring": b"GET /phone/invented-token-0123456789/ring?mac=000b82c4d5e6&user=203&local=203"
    b"&remote=0334801173&name=Garage Voorbeeld HTTP/1.1\r\nHost: 192.168.20.5:8765\r\n"
    b"User-Agent: Grandstream GRP2614 1.0.11.6\r\nAccept: */*\r\n\r\n",
    "answered": b"GET /phone/invented-token-0123456789/answered?mac=000b82c4d5e6&user=203"
    b"&local=203&remote=0334801173&name=Garage Voorbeeld HTTP/1.1\r\n"
    b"Host: 192.168.20.5:8765\r\n\r\n",
    "ended": b"GET /phone/invented-token-0123456789/ended?mac=000b82c4d5e6&user=203&local=203"
    b"&remote=&name= HTTP/1.1\r\nHost: 192.168.20.5:8765\r\n\r\n",
    "missed": b"GET /phone/invented-token-0123456789/missed?mac=000b82c4d5e6&user=203"
    b"&local=203&remote=0334801173&name=Garage Voorbeeld HTTP/1.1\r\n"
    b"Host: 192.168.20.5:8765\r\n\r\n",
}
FANVIL = {
    "ring": b"GET /phone/invented-token-0123456789/ring?mac=0C:38:3E:11:22:33&id=814-ab@x"
    b"&user=204&local=204&remote=%2B31852019876&name=Caf%E9%20Noir HTTP/1.1\r\n"
    b"Host: 192.168.20.5:8765\r\nUser-Agent: Fanvil X4U\r\n\r\n",
}
HTEK = {
    "ring": b"GET http://192.168.20.5:8765/phone/invented-token-0123456789/ring?"
    b"mac=001fc11a8b6c&id=77&user=205&local=205&remote=Anonymous&name=Anonymous"
    b" HTTP/1.1\nHost: 192.168.20.5:8765\n\n",
}
ALL = [
    request for brand in (YEALINK, SNOM, GRANDSTREAM, FANVIL, HTEK) for request in brand.values()
]
