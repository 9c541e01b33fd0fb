"""A company may have several workplaces in one kecamatan: they are named by their address too."""

import re
from zlib import crc32

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LEFT_OUT = frozenset(  # as flows.rules.companies had it on the day of this revision
    "jl jln jalan no nomor gd gdg gedung kav kavling lt lantai rt rw kel kelurahan kec kecamatan "
    "jakarta dki street st number building floor".split()
)
COLUMNS = ("id", "nib", "address", "city", "district")


def upgrade() -> None:
    places = sa.table("workplaces", *map(sa.column, COLUMNS))
    asked = sa.table("applications", sa.column("workplace"))
    connection = op.get_bind()
    for place in connection.execute(sa.select(places)).mappings().all():
        if place["id"].count("-") != 1:
            continue
        named = f"{place['id']}-{_tag(place['address'])}"
        connection.execute(places.insert().values(**{**place, "id": named}))
        moved = asked.update().where(asked.c.workplace == place["id"]).values(workplace=named)
        connection.execute(moved)
        connection.execute(places.delete().where(places.c.id == place["id"]))


def _tag(address: str) -> str:
    words = (word for word in re.findall(r"\w+", address.casefold()) if word not in LEFT_OUT)
    return f"{crc32(' '.join(words).encode()):08x}"
