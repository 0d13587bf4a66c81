# The image of the site: web and worker are the same one, started by compose.yaml.
FROM python:3.13-slim AS packages
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /srv/mapcms mapcms \
    && mkdir --parents /srv/mapcms/var/media \
    && chown --recursive mapcms /srv/mapcms/var
COPY --from=packages /venv /venv
WORKDIR /srv/mapcms
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/srv/mapcms/static
# Static files follow from the code alone; the key is for this command only.
RUN DJANGO_SECRET_KEY=unused DATABASE_URL=postgres:///unused \
    python manage.py collectstatic --noinput -v0
USER mapcms
VOLUME /srv/mapcms/var
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-m", "mapcms.local.probe"]
CMD ["granian", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--no-ws", \
     "--workers=2", "--blocking-threads=4", "--workers-kill-timeout=5", \
     "--respawn-failed-workers", "--log-level=error", "mapcms.wsgi:application"]
