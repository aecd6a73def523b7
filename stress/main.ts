import { bodies } from './cases/bodies.ts';
import { bombs } from './cases/bombs.ts';
import { disconnects } from './cases/disconnects.ts';
import { failingUpstream } from './cases/failing-upstream.ts';
import { findPages, findWalks } from './cases/find.ts';
import { generated } from './cases/generated.ts';
import { hungProject } from './cases/hung-project.ts';
import { killedUpstream } from './cases/killed-upstream.ts';
import { longRun } from './cases/long-run.ts';
import { madeUpTokens } from './cases/made-up-tokens.ts';
import { manyOperations } from './cases/many-operations.ts';
import { matrix } from './cases/matrix.ts';
import { overload } from './cases/overload.ts';
import { replicaCost } from './cases/replica-cost.ts';
import { learntRates, replicaRates } from './cases/replica-rates.ts';
import { replicaFlights, replicaKeys, replicaOutage, replicaWrites } from './cases/replicas.ts';
import { restarts } from './cases/restarts.ts';
import { slowClients } from './cases/slow-clients.ts';
import { tcpFaults } from './cases/tcp-faults.ts';
import { writeProof } from './cases/write-proof.ts';
import { writes } from './cases/writes.ts';
import type { Case, Figure } from './figure.ts';
import { comingsBack, stoppedReplica } from './live/comings-back.ts';
import { idleFollowers } from './live/idle-followers.ts';
import { killedLeader } from './live/killed-leader.ts';
import { lazyFollowers, manyFollowers } from './live/many-followers.ts';
import { troubledUpstream } from './live/troubled-upstream.ts';

/*
 * `npm run stress`: what the gateway does under load, faults and attack, against what it must do. Everything runs on
 * this machine and loopback. `npm run stress -- overload bombs` runs the cases whose names hold one of the words; a word
 * that no name holds is an error.
 */

const CASES: readonly Case[] = [
  killedUpstream,
  tcpFaults,
  failingUpstream,
  hungProject,
  madeUpTokens,
  overload,
  disconnects,
  restarts,
  manyOperations,
  bombs,
  generated,
  findPages,
  findWalks,
  bodies,
  slowClients,
  matrix,
  idleFollowers,
  manyFollowers,
  lazyFollowers,
  comingsBack,
  stoppedReplica,
  troubledUpstream,
  writes,
  writeProof,
  longRun,
  replicaFlights,
  replicaRates,
  learntRates,
  replicaWrites,
  replicaKeys,
  replicaOutage,
  killedLeader,
  replicaCost,
];
/** A case that takes so many times as long as it should is given up. */
const PATIENCE = 4;

const words = process.argv.slice(2);
const chosen = CASES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const strangers = words.filter((word) => !CASES.some(({ name }) => name.includes(word)));
if (strangers.length > 0) {
  console.error(`No case has ${strangers.join(', ')} in its name. The cases are:`);
  for (const { name } of CASES) console.error(`  ${name}`);
  process.exit(2);
}
const seconds = chosen.reduce((sum, one) => sum + one.seconds, 0);
console.log(`${chosen.length} cases, about ${Math.ceil(seconds / 60)} minutes\n`);

let missed = 0;
let shown = 0;
for (const one of chosen) {
  const since = performance.now();
  const figures = await withinTime(one);
  console.log(`${one.name}   (${((performance.now() - since) / 1_000).toFixed(0)} s)`);
  for (const { what, must, measured, isMet } of figures) {
    shown++;
    if (!isMet) missed++;
    console.log(`  ${isMet ? 'met   ' : 'MISSED'} ${what.padEnd(56)} ${must.padStart(12)}   ${measured}`);
  }
}
// A run that has shown nothing has not met anything either.
console.log(
  missed > 0 ? `\n${missed} figures are missed` : shown > 0 ? '\nevery figure is met' : '\nno figure was measured',
);
process.exit(missed === 0 && shown > 0 ? 0 : 1);

/** Runs a case; what breaks it is a figure that is missed. */
function withinTime({ seconds, run }: Case): Promise<Figure[]> {
  const broken = (why: string): Figure[] => [{ what: 'the case itself', must: 'to run', measured: why, isMet: false }];
  return Promise.race([
    run().catch((error: unknown) => broken(error instanceof Error ? (error.stack ?? '') : String(error))),
    new Promise<Figure[]>((resolve) => {
      setTimeout(() => resolve(broken('took too long')), seconds * 1_000 * PATIENCE).unref();
    }),
  ]);
}
