"""A cache that many share, as it stands in front of a site: nginx."""

import subprocess
from contextlib import contextmanager

from mapcms.local.run import HOST, wait_until_it_answers

AWAY = 1  # how far its port is from the site's
CONFIGURATION = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {user}
events {{}}
http {{
  proxy_cache_path {folder}/cache levels=1 keys_zone=all:10m;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi; access_log off;
  server {{
    listen {host}:{port};
    location / {{
      proxy_pass http://{host}:{site}; proxy_set_header Host $http_host;
      proxy_cache all; add_header X-Cache $upstream_cache_status always;
    }}
  }}
}}
"""


@contextmanager
def cache_before(program, site, folder):
    """
    Have nginx keep what the site lets caches keep.

    Args:
        program: where nginx is.
        site: the site's port.
        folder: an empty place for what it keeps.

    Yields:
        The port at which it listens.
    """
    home = folder / "nginx"
    home.mkdir()
    port = site + AWAY
    words = {"folder": home, "host": HOST, "port": port, "site": site, "user": ""}
    (home / "nginx.conf").write_text(CONFIGURATION.format(**words))
    with (home / "output").open("w") as output:
        server = subprocess.Popen(
            [program, "-p", home, "-c", home / "nginx.conf"],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_it_answers(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()
