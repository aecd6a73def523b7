import type { RateLimit } from '../rates.ts';
import type { SharedState } from '../shared-state.ts';
import { RedisDoor, type Told } from './connection/door.ts';
import { RedisFlights } from './flights/flights.ts';
import { RedisGenerations } from './flights/generations.ts';
import { Leases } from './leases.ts';
import { RedisOutcomes } from './outcomes.ts';
import { RedisPolls } from './polls.ts';
import { RedisRates } from './rates.ts';
import { Replicas } from './replicas.ts';
import { Sealing } from './sealing.ts';
import { RedisTrials } from './trials.ts';
import { RedisTurns } from './turns.ts';

/**
 * What replicas share by way of Redis or Valkey.
 *
 * @param told told whether it answers, at first and when that changes
 */
export async function openRedisState(url: string, rate: RateLimit | undefined, told: Told): Promise<SharedState> {
  const door = await RedisDoor.open(url, told);
  const sealing = new Sealing();
  const leases = new Leases(door);
  const replicas = new Replicas(door);
  await replicas.come();
  const flights = new RedisFlights(door, sealing, leases);
  const writes = new RedisGenerations(door);
  const trials = new RedisTrials(door, sealing);
  const rates = new RedisRates(door, sealing, replicas, rate);
  door.beforeBack = () => Promise.all([flights, writes, trials, rates].map((each) => each.catchUp()));
  return {
    rates,
    others: {
      flights,
      writes,
      outcomes: new RedisOutcomes(door, sealing, leases),
      turns: new RedisTurns(door, leases),
      trials,
      polls: new RedisPolls(door, sealing, leases),
    },
    async close() {
      leases.close();
      // What the others wait for is told them before the door closes.
      await Promise.all([flights.settled(), replicas.leave()]);
      await door.close();
    },
  };
}
