#!/usr/bin/env python3
"""A partner agency's system in one file: takes tickets from the desk's queue, reads them, answers them.
docs/agencies.md explains each step.

It reads AGENCY_NAME, AGENCY_DESKS, AGENCY_AMQP_URL, AGENCY_API_URL and AGENCY_API_TOKEN, as `helpdesk agency add`
prints them. It needs Python 3.9 and pika (Debian: python3-pika). Replace answer_to() with your own work.
"""

import calendar
import json
import os
import time
import urllib.error
import urllib.request
import uuid

import pika

NAME, TOKEN, API = (os.environ["AGENCY_" + name] for name in ("NAME", "API_TOKEN", "API_URL"))
DESKS = os.environ["AGENCY_DESKS"].split(",")
SETTLED = 30 * 60  # seconds that a report may be on its way


def answer_to(ticket):
    """Your work. The fields, hints, documents and earlier answers of the ticket are described in docs/openapi.json."""
    return f"Pengaduan Anda ({ticket['form_title']}) sudah kami terima dan kami perbaiki."


def call(method, path, body=None):
    """One HTTPS request. An error 404 or 410 means that the ticket is not yours any more, or erased."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    request = urllib.request.Request(API + path, json.dumps(body).encode() if body else None, headers, method=method)
    for attempt in 1, 2, 3:
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.loads(response.read() or "null")
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or attempt == 3:
                raise
            time.sleep(min(int(error.headers.get("Retry-After", 5)), 30))


def report(channel, ids_from, kind, number, **more):
    """One report. Ids made from the same come out the same, so a ticket that comes again is not answered twice."""
    event_id = str(uuid.uuid5(uuid.UUID(ids_from), kind))
    body = {"kind": kind, "version": 1, "event_id": event_id, "ticket_number": number, **more}
    properties = pika.BasicProperties(
        user_id=f"agency.{NAME}", message_id=event_id, delivery_mode=2, content_type="application/json"
    )
    channel.basic_publish("helpdesk.reports", f"agency.{NAME}.{kind}", json.dumps(body), properties, mandatory=True)


def work_on(channel, message, number):
    """Everything that is done about a ticket. The ids are made from its message, which stays the same."""
    try:
        report(channel, message, "case.received", number)
        ticket = call("GET", f"/api/v1/tickets/{number}")
        report(channel, message, "case.processing", number)
        text_id = str(uuid.uuid5(uuid.UUID(message), "answer"))
        call("PUT", f"/api/v1/tickets/{number}/texts/{text_id}", {"text": answer_to(ticket)})
        report(channel, message, "case.answered", number, text_id=text_id)
        print(f"answered {number}", flush=True)
    except urllib.error.HTTPError as error:
        if error.code not in (404, 409, 410):
            raise  # not acknowledged: the broker delivers the ticket again
        print(f"left out {number}: {error.code}", flush=True)


def on_ticket(channel, delivery, _properties, body):
    try:
        ticket = json.loads(body)
        version, number, message = ticket["version"], ticket["ticket_number"], str(uuid.UUID(ticket["event_id"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        version = None
    if version != 1:
        print("a message that is no ticket, or of a later version", flush=True)
        return channel.basic_reject(delivery.delivery_tag, requeue=False)  # kept for the helpdesk's operator
    work_on(channel, message, number)
    channel.basic_ack(delivery.delivery_tag)


def catch_up(connection, channel):
    """A broker can lose a report that it confirmed, with its disk. The desk's list still shows the ticket as open, so
    what is open for long is reported once more. Where people write the answers, publish your stored reports again."""
    connection.call_later(SETTLED, lambda: catch_up(connection, channel))
    for desk in DESKS:
        page_after = ""
        while page_after is not None:
            page = call("GET", f"/api/v1/desks/{desk}/tickets?limit=100{page_after}")
            for ticket in page["tickets"]:
                filed = calendar.timegm(time.strptime(ticket["submitted_at"][:19], "%Y-%m-%dT%H:%M:%S"))
                if time.time() - filed > SETTLED:
                    # The list names no message. Ids made from the number are the same whenever this happens.
                    number = ticket["ticket_number"]
                    work_on(channel, str(uuid.uuid5(uuid.NAMESPACE_OID, f"catching up {number}")), number)
            page_after = f"&after={page['next']}" if page.get("next") else None


def on_rejected(channel, delivery, _properties, body):
    print("rejected:", json.loads(body)["reason"], json.loads(body)["explanation"], flush=True)
    channel.basic_ack(delivery.delivery_tag)


def work():
    with pika.BlockingConnection(pika.URLParameters(os.environ["AGENCY_AMQP_URL"])) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_qos(prefetch_count=20)
        channel.basic_consume(f"agency.{NAME}.rejected", on_rejected)
        for desk in DESKS:
            channel.basic_consume(f"desk.{desk}", on_ticket)
        connection.call_later(0, lambda: catch_up(connection, channel))
        channel.start_consuming()


while True:
    try:
        work()
    except (pika.exceptions.AMQPError, OSError) as error:
        # 403: the operator has not given you the desk's queue yet, or has taken it back.
        print(f"connecting again in 5 seconds: {error!r}", flush=True)
        time.sleep(5)
