"""The fold that search uses: lower case, no accents. Immutable, and needs no extension."""

from django.db import migrations

CREATE = r"""
CREATE FUNCTION claimtracker_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$SELECT lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g'))$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION claimtracker_fold(text)")]
