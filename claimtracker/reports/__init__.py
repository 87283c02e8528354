"""Reports: one queryset each, the same on the page, in its count, file and command."""
