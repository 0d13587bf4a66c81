"""The second factor of every account: an authenticator app, passkeys, recovery codes.

A password alone makes nobody of anybody: `middleware` hands the account on only once
`sessions` knows of the second factor, so that every address of the admin, present and
future, is closed by the same few lines.
"""
