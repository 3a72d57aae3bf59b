"""Letters about what is not paid: a letter in, the bytes of a PDF out."""
