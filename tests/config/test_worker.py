"""Jobs: there with the edit that asked for them, done once, taken up when who did them has died."""

import asyncio
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from config.worker import take_jobs, take_up_lost_jobs
from tests.database import listen_url

done: list[str] = []


@app.task(name="tests.note_down")
def note_down(word: str) -> None:
    done.append(word)
    with connection.cursor() as cursor:  # the database is a job's as it is a page's
        cursor.execute("SELECT 1")


@app.task(name="tests.stumble", retry=2)
def stumble(word: str) -> None:
    done.append(word)
    if done.count(word) < 3:
        raise ValueError(word)


@pytest.fixture(autouse=True)
def nothing_done(transactional_db):
    done.clear()


def work_it_off() -> None:
    asyncio.run(take_jobs(listen_url(), wait=False, listen_notify=False))


def test_a_job_is_done_once_and_only_if_its_edit_was_kept():
    with transaction.atomic():
        note_down.defer(word="kept")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note_down.defer(word="lost")
        raise ZeroDivisionError
    work_it_off()
    work_it_off()
    assert done == ["kept"]


def test_what_stumbles_is_tried_again():
    stumble.defer(word="thrice")
    work_it_off()
    assert done == ["thrice"] * 3
    assert ProcrastinateJob.objects.get(task_name="tests.stumble").status == "succeeded"


def test_what_a_dead_process_was_doing_is_taken_up():
    job = note_down.defer(word="again")
    long_ago = timezone.now() - timedelta(minutes=5)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [long_ago])
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job])
    take_up_lost_jobs.defer(timestamp=0)
    work_it_off()
    work_it_off()
    assert done == ["again"]


def test_what_a_living_process_is_doing_is_left_to_it():
    job = note_down.defer(word="twice")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job])
    take_up_lost_jobs.defer(timestamp=0)
    work_it_off()
    work_it_off()
    assert done == []
