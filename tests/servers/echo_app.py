#!/usr/bin/python3
"""echo_app.py: the application of echo-app.js on Debian's python3-socketio.

    echo_app.py [--wsgi]

On aiohttp, or with threads on the standard library's WSGI server, which offers no WebSocket. It listens on loopback, prints
{"port":N} first, and ends when its stdin closes or after two minutes.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import asyncio
import json
import os
import queue
import socketserver
import sys
import threading
import time
import wsgiref.simple_server

import socketio

LIFE_S = 120
LATE_S = 0.2
TOKEN = "sesame"


def refuse_admin(auth):
    if (auth or {}).get("token") != TOKEN:
        raise socketio.exceptions.ConnectionRefusedError("Wrong token", {"code": 401, "hint": "Ask"})


def refuse_shut(_auth):
    raise socketio.exceptions.ConnectionRefusedError("Not today")


def file_of(length):
    return {"name": "a", "parts": [b"\7" * length, b""]}, b"\7" * 3


def measured(data):
    return {"length": len(data), "binary": isinstance(data, bytes)}


def print_port(port):
    print(json.dumps({"port": port}), flush=True)


def end_with_stdin():
    def watch():
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    timer = threading.Timer(LIFE_S, os._exit, (9,))
    timer.daemon = True
    timer.start()


# --- aiohttp ----------------------------------------------------------------------------------------------------------

def serve_asgi():
    from aiohttp import web

    sio = socketio.AsyncServer(async_mode="aiohttp")

    async def ask(sid, nsp, *args):
        answered = asyncio.get_running_loop().create_future()
        await sio.emit("question", args, to=sid, namespace=nsp, callback=lambda *answer: answered.set_result(answer))
        return await answered

    async def number(sid, n):
        for i in range(n):
            await sio.emit("number", i, to=sid)

    def add_echo(nsp):
        @sio.on("echo", namespace=nsp)
        async def echo(sid, *args):
            # the library does not say whether an answer is wanted, so both are given
            await sio.emit("echo", args, to=sid, namespace=nsp)
            return args

        @sio.on("ask", namespace=nsp)
        async def on_ask(sid, *args):
            return await ask(sid, nsp, *args)

        @sio.on("slow", namespace=nsp)
        async def slow(_sid, milliseconds):
            await asyncio.sleep(milliseconds / 1000)
            return "slept"

    def add_namespaces():
        @sio.on("connect", namespace="/admin")
        async def admin(_sid, _environ, auth=None):
            refuse_admin(auth)

        @sio.on("connect", namespace="/shut")
        async def shut(_sid, _environ, auth=None):
            refuse_shut(auth)

        @sio.on("connect", namespace="/late")
        async def late(_sid, _environ):
            await asyncio.sleep(LATE_S)

        @sio.on("connect", namespace="/early")
        async def early(sid, _environ):
            await sio.emit("early", 1, to=sid, namespace="/early")

    @sio.event
    async def connect(sid, _environ):
        sio.start_background_task(sio.emit, "hello", {"server": "echo", "recovered": False}, to=sid)

    @sio.event
    async def file(_sid, length):
        return file_of(length)

    @sio.event
    async def text(_sid, length):
        return "é" * length

    @sio.event
    async def measure(_sid, data):
        return measured(data)

    @sio.event
    async def count(sid, n):
        await number(sid, n)

    @sio.event
    async def join(sid, room):
        sio.enter_room(sid, room)
        return {"room": room}

    @sio.event
    async def tell(_sid, room, *args):
        await sio.emit("told", (room, *args), room=room)

    @sio.event
    async def kick(sid):
        await sio.disconnect(sid)

    @sio.event
    async def drop(sid):
        await sio.eio.disconnect(sio.manager.eio_sid_from_sid(sid, "/"))

    for nsp in "/", "/admin", "/late", "/early":
        add_echo(nsp)
    add_namespaces()

    async def run():
        app = web.Application()
        sio.attach(app)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        print_port(site._server.sockets[0].getsockname()[1])
        await asyncio.sleep(LIFE_S)

    asyncio.run(run())


# --- WSGI -------------------------------------------------------------------------------------------------------------

class Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 50


class Handler(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *args):
        pass

    def address_string(self):
        return self.client_address[0]


def serve_wsgi():
    sio = socketio.Server(async_mode="threading")

    def add_echo(nsp):
        @sio.on("echo", namespace=nsp)
        def echo(sid, *args):
            sio.emit("echo", args, to=sid, namespace=nsp)
            return args

        @sio.on("ask", namespace=nsp)
        def ask(sid, *args):
            answers = queue.Queue()
            sio.emit("question", args, to=sid, namespace=nsp, callback=lambda *answer: answers.put(answer))
            return answers.get()

        @sio.on("slow", namespace=nsp)
        def slow(_sid, milliseconds):
            time.sleep(milliseconds / 1000)
            return "slept"

    def add_namespaces():
        @sio.on("connect", namespace="/admin")
        def admin(_sid, _environ, auth=None):
            refuse_admin(auth)

        @sio.on("connect", namespace="/shut")
        def shut(_sid, _environ, auth=None):
            refuse_shut(auth)

        @sio.on("connect", namespace="/late")
        def late(_sid, _environ):
            time.sleep(LATE_S)

        @sio.on("connect", namespace="/early")
        def early(sid, _environ):
            sio.emit("early", 1, to=sid, namespace="/early")

    for nsp in "/", "/admin", "/late", "/early":
        add_echo(nsp)
    add_namespaces()
    app = socketio.WSGIApp(sio)
    server = wsgiref.simple_server.make_server("127.0.0.1", 0, app, server_class=Server, handler_class=Handler)
    print_port(server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    end_with_stdin()
    serve_wsgi() if "--wsgi" in sys.argv[1:] else serve_asgi()
