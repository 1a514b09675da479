#!/usr/bin/env python3
# hello.py: prints what a server sends, and what it answers to "echo". Usage: hello.py URL
# SPDX-License-Identifier: LGPL-2.1-or-later
import sys
import gi
gi.require_version("Sio", "1")
from gi.repository import GLib, Sio

def answered(nsp, result):
    print("answer:", nsp.emit_finish(result).to_json())
    loop.quit()

loop = GLib.MainLoop()
config = Sio.Config.new(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:3000")
client = Sio.Client.new(config)
nsp = client.get_namespace(config.get_nsp())
nsp.connect("event", lambda nsp, event: print(event.get_args().to_json()))
nsp.open()
nsp.emit_async(Sio.Args.new_event("echo", '["hello"]'), 0, 5000, None, answered)
loop.run()
