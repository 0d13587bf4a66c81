"""Rich text: the tools a field offers, from plain to full."""

PLAIN = ["bold", "italic", "ul", "ol", "link"]
STORY = ["h3", *PLAIN, "document-link", "blockquote"]
BODY = ["h2", *STORY]
