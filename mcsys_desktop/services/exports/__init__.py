"""Data that leaves the office, as a file or by the clipboard. Each time is noted in the log."""

from mcsys_desktop.services.exports.customers import Chosen as Chosen
from mcsys_desktop.services.exports.customers import Kind as Kind
from mcsys_desktop.services.exports.customers import customers_csv as customers_csv
from mcsys_desktop.services.exports.customers import customers_file as customers_file
from mcsys_desktop.services.exports.customers import customers_vcards as customers_vcards
from mcsys_desktop.services.exports.customers import customers_xlsx as customers_xlsx
