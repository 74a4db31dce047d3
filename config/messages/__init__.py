"""The words of the product: where they stand in the code, their translations in locale/, and whether all agree."""
