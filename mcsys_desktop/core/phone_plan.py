"""The number plans of the world, as libphonenumber knows them, behind plain functions.

The library is loaded at the first use, because that costs tens of milliseconds; its geocoder is
never loaded, because it costs 400 ms and 98 MB. `phone` decides what a text means; here is only
whether such a number exists.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

DUTCH = 31  # the country calling code


def possible(text: str, home: str) -> "PhoneNumber | None":
    """A number that is valid, or could be: abroad by its length, here by the usual nine digits."""
    number = read(text, None)
    if number is None:
        return None
    if valid(number):
        return number
    from phonenumbers import country_code_for_region, is_possible_number

    if number.country_code == country_code_for_region(home):
        written = digits(number)
        usual = home != "NL" or (len(written) == 9 and written[0] != "0")
        return number if usual and is_possible_number(number) else None
    return number if is_possible_number(number) else None


def exists(text: str, region: str | None) -> "PhoneNumber | None":
    number = read(text, region)
    return number if number is not None and valid(number) else None


def read(text: str, region: str | None) -> "PhoneNumber | None":
    """The library's reading, or None. The same digits after a plus must give the same number."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
        for _attempt in range(3):
            e164 = f"+{number.country_code}{digits(number)}"
            if e164 == text or number.country_code == DUTCH:
                return number
            again = phonenumbers.parse(e164, None)
            if again == number:
                return number
            number = again
    except phonenumbers.NumberParseException:
        pass
    return None


def valid(number: "PhoneNumber") -> bool:
    from phonenumbers import is_valid_number

    return is_valid_number(number)


def digits(number: "PhoneNumber") -> str:
    from phonenumbers import national_significant_number

    return national_significant_number(number)


def region(number: "PhoneNumber") -> str:
    from phonenumbers import region_code_for_country_code, region_code_for_number

    code = number.country_code
    if code is None or code == DUTCH:
        return "NL" if code else ""
    return region_code_for_number(number) or region_code_for_country_code(code)


def region_of(context: str, otherwise: str) -> str:
    """The region that a phone-context like +31 stands for (RFC 3966, section 5.1.5)."""
    from phonenumbers import region_code_for_country_code

    region = region_code_for_country_code(int(context))
    return otherwise if region in ("ZZ", "001") else region


def national(number: "PhoneNumber") -> str:
    """As it is written inside its own country."""
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.NATIONAL)


def international(number: "PhoneNumber") -> str:
    """As it is written abroad (ITU-T E.123)."""
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


def line(number: "PhoneNumber") -> str:
    """The type of line, in the words of `phone.LineType`."""
    from phonenumbers import PhoneNumberType as Type
    from phonenumbers import number_type

    types = {
        Type.MOBILE: "mobile",
        Type.FIXED_LINE: "fixed",
        Type.FIXED_LINE_OR_MOBILE: "fixed",
        Type.TOLL_FREE: "free",
        Type.PREMIUM_RATE: "premium",
        Type.SHARED_COST: "premium",
        Type.UAN: "company",
        Type.VOIP: "internet",
        Type.PERSONAL_NUMBER: "personal",
        Type.PAGER: "pager",
    }
    return types.get(number_type(number), "unknown")
