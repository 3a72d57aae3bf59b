"""What the books need: the VAT return, supplies within the EU, what is open, and it all as files.

Everything is read from final documents, by the date on them. Nothing is known here of what the
office buys.
"""

from mcsys_desktop.services.books.open_items import OpenItem as OpenItem
from mcsys_desktop.services.books.open_items import open_items as open_items
from mcsys_desktop.services.books.overview import Box as Box
from mcsys_desktop.services.books.overview import Overview as Overview
from mcsys_desktop.services.books.overview import Part as Part
from mcsys_desktop.services.books.overview import overview as overview
from mcsys_desktop.services.books.packing import Packed as Packed
from mcsys_desktop.services.books.packing import pack as pack
from mcsys_desktop.services.books.period import Period as Period
from mcsys_desktop.services.books.supplies import Supply as Supply
from mcsys_desktop.services.books.supplies import supplies as supplies
