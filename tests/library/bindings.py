"""bindings.py URL: the library as Python sees it, against the demo server: what is not in the example.

SPDX-License-Identifier: GPL-3.0-or-later"""
import gc
import json
import sys
import unittest
import weakref

import gi

gi.require_version("Sio", "1")
from gi.repository import Eio, Gio, GLib, Sio

URL = sys.argv.pop()


def wait_until(condition):
    late = []
    timer = GLib.timeout_add_seconds(20, lambda: late.append(True))
    while not condition() and not late:
        GLib.MainContext.default().iteration(True)
    if late:
        raise AssertionError("waited in vain")
    GLib.source_remove(timer)


class Values(unittest.TestCase):
    def test_json(self):
        text = '[1e400,12345678901234567890,"\\u0000",-0.0,{"$binary":"AAEC"}]'
        args = Sio.Args.new_json(text)
        self.assertEqual(args.to_json(), text)
        self.assertEqual(args.get_length(), 5)
        self.assertEqual([part.get_data() for part in args.get_attachments()], [b"\0\1\2"])

    def test_event(self):
        args = Sio.Args.new_event('a "name"', None)
        self.assertEqual(args.to_json(), '["a \\"name\\""]')
        event = Sio.Event.new("/", args, "7", 0)
        self.assertEqual((event.get_name(), event.get_ack_id(), event.get_n_args()), ('a "name"', "7", 0))
        with self.assertRaises(TypeError):
            Sio.Event.new("/", Sio.Args.new_json("{}"), None, 0)

    def test_writer(self):
        writer = Sio.Writer.new()
        writer.begin_array()
        writer.binary(GLib.Bytes.new(b"\xff"))
        fork = writer.copy()
        fork.double(0.5)
        self.assertEqual(fork.finish().to_json(), '[{"$binary":"/w=="},0.5]')
        self.assertEqual(writer.finish().to_json(), '[{"$binary":"/w=="}]')

    def test_errors(self):
        with self.assertRaises(GLib.Error) as caught:
            Sio.Args.new_event("name", "{}")
        self.assertTrue(caught.exception.matches(Sio.error_quark(), Sio.Error.BAD_JSON))
        with self.assertRaises(GLib.Error) as caught:
            Sio.Config.new("ftp://example.org")
        self.assertTrue(caught.exception.matches(Eio.error_quark(), Eio.Error.BAD_URL))

    def test_config(self):
        config = Sio.Config.new("http://localhost/admin?a=b")
        config.set_reconnect_delay(1, 2, 0.25)
        self.assertEqual(config.get_reconnect_delay(), (1, 2, 0.25))
        self.assertEqual(config.get_nsp(), "/admin")
        engine = config.get_engine()
        engine.set_transports([Eio.TransportKind.WEBSOCKET])
        self.assertEqual(engine.get_transports(), [Eio.TransportKind.WEBSOCKET])
        self.assertEqual(engine.get_uri().to_string(), "http://localhost/")


class Connection(unittest.TestCase):
    def setUp(self):
        self.config = Sio.Config.new(URL)
        self.client = Sio.Client.new(self.config)
        self.log = []

    def tearDown(self):
        self.client.close()
        wait_until(lambda: self.client.is_flushed() and self.client.props.state == Sio.ClientState.CLOSED)
        client = weakref.ref(self.client)
        del self.client
        gc.collect()
        self.assertIsNone(client())

    def open(self, path="/"):
        nsp = self.client.get_namespace(path)
        nsp.connect("connected", lambda nsp, data, recovered: self.log.append(json.loads(data.to_json())))
        nsp.connect("connect-error", lambda nsp, error, payload: self.log.append((error, payload.to_json())))
        nsp.open()
        wait_until(lambda: self.log)
        return nsp

    def ask(self, nsp, args, flags=Sio.EmitFlags.NONE):
        answers = []
        nsp.emit_async(args, flags, 10000, Gio.Cancellable(), lambda nsp, result: answers.append(nsp.emit_finish(result)))
        wait_until(lambda: answers)
        return answers[0].to_json()

    def test_binary(self):
        nsp = self.open()
        self.assertEqual(nsp.props.state, Sio.NamespaceState.CONNECTED)
        self.assertEqual(self.log[0]["sid"], nsp.get_sid())
        echo = '{"deep":[{"$binary":"AAEC"}]}'
        self.assertEqual(self.ask(nsp, Sio.Args.new_event("echo", f"[{echo}]")), f"[{echo}]")

    def test_events(self):
        events = []
        nsp = self.client.get_namespace("/")
        nsp.connect("event", lambda nsp, event: events.append(event))
        nsp.connect("disconnected", lambda nsp, reason, error: self.log.append(reason))
        nsp.emit(Sio.Args.new_event("echo", "[1]"), 0)
        nsp.open()
        wait_until(lambda: any(event.get_name() == "echo" for event in events))
        gc.collect()
        self.assertEqual(events[-1].get_args().to_json(), '["echo",1]')
        self.assertEqual(events[0].get_nsp(), "/")
        nsp.close()
        self.assertEqual(self.log, [Sio.DisconnectReason.CLIENT])

    def test_answer(self):
        nsp = self.client.get_namespace("/")
        nsp.connect("event", lambda nsp, event: event.get_ack_id() and nsp.answer(event.get_ack_id(), event.get_args()))
        nsp.open()
        answer = json.loads(self.ask(nsp, Sio.Args.new_event("measure", None)))[0]
        self.assertEqual((answer["answered"], answer["answer"][0]), (True, "measure"))

    def test_auth(self):
        nsp = self.open("/admin")
        error, payload = self.log.pop()
        self.assertTrue(error.matches(Sio.error_quark(), Sio.Error.REFUSED))
        self.assertEqual(json.loads(payload)["message"], error.message)
        asked = []
        def auth(nsp, *data):
            asked.append(nsp.get_path())
            return Sio.Args.new_json('{"username":"admin","password":"telltale"}')
        nsp.set_auth_func(auth)
        nsp.open()
        wait_until(lambda: self.log)
        self.assertEqual(asked, ["/admin"])
        nsp.set_auth_func(None)
        nsp.set_auth(None)

    def test_packets(self):
        packets = []
        self.config.get_engine().set_transports([Eio.TransportKind.WEBSOCKET])
        self.client.connect("packet", lambda client, direction, kind, packet: packets.append((direction, kind, packet)))
        self.open()
        gc.collect()
        direction, kind, packet = packets[0]
        self.assertEqual((direction, kind), (Eio.Direction.IN, Eio.TransportKind.WEBSOCKET))
        self.assertEqual((packet.type, packet.binary), (Eio.PacketType.OPEN, False))
        self.assertIn("sid", json.loads(packet.data.get_data()))


unittest.main(verbosity=2)
