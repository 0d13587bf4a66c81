"""Things that happen at the same moment."""

from threading import Barrier, Thread

from django.db import connections


def at_once(*actions):
    """Do things in threads that start together; give what each gave or raised."""
    barrier, results = Barrier(len(actions)), [None] * len(actions)

    def do(place, action):
        try:
            barrier.wait(30)
            results[place] = action()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
