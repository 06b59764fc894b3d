# The site as an image: the same for web, worker and everything that `manage.py` does.
# docker build --tag undersigned .

FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
    -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
# For PDFs: Pango, and fonts for every script of the site.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*
# A number that stays, so that a volume's files belong to it after each upgrade.
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin undersigned \
    && install --directory --owner=undersigned --mode=750 /data
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static \
    WEB_HOST=0.0.0.0 \
    PORT=8000
# What is made here needs the settings, and none of their secrets.
RUN export SECRET_KEY=build EMAIL_KEY_SECRET=build MAIL_PROVIDER=outbox DEFAULT_FROM_EMAIL=build@localhost \
    && python manage.py compile_catalogues \
    && python manage.py collectstatic --noinput \
    && python -m compileall -q campaigns petitions resources site
USER undersigned
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-m", "deploy.probe", "/healthz/"]
CMD ["gunicorn"]
