"""Pages of access: sign-in, my work, accounts, who may see a record, urgent access, the overseer's audit page."""
