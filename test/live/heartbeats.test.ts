import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { OpenStreams } from '../../src/http/stream/open-streams.ts';

const HEARTBEAT_MS = 20_000;

let streams: OpenStreams;
const beats = new Map<object, number[]>();
beforeEach(() => {
  jest.useFakeTimers();
  streams = new OpenStreams(10_000, () => undefined);
  beats.clear();
});
afterEach(() => {
  jest.useRealTimers();
});

function open() {
  const stream = {
    comeBack: () => undefined,
    beat: () => beats.set(stream, [...(beats.get(stream) ?? []), Date.now()]),
  };
  streams.opened(stream);
  return stream;
}

test.each([1, 3, 1_000])(
  'each of %d streams is sent a heartbeat every 20 s, and they are spread over that time',
  (count) => {
    const all = Array.from({ length: count }, open);
    jest.advanceTimersByTime(5 * HEARTBEAT_MS);
    for (const stream of all) expect(beats.get(stream)).toHaveLength(5);
    const moments = new Set([...beats.values()].map(([first]) => first));
    expect(moments.size).toBe(Math.min(count, HEARTBEAT_MS / 250));
  },
);

test('no stream waits for a heartbeat longer than proxies do, whoever comes and goes', () => {
  const stayer = open();
  for (let round = 0; round < 20; round++) {
    const others = Array.from({ length: (round * 37) % 200 }, open);
    jest.advanceTimersByTime(7_000);
    for (const other of others) streams.closed(other);
  }
  const times = beats.get(stayer)!;
  const pauses = times.slice(1).map((time, index) => time - times[index]!);
  expect(Math.max(...pauses)).toBeLessThan(2 * HEARTBEAT_MS);
});

test('where nothing is open no clock ticks', () => {
  const [one, other] = [open(), open()];
  streams.closed(one);
  expect(jest.getTimerCount()).toBe(1);
  streams.closed(other);
  expect(jest.getTimerCount()).toBe(0);
});

test('nobody begins to follow while the gateway stops, and room is given back', async () => {
  const two = new OpenStreams(2, () => undefined);
  two.subscribe();
  two.subscribe();
  expect(() => two.subscribe()).toThrow('as many as it may have');
  two.unsubscribe();
  two.subscribe();
  two.unsubscribe();
  await two.comeBack();
  expect(() => two.subscribe()).toThrow('The gateway stops');
});
