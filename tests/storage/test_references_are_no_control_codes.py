from flows.rules.control_code import REFERENCES, read_control_code, write_control_code
from storage.database import Database
from storage.references import MARK


async def test_an_application_is_never_called_like_a_permit(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        references = [await unit.references.next() for _ in range(50)]
    codes = {MARK + write_control_code(serial) for serial in range(1000)}
    assert len(set(references)) == len(references)
    assert not codes & set(references)


async def test_every_reference_reads_as_a_number_above_all_permits(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        numbers = [
            read_control_code((await unit.references.next()).removeprefix(MARK)) for _ in range(3)
        ]
    assert numbers == [REFERENCES + 1, REFERENCES + 2, REFERENCES + 3]
