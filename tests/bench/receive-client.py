# receive-client.py: Debian's python-socketio, measured. Usage: receive-client.py URL (read|watch|acks N)
# SPDX-License-Identifier: GPL-3.0-or-later
import asyncio
import json
import signal
import sys
import time

import socketio

signal.alarm(120)
url, mode = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "read"
count = int(sys.argv[3]) if len(sys.argv) > 3 else 0
result = {"events": 0, "checksum": 0, "cpu_us": 0, "wall_us": 0, "gap_us": 0, "own_gap_us": 0, "p50_us": 0, "p99_us": 0}


async def main():
    client = socketio.AsyncClient()
    done = asyncio.Event()
    start = {}

    @client.on("tick")
    def tick(data):
        last = data["rows"][-1]["n"] if "rows" in data else 0
        result["events"] += 1
        result["checksum"] += data["id"] + int(4 * data["value"]) + len(data["name"]) + last

    @client.on("begin")
    async def begin():
        # Each event is a task here: those of the warming up have to be over.
        await asyncio.sleep(0.1)
        result.update(events=0, checksum=0)
        start.update(cpu=time.process_time(), wall=time.monotonic())
        await client.emit("go")

    @client.on("end")
    async def end():
        await asyncio.sleep(0)
        result["cpu_us"] = int((time.process_time() - start["cpu"]) * 1e6)
        result["wall_us"] = int((time.monotonic() - start["wall"]) * 1e6)
        done.set()

    await client.connect(url, transports=["websocket"])
    if mode == "acks":
        latencies = []
        for _ in range(count):
            emitted = time.monotonic()
            await client.call("echo", ("hello", 1))
            latencies.append((time.monotonic() - emitted) * 1e6)
        latencies.sort()
        result["p50_us"] = int(latencies[len(latencies) // 2])
        result["p99_us"] = int(latencies[min(len(latencies) - 1, len(latencies) * 99 // 100)])
    else:
        await done.wait()
    print(json.dumps(result), flush=True)
    await client.disconnect()


asyncio.run(main())
