"""What leaves the process and what happens later: outbox, mail, worker, schedule."""
