import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { type Answer, Caller, type Query } from './caller.ts';

/** A simulator that does wrong what a test tells it to, and somebody who asks it. Each test begins without faults. */
export class FaultBed {
  simulator!: Simulator;
  caller!: Caller;

  constructor() {
    beforeAll(async () => {
      this.simulator = await startSimulator();
      this.caller = new Caller(this.simulator);
    });
    afterEach(() => this.caller.control('DELETE', 'faults'));
    afterAll(() => this.simulator.close());
  }

  /** Asks for capture tasks. */
  tasks(query: Query = {}, token = 'a-token', project: string = PROJECTS.main): Promise<Answer> {
    return this.caller.get('capture-task', { ...TASKS, ...query }, token, project);
  }
}

export const TASKS = { fw_instance_id: FIREWALLS.documented, limit: 10, offset: 0 };
