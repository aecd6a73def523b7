import { findPages, findWalks } from './cases/answers/find.ts';
import { writeProof } from './cases/answers/write-proof.ts';
import { writes } from './cases/answers/writes.ts';
import { bombs } from './cases/attacks/bombs.ts';
import { generated } from './cases/attacks/generated.ts';
import { madeUpTokens } from './cases/attacks/made-up-tokens.ts';
import { matrix } from './cases/attacks/matrix.ts';
import { slowClients } from './cases/attacks/slow-clients.ts';
import { bodies } from './cases/faults/bodies.ts';
import { failingUpstream } from './cases/faults/failing-upstream.ts';
import { hungProject } from './cases/faults/hung-project.ts';
import { killedUpstream } from './cases/faults/killed-upstream.ts';
import { tcpFaults } from './cases/faults/tcp-faults.ts';
import { disconnects } from './cases/load/disconnects.ts';
import { longRun } from './cases/load/long-run.ts';
import { manyOperations } from './cases/load/many-operations.ts';
import { overload } from './cases/load/overload.ts';
import { replicaCost } from './cases/replicas/cost.ts';
import { learntRates, replicaRates } from './cases/replicas/rates.ts';
import { restarts } from './cases/replicas/restarts.ts';
import { replicaFlights, replicaKeys, replicaOutage, replicaWrites } from './cases/replicas/shared-state.ts';
import type { Case, Figure } from './figure.ts';
import { comingsBack } from './live/comings-back.ts';
import { idleFollowers } from './live/idle-followers.ts';
import { killedLeader } from './live/killed-leader.ts';
import { lazyFollowers, manyFollowers } from './live/many-followers.ts';
import { stoppedReplica } from './live/stopped-replica.ts';
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
