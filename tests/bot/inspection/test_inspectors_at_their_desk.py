"""What inspectors do on their pages, from the queue to the end of a case."""

from tests.bot.reporting.town import STORY


async def test_a_case_is_read_weighed_and_asked_about(desk):
    ani = await desk.inspector("ani")
    receipt = await desk.town.report()
    await ani.opens("/")
    (case,) = ani.cases
    page = await ani.opens(f"/case/{case}")
    assert STORY in page
    await ani.posts(f"/case/{case}/triage")
    assert "Ditelaah" in ani.page
    await ani.posts(f"/case/{case}/ask", words="Lantai berapa?")
    followed = await desk.town.desk.look(receipt)
    assert followed.lines[-1].words == "Lantai berapa?"
