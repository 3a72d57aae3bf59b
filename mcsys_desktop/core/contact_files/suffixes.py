"""By which endings a file is taken for a list of customers; it costs nothing to ask."""

SUFFIXES = (".csv", ".txt", ".tsv", ".vcf", ".vcard")
SPREADSHEETS = (".xlsx", ".xls", ".ods")  # taken too, to say what to do with them
