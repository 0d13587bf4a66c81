"""What happens, told to whoever wants to know; sent inside the transaction."""

from django.dispatch import Signal

# Somebody withdrew a page that readers could see; one that expires is not told here.
# Arguments: page, reason (the sentence for readers), replacement (or None).
withdrawn = Signal()

# A page that was withdrawn is public again. Arguments: page.
restored = Signal()

# Somebody asks what was said of pages that are taken away. Arguments: pages (keys).
# Answers are dictionaries: (the sentence, the replacement's key or None) by key.
withdrawals_wanted = Signal()

# Somebody wants to delete a picture or document. Arguments: file. Answers are lists of
# `core.pages.file_uses.FileUse`: texts that will show it, besides public pages.
file_uses_wanted = Signal()

# Files that readers could get are gone. Arguments: addresses (paths or whole ones).
files_gone = Signal()

# A page was copied, perhaps with those below it. Arguments: page, copy.
copied = Signal()

# A page has another slug, so it and all below it have other addresses. Arguments: page.
readdressed = Signal()

# Somebody has a new account. Arguments: user, by, link (where they choose a password),
# news (sentences that they should read, too).
account_made = Signal()

# Somebody lost their password. Arguments: user, by, link (where they choose another).
password_lost = Signal()

# Something happened to an account. Arguments: user, news (`community.accounts.News`).
account_changed = Signal()

# Somebody typed so many wrong passwords that they were asked to wait; told once a day.
# Arguments: people (who look after the site).
passwords_guessed = Signal()

# Somebody is said to have lost their second factor. Arguments: lost (whom, who says so,
# why), people (who can agree).
factor_lost = Signal()

# The feed is being written, as the last step of a transaction and under its lock: what
# else is kept of public pages is written too. Arguments: keys (of pages that may read
# differently, or be public no more).
being_written = Signal()

# Readers see something else somewhere, once this transaction is certain; the last of its
# steps.
site_changed = Signal()

# Pages show something else that is none of their own fields and rows, such as replies of
# readers. Arguments: pages (their keys).
shown_otherwise = Signal()

# Everything that had one term of a vocabulary has another. Arguments: old, new.
terms_merged = Signal()

# A name that was typed on pages is the name of a term now, which stands there instead.
# Arguments: term, pages (their keys).
names_settled = Signal()
