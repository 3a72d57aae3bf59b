"""The messages with which RFC 4475 tortures whatever reads SIP, all 49, in words of our own.

The first word of each is the name that the RFC gives to the case. `READ` is what is heard, however
strange; `REFUSED` what two readers would understand differently.
"""

from tests.telephony.sip.messages import CANCEL, INVITE, lines

OPTIONS = CANCEL.replace(b"CANCEL", b"OPTIONS")
REGISTER = CANCEL.replace(b"CANCEL", b"REGISTER")


def changed(data: bytes, *pairs: tuple[bytes, bytes]) -> bytes:
    for old, new in pairs:
        assert old in data, old
        data = data.replace(old, new)
    return data


TORTUOUS = lines(
    """INVITE sip:anna@kantoor.example;onbekend SIP/2.0
TO :
 sip:anna@kantoor.example ;   tag    = 1918a
from   : "K de Groot \\\\\\""       <sip:kdegroot@kantoor.example>
  ;
  tag = 98b
MaX-fOrWaRdS: 0068
Call-ID: krom.1@192.0.2.1
Content-Length   : 5
cseq: 0009
  INVITE
Via  : SIP  /   2.0
 /UDP
    192.0.2.2;branch=390kromme
s :
NieuwVeld:   nieuwe waarde
 gaat door
VreemdVeld: ;;,,;;,;
Content-Type: application/sdp
Route:
 <sip:dienst.example;lr;onbekend=met-waarde;leeg>
v:  SIP  / 2.0  / TCP     proxy.example   ;
  branch  =   z9hG4bK9ikj8  ,
 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
 z9hG4bK30239
m:"Met een aanhaling \\"\\"" <sip:kdegroot@kantoor.example> ; nieuw =
      waarde ;
  nog_een ; q = 0.33

v=0
"""
)
READ = {  # what is allowed, however strange
    "wsinv, blanks everywhere": TORTUOUS,
    "intmeth, strange letters": changed(
        OPTIONS,
        (b"OPTIONS", b"!Vreemde-Methode0123456789_*+`.%en'~"),
        (b"sip:201@192.168.20.5:40001", b"sip:1_vreemd~(wel!waar)&is'niet+het$/gek?,/;;*:&a=1@o.x"),
        (b"To: <", b'To: "BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f" <'),
        (b'"Bakkerij Jansen"', "token1~` token2'+_ Bäckerei".encode()),
    ),
    "esc01, an escaped address": changed(INVITE, (b"sip:201@192", b"sip:sips%3Auser%40x@192")),
    "escnull, escaped nulls": changed(REGISTER, (b"sip:0201234567", b"sip:null-%00-null")),
    "esc02, an escaped method": changed(REGISTER, (b"REGISTER", b"RE%47IST%45R")),
    "lwsdisp, no blank before the address": changed(OPTIONS, (b'Jansen" <', b'Jansen"<')),
    "longreq, long values": changed(
        INVITE,
        (b"sip:0201234567", b"sip:" + b"langenaam" * 100),
        (b"Max-Forwards", b"Onbekend-" + b"lang" * 12 + b": " + b"w" * 900 + b"\r\nMax-Forwards"),
        (b"z9hG4bKcb3a.1.0", b"z9hG4bK" + b"lang" * 300),
    ),
    "dblreq, two in one datagram": changed(REGISTER, (b"\r\n\r\n", b"\r\n\r\n" + INVITE)),
    "semiuri, a semicolon in the user": changed(OPTIONS, (b"sip:201@192", b"sip:201;a=b%40c@192")),
    "transports, other ones": changed(
        OPTIONS, (b"Max-F", b"Via: SIP/2.0/SCTP 192.0.2.1\r\nv: SIP/2.0/NEW 192.0.2.2\r\nMax-F")
    ),
    "mpart01, a body of bytes": changed(INVITE, (b"v=0\r\n", b"\xff\x00\xfe\r\n")),
    "unreason, an unusual phrase": b"SIP/2.0 200 = 2**3 * 5**2 "
    + "\N{CYRILLIC SMALL LETTER ES}\r\n".encode()
    + CANCEL.partition(b"\r\n")[2],
    "noreason, no phrase": b"SIP/2.0 100 \r\n" + CANCEL.partition(b"\r\n")[2],
    "badinv01, separators without anything": changed(INVITE, (b"<sip:trunk", b";;,;,,<sip:trunk")),
    "quotbal, an open quote": changed(INVITE, (b"To: <", b'To: "Anna <')),
    "baddate, another time zone": changed(INVITE, (b"Max-F", b"Date: 1 Jan 2010 EST\r\nMax-F")),
    "regbadct, blanks before the address": changed(INVITE, (b"From: ", b"From: Bell, A ")),
    "unkscm, another scheme": changed(OPTIONS, (b"sip:201@192.168.20.5:40001", b"nieuw:a.b.c")),
    "bcast, a response from nowhere": changed(
        b"SIP/2.0 200 OK\r\n" + CANCEL.partition(b"\r\n")[2], (b"192.168.20.2", b"255.255.255.255")
    ),
    "zeromf, nought hops": changed(OPTIONS, (b"Max-Forwards: 69", b"Max-Forwards: 0")),
    "escruri, fields in the address": changed(
        INVITE, (b"40001 SIP/2.0", b"40001?Route=%3Csip:office.test%3E SIP/2.0")
    ),
    "badaspec, blanks within the address": changed(
        OPTIONS, (b"To: <sip:201@office.test>", b'To: "Watson, Thomas" < sip:201@office.test >')
    ),
    "baddn, a comma in a name without quotes": changed(
        OPTIONS, (b'From: "Bakkerij Jansen"', b"From: Bell, Alexander")
    ),
    "novelsc, an address of another world": changed(
        OPTIONS, (b"sip:201@192.168.20.5:40001", b"soap.beep://192.0.2.103:3002")
    ),
    "unksm2, other schemes in the fields": changed(
        REGISTER,
        (b"To: <sip:201@office.test>", b"To: isbn:2983792873"),
        (b"Max-F", b"Contact: <name:nobody_knows>\r\nMax-F"),
    ),
    "invut, a body of an unknown kind": changed(
        INVITE, (b"application/sdp", b"application/unknownformat")
    ),
    "regaut01, an unknown proof": changed(
        REGISTER, (b"Max-F", b"Authorization: NoOneKnowsThisScheme opaque-data=here\r\nMax-F")
    ),
    "cparam01, a parameter of the field": changed(
        REGISTER, (b"Max-F", b"Contact: sip:+19725552222@gw1.example.net;unknownparam\r\nMax-F")
    ),
    "cparam02, a parameter of the address": changed(
        REGISTER, (b"Max-F", b"Contact: <sip:+19725552222@gw1.example.net;unknownparam>\r\nMax-F")
    ),
    "regescrt, an escaped route": changed(
        REGISTER,
        (b"Max-F", b"Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>\r\nMax-F"),
    ),
    "sdp01, an answer that nobody can give": changed(
        INVITE, (b"Max-F", b"Accept: text/nobodyKnowsThis\r\nMax-F")
    ),
    "bext01, what must be supported": changed(
        INVITE, (b"Max-F", b"Require: nothingSupportsThis, nothingSupportsThisEither\r\nMax-F")
    ),
    "badbranch, a branch without a name": changed(OPTIONS, (b"z9hG4bKcb3a.1.0", b"z9hG4bK")),
    "inv2543, an older standard": changed(INVITE, (b";branch=z9hG4bKcb3a.1.0", b"")),
}  # fmt: skip
REFUSED = {  # what two readers would understand differently
    "clerr, a length beyond the end": changed(INVITE, (b"Length: 5", b"Length: 9999")),
    "ncl, a length below nought": changed(INVITE, (b"Length: 5", b"Length: -999")),
    "scalar02, numbers beyond all": changed(
        REGISTER, (b"CSeq: 1 ", b"CSeq: 36893488147419103232 ")
    ),
    "scalarlg, a response with numbers beyond all": changed(
        b"SIP/2.0 503 Service Unavailable\r\nRetry-After: 949302838503028349304023988\r\n"
        b'Warning: 1812 overture "In Progress"\r\n' + CANCEL.partition(b"\r\n")[2],
        (b"CSeq: 1 CANCEL", b"CSeq: 9292394834772304023312 OPTIONS"),
    ),
    "bigcode, a status beyond all": b"SIP/2.0 4294967301 beter van niet\r\n" + CANCEL,
    "ltgtruri, an address in brackets": changed(
        INVITE, (b"sip:201@192.168.20.5:40001 ", b"<sip:201@192.168.20.5:40001> ")
    ),
    "lwsruri, blanks in the address": changed(INVITE, (b":40001 ", b":40001; lr ")),
    "lwsstart, several blanks": changed(INVITE, (b"INVITE sip", b"INVITE  sip")),
    "trws, blanks at the end": changed(OPTIONS, (b"SIP/2.0\r\nVia", b"SIP/2.0  \r\nVia")),
    "badvers, another version": changed(OPTIONS, (b"SIP/2.0\r\nVia", b"SIP/7.0\r\nVia")),
    "mismatch01, two methods": changed(OPTIONS, (b"CSeq: 1 OPTIONS", b"CSeq: 1 INVITE")),
    "mismatch02, an unknown method": changed(
        OPTIONS, (b"OPTIONS sip", b"NIEUW sip"), (b"1 OPTIONS", b"1 INVITE")
    ),
    "insuf, fields are missing": b"INVITE sip:201@192.168.20.5 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n",
    "multi01, the same field twice": changed(INVITE, (b"CSeq: 1", b"CSeq: 2 INVITE\r\nCSeq: 1")),
    "mcl01, two lengths": changed(INVITE, (b"Content-Length: 5", b"l: 5\r\nContent-Length: 13")),
}
