"""Certificates of an office: an authority of its own, and the server's that it vouches for.

The authority may vouch for one name and one address and nothing else (name constraints), so that
whoever steals its key cannot pretend to be anybody but this server. Its key is kept off line and
locked with a code that is on paper; it is needed once a year, to renew the server's certificate.
Elliptic curves (P-256) throughout: every TLS library knows them.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3653  # ten years
SERVER_DAYS = 397  # what browsers allow, and a habit that keeps the renewal from being forgotten
Certificate = x509.Certificate  # for whoever needs nothing else of the library
LARGEST = 8192  # bytes of a certificate in PEM
_EARLIER = timedelta(days=1)  # desks whose clock is behind


@dataclass(frozen=True, slots=True)
class Authority:
    """Who vouches for the office's server."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """What every desk gets: the certificate, which is no secret."""
        return pem(self.certificate).encode()

    def locked(self, code: str) -> bytes:
        """What is kept off line: the key, locked with ``code``, and the certificate behind it."""
        lock = serialization.BestAvailableEncryption(code.encode())
        return _private(self.key, lock) + self.pem


@dataclass(frozen=True, slots=True)
class Pair:
    """A server's private key and its certificate, both in PEM."""

    key: bytes
    certificate: bytes


def make_authority(office: str, name: str, address: str, now: datetime | None = None) -> Authority:
    """A new authority that can only vouch for ``name`` and ``address``."""
    now = now or datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(f"MCSys {office}"[:64])
    network = ipaddress.ip_network(address)
    allowed = x509.NameConstraints([x509.DNSName(name), x509.IPAddress(network)], None)
    usage = _usage(key_cert_sign=True, crl_sign=True)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _begun(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(allowed, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(own, critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate)


def unlock(kept: bytes, code: str) -> Authority:
    """The authority out of its key file. Raises ValueError: not such a file, or another code."""
    try:
        key = serialization.load_pem_private_key(kept, code.encode())
        certificate = load(kept[_at(kept) :])
    except (TypeError, UnicodeError, UnsupportedAlgorithm) as error:  # a key without a lock, say
        raise ValueError("no locked key") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("no key of ours")
    if not issued_by(certificate, certificate) or key.public_key() != certificate.public_key():
        raise ValueError("a key and a certificate that do not belong together")
    return Authority(key, certificate)


def make_server(authority: Authority, name: str, address: str, now: datetime | None = None) -> Pair:
    """A new key for the server, and the certificate that ``authority`` vouches with."""
    now = now or datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate
    last = min(now + timedelta(days=SERVER_DAYS), issuer.not_valid_after_utc)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    names.append(x509.IPAddress(ipaddress.ip_address(address)))
    server_only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    certificate = (
        _begun(_named(name[:64]), issuer.subject, key, now, SERVER_DAYS, last)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(server_only, critical=False)
        .add_extension(own, critical=False)
        .add_extension(by, critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return Pair(
        _private(key, serialization.NoEncryption()),
        certificate.public_bytes(serialization.Encoding.PEM),
    )


def load(content: bytes) -> x509.Certificate:
    """A certificate in PEM or DER. Raises ValueError when it is none."""
    if len(content) > LARGEST:
        raise ValueError("too large for a certificate")
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except x509.InvalidVersion as error:
        raise ValueError("not a certificate of today") from error


def load_authority(content: bytes) -> x509.Certificate:
    """One certificate in PEM that may vouch for a server. Raises ValueError for anything else."""
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    text = content.strip()
    if content.count(b"-----BEGIN") != 1 or not (text.startswith(begin) and text.endswith(end)):
        raise ValueError("not one certificate")
    found = load(content)
    if not issued_by(found, found):  # before anything in it is believed, or even read
        raise ValueError("a damaged one")
    try:
        basic = found.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound as error:
        raise ValueError("not an authority") from error
    if not basic.ca:
        raise ValueError("not an authority")
    return found


def pem(certificate: x509.Certificate) -> str:
    """A certificate as it stands in files, which is no secret."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Whether ``authority`` has signed ``certificate``; its dates are not looked at."""
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def fits(content: bytes) -> bool:
    """Whether the key and the certificate in a server's file belong together, by trying them.

    OpenSSL only compares the public halves, of which a key keeps a copy.
    """
    told = b"mcsys"
    try:
        key, own = serialization.load_pem_private_key(content, None), load(content[_at(content) :])
        theirs = own.public_key()
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            return False
        if not isinstance(theirs, ec.EllipticCurvePublicKey):
            return False
        theirs.verify(key.sign(told, ec.ECDSA(hashes.SHA256())), told, ec.ECDSA(hashes.SHA256()))
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _at(content: bytes) -> int:
    """Where the certificate begins, behind a key."""
    return max(0, content.find(b"-----BEGIN CERTIFICATE"))


def covers(certificate: x509.Certificate, name: str, address: str) -> bool:
    """Whether it is for this name and this address."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
    names = found.get_values_for_type(x509.DNSName)
    return name in names and ipaddress.ip_address(address) in found.get_values_for_type(
        x509.IPAddress
    )


def days_left(certificate: x509.Certificate, now: datetime | None = None) -> int:
    """Whole days until it runs out; negative when it has."""
    return (certificate.not_valid_after_utc - (now or datetime.now(UTC))).days


def fingerprint(certificate: x509.Certificate) -> str:
    """What identifies it: the start of its SHA-256, in hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex()[:32]


def name_of(content: bytes) -> str:
    """Whom a certificate is of, for people; its fingerprint where it does not say.

    Raises ValueError when it is none.
    """
    found = load(content)
    for attribute in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for named in found.subject.get_attributes_for_oid(attribute):
            return str(named.value)
    return fingerprint(found)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    days: int,
    last: datetime | None = None,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(last or now + timedelta(days=days))
    )


def _usage(**chosen: bool) -> x509.KeyUsage:
    none = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
            *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    return x509.KeyUsage(**(none | chosen))


def _private(
    key: ec.EllipticCurvePrivateKey, lock: serialization.KeySerializationEncryption
) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, lock)
