"""The directory of organisations: finding, comparing names, importing and exporting."""
