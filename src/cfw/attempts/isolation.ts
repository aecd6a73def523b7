import { RecentMap } from '../../memory/recent-map.ts';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import type { Tenant } from '../credentials/tenant.ts';
import { CfwError } from '../decoding/errors.ts';
import { TransportError } from '../wire/transport-error.ts';
import { type Circuit, HeldBack } from './circuit.ts';
import type { CfwObserver } from './observer.ts';
import { PlacesTaken } from './places.ts';
import { ProjectLanes } from './project-lanes.ts';

const MAX_PROJECTS = 1024;
/** Credentials remembered as accepted, of all projects. Only CFW's own word gets one in here. */
const MAX_PROVEN = 2048;

/** What an attempt came to. */
export interface Outcome {
  /** The upstream is at fault, as opposed to the request. */
  readonly failed: boolean;
  /** Those who waited have left, and that is why it failed. */
  readonly abandoned: boolean;
  /** What the answer says of the credentials; null: nothing. */
  readonly accepted: boolean | null;
}

/** A credential that CFW has accepted for a project. */
interface Proven {
  readonly project: ProjectLanes;
  readonly circuit: Circuit;
}

/**
 * Keeps attempts apart, so that what hangs or fails takes neither places nor time of others: each project's from any
 * other's, and within a project, which any caller can name, each credential's.
 */
export class Isolation {
  readonly #projects = new RecentMap<string, ProjectLanes>(MAX_PROJECTS);
  /** By project and credential. */
  readonly #proven = new RecentMap<string, Proven>(MAX_PROVEN);
  readonly #observer: CfwObserver;

  constructor(observer: CfwObserver) {
    this.#observer = observer;
  }

  /**
   * Runs an attempt of a tenant. Throws UPSTREAM_UNAVAILABLE at once while its circuit is open or too many wait already.
   * What `attempt` throws counts neither for nor against the upstream.
   */
  async run<Result extends Outcome>(
    { projectId, credentials: { identity } }: Tenant,
    signal: LeavingSignal,
    attempt: () => Promise<Result>,
  ): Promise<Result> {
    const key = `${projectId} ${identity}`;
    try {
      for (;;) {
        const proven = this.#proven.get(key);
        const project = proven?.project ?? this.#project(projectId);
        const circuit = proven?.circuit ?? project.circuit;
        circuit.assertClosed();
        const place = project.placesOf(proven !== undefined).enter(identity, signal);
        const leave = place instanceof Promise ? await place : place;
        if (leave === null && !signal.aborted) continue;
        try {
          if (signal.aborted) throw new TransportError('CANCELLED', false);
          const outcome = await circuit.run(attempt, (result) => counts(result, proven !== undefined));
          this.#learn(key, identity, project, outcome.accepted);
          return outcome;
        } finally {
          leave?.();
        }
      }
    } catch (error) {
      if (error instanceof HeldBack)
        throw unavailable('CFW fails for this project, so that calls are held back for a moment.');
      if (error instanceof PlacesTaken) throw unavailable('Too many calls for this project wait for CFW already.');
      throw error;
    }
  }

  #project(projectId: string): ProjectLanes {
    let project = this.#projects.get(projectId);
    if (project === undefined) {
      project = new ProjectLanes((state) => this.#observer.circuitChanged?.({ projectId, state }));
      this.#projects.set(projectId, project);
    }
    return project;
  }

  #learn(key: string, identity: string, project: ProjectLanes, accepted: boolean | null): void {
    if (accepted === false) this.#proven.delete(key);
    if (accepted === true) project.answered();
    if (accepted !== true || this.#proven.get(key) !== undefined) return;
    this.#proven.set(key, { project, circuit: project.newCircuit() });
    // They have waited among the unproven, and need not any longer.
    project.placesOf(false).dismiss(identity);
  }
}

/** Whether an attempt counts against the upstream. Anyone can make up a token and leave: that proves nothing. */
function counts({ failed, abandoned }: Outcome, proven: boolean): boolean {
  return failed && (proven || !abandoned);
}

function unavailable(why: string): CfwError {
  return new CfwError('UPSTREAM_UNAVAILABLE', `${why} Try again shortly.`, {
    status: null,
    errorCode: null,
    requestId: null,
  });
}
