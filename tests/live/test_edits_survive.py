"""No acknowledged edit is lost or doubled, though servers and the database are killed again and again under load."""

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import uuid
from collections import Counter
from contextlib import suppress
from pathlib import Path

import aiohttp
import psycopg
import pytest
from steps import ROOT

from tests.browser.site import Site
from tests.live.streaming import play

WRITERS, SEED = 6, 3
KILLS = int(os.environ.get("BOOM_KILLS", "10"))  # 25 takes a minute
LONGEST = aiohttp.ClientTimeout(5)
OFF = (aiohttp.ClientError, ConnectionError, TimeoutError)
TEAM = "SELECT id FROM workspaces_workspace WHERE name = 'نوآوران'"  # one of the demo, in which Dariush edits
START = "from config.database import urls; urls()"


@pytest.fixture
def site():
    site = Site(durable=True)
    yield site
    site.stop()


class Town:
    """A team's new canvas on two servers; writers, each adding notes, and somebody who kills."""

    def __init__(self, site: Site):
        self.site, self.chance = site, random.Random(SEED)
        [(self.team,)] = self.asked(TEAM)
        self.canvas, self.add = "", ""
        self.acknowledged: list[str] = []
        self.given_up: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.over = asyncio.Event()

    async def write(self, session: aiohttp.ClientSession, number: int) -> None:
        chance, count = random.Random(SEED + number), 0
        while not self.over.is_set():
            count += 1
            await self.add_one(session, chance, f"{number}-{count}")

    async def sign_in(self, session: aiohttp.ClientSession) -> None:
        url = self.site.url("/accounts/login/")
        async with session.get(url) as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', await page.text())[1]
        fields = {"login": "dariush@example.com", "password": "demo", "csrfmiddlewaretoken": token}
        async with session.post(url, data=fields) as answer:
            assert answer.url.path == "/"

    async def begin(self, session: aiohttp.ClientSession) -> None:
        url = self.site.url(f"/w/{self.team}/canvases/create/")
        async with session.post(url, data={"name": "بوم"}, headers={"X-CSRFToken": token_of(session)}) as answer:
            self.add = f"{answer.url.path}notes/add/"
            self.canvas = re.fullmatch(r"/w/\d+/canvases/(\d+)/", answer.url.path)[1]

    async def add_one(self, session: aiohttp.ClientSession, chance: random.Random, text: str) -> None:
        """As the page does: the same request again, to whichever server, until it is answered; some people give up."""
        key = str(uuid.uuid4())
        while True:
            if await self.sent(session, chance.choice(("near", "far")), text, key):
                return self.acknowledged.append(text)
            if chance.random() < 0.1:
                return self.given_up.append(text)
            await asyncio.sleep(0.05)

    async def sent(self, session: aiohttp.ClientSession, server: str, text: str, key: str) -> bool:
        headers = {"HX-Request": "true", "Boom-Request": key, "X-CSRFToken": token_of(session)}
        fields = {"block": "channels", "text": text}
        try:
            url = self.site.url(self.add, server)
            async with session.post(url, data=fields, headers=headers, allow_redirects=False) as answer:
                self.statuses[answer.status] += 1
                return answer.status == 200 and text in await answer.text()
        except OFF:
            return False

    def kill_server(self, name: str) -> None:
        self.site.kill(name)
        self.site.start(name)

    def kill_database(self, whole: bool) -> None:
        """The main process, as when the machine gives out; or one that serves an edit, after which all restart."""
        if whole:
            os.kill(self.main_process(), signal.SIGKILL)
            subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=self.site.env, check=True)
            return
        serving = "SELECT pid FROM pg_stat_activity WHERE usename = 'boom' ORDER BY random() LIMIT 1"
        for (pid,) in self.asked(serving):
            with suppress(ProcessLookupError):  # its connection was given up since
                os.kill(pid, signal.SIGKILL)

    def asked(self, query: str, *values: str) -> list[tuple]:
        with psycopg.connect(host=f"{self.site.data}/postgres", user="postgres", dbname="boom") as connection:
            return connection.execute(query, values).fetchall()

    def main_process(self) -> int:
        return int((Path(self.site.data) / "postgres/postmaster.pid").read_text().split()[0])

    async def kill(self) -> None:
        """Servers are started again while the rest is killed on."""
        starting: asyncio.Task | None = None
        for number in range(KILLS):
            written = len(self.acknowledged)
            if number % 5 == 0 and (starting is None or starting.done()):
                name = self.chance.choice(("near", "far"))
                starting = asyncio.create_task(asyncio.to_thread(self.kill_server, name))
            else:
                await asyncio.to_thread(self.kill_database, number % 5 == 3)
            await self.progress(written + self.chance.randint(2, 12))
        await starting

    async def progress(self, until: int) -> None:
        """Between two kills some edits go through: everything came back by itself."""
        end = asyncio.get_running_loop().time() + 30
        while len(self.acknowledged) < until:
            assert asyncio.get_running_loop().time() < end, self.statuses
            await asyncio.sleep(0.02)

    async def live(self) -> None:
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=LONGEST) as session,
            asyncio.TaskGroup() as writing,
        ):
            await self.sign_in(session)
            await self.begin(session)
            for number in range(WRITERS):
                writing.create_task(self.write(session, number))
            await self.progress(WRITERS)
            await self.kill()
            self.over.set()

    def kept(self) -> Counter[str]:
        return Counter(text for (text,) in self.asked("SELECT text FROM canvas_note WHERE canvas_id = %s", self.canvas))


def token_of(session: aiohttp.ClientSession) -> str:
    return next(cookie.value for cookie in session.cookie_jar if cookie.key == "csrftoken")


def test_no_acknowledged_edit_is_lost_or_doubled(site):
    town = Town(site)
    play(town.live, seconds=240)
    kept = town.kept()
    assert [text for text in town.acknowledged if kept[text] != 1] == []
    assert set(kept) <= {*town.acknowledged, *town.given_up}
    assert max(kept.values()) == 1
    assert set(town.statuses) <= {200, 503}, town.statuses
    assert len(town.acknowledged) > 3 * KILLS
    verified = site.manage("verify_history", str(town.team), check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
