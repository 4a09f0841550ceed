"""Article → Reading: parse, names, quotations, and who is who within the article. No facts here."""
