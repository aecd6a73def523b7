import { afterEach, beforeEach } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import type { CfwError } from '../../src/cfw/decoding/errors.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { type Caller, type CallerOptions, callBy, FIREWALL_ID } from './caller.ts';
import { json, page, type Reply, startUpstream, type Upstream } from './upstream.ts';

/** A client, and an upstream that says what a test tells it to: both anew for each test. */
export class ClientBed<Up extends { readonly url: string; close(): Promise<void> } = Upstream> {
  upstream!: Up;
  client!: CfwClient;

  constructor(start: () => Promise<Up>, attemptTimeoutMs: number) {
    beforeEach(async () => {
      this.upstream = await start();
      this.client = createCfwClient({ endpoint: this.upstream.url, timeZone: 'UTC', attemptTimeoutMs });
    });
    afterEach(async () => {
      await this.client.close();
      await this.upstream.close();
    });
  }

  /** The first rows of a list. */
  read(call: Caller = callBy(forwardedToken('t')), limit = 1) {
    return this.client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit }, call);
  }
}

/** In front of an upstream that answers with an empty page until it is told otherwise. */
export class AnsweringBed extends ClientBed {
  constructor() {
    super(() => startUpstream(json(page([]))), 300);
  }

  /** Answers with each of these in turn, then well. */
  inTurn(...replies: Reply[]): void {
    this.upstream.reply = (response, request) => (replies.shift() ?? json(page([])))(response, request);
  }

  /** The error of a call that may make one attempt, so that retries do not blur what is tested. */
  failure(reply: Reply, options: CallerOptions = { maxAttempts: 1 }): Promise<CfwError> {
    this.upstream.reply = reply;
    return this.read(callBy(forwardedToken('t'), options)).then(
      () => {
        throw new Error('it was answered');
      },
      (error: CfwError) => error,
    );
  }
}
