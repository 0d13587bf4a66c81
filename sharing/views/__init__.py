"""The screens of the sharing room: for people without an account, and for Moderators."""
