import type { SharedFlights, Ticket } from '../../shared/shared-state.ts';
import type { Exchange } from '../attempts/exchange.ts';
import type { Flight } from '../attempts/flight.ts';
import type { CfwObserver } from '../attempts/observer.ts';
import { checkTenant, type Tenant } from '../credentials/tenant.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { JsonText } from '../wire/json-text.ts';
import type { Range, UpstreamRequest } from '../wire/request.ts';
import { TransportError } from '../wire/transport-error.ts';
import { readAnswerText, textOfAnswer, textOfError } from './answer-text.ts';
import type { Call } from './call.ts';
import { nameOf, projectOf } from './call-names.ts';
import { InFlight } from './in-flight.ts';
import { observed } from './observed.ts';

/** How often a call whose maker has no answer to give is asked for anew, before each replica makes it itself. */
const MAX_BOARDINGS = 3;

/**
 * Makes reads: each is made once for all who ask for it at the same time, on whatever replica, and decoded once on each
 * of these.
 */
export class SharedReads {
  readonly #exchange: Exchange;
  readonly #endpoint: Endpoint;
  readonly #observer: CfwObserver;
  readonly #flights: SharedFlights | undefined;
  readonly #inFlight = new InFlight();
  #own = 0;

  /** @param flights undefined: this process alone */
  constructor(exchange: Exchange, endpoint: Endpoint, observer: CfwObserver, flights: SharedFlights | undefined) {
    this.#exchange = exchange;
    this.#endpoint = endpoint;
    this.#observer = observer;
    this.#flights = flights;
  }

  /** @param requestOf makes the request for a project; throws BAD_USER_INPUT for what may not go on the wire */
  async read<Result>(
    operation: string,
    range: Range,
    call: Call,
    requestOf: (projectId: string) => UpstreamRequest,
    decode: (body: JsonText, flight: Flight) => Result,
  ): Promise<Result> {
    const { tenant } = call;
    checkTenant(tenant);
    const request = requestOf(tenant.projectId);
    const making: Making<Result> = { tenant, request, decode, name: nameOf(tenant, this.#endpoint, request) };
    const told = call.generation();
    const ticket = this.#flights === undefined || told === null ? null : await this.#board(making);
    const generation = told === null ? `own ${++this.#own}` : call.generation();
    const key = `${tenant.credentials.identity}\n${generation}\n${ticket?.generation ?? ''}\n${making.name}`;
    let begins = false;
    const result = this.#inFlight.share(key, call, operation, range, (flight) => {
      begins = true;
      return ticket === null ? this.#make(making, flight) : this.#fly(making, flight, ticket);
    });
    // It has joined a call of this replica whose end the others have been told of already.
    if (ticket?.leads && !begins) this.#flights!.land(tenant.credentials, ticket, null);
    return result;
  }

  /** Ends every call under way. */
  close(): void {
    this.#inFlight.close();
  }

  #board<Result>({ tenant, name }: Making<Result>): Promise<Ticket | null> {
    return this.#flights!.board(tenant.credentials, projectOf(tenant, this.#endpoint), name);
  }

  /** Makes a call for all replicas, or waits for the one that makes it. */
  async #fly<Result>(making: Making<Result>, flight: Flight, ticket: Ticket): Promise<Result> {
    const { credentials } = making.tenant;
    let mine: Ticket | null = ticket;
    for (let boardings = 1; mine !== null; boardings++) {
      if (mine.leads) return this.#lead(making, flight, mine);
      flight.isElsewhere = true;
      const text = await this.#flights!.answer(credentials, mine, flight.signal);
      if (text !== null) {
        const { facts, body } = readAnswerText(text);
        flight.facts = facts;
        return making.decode(new JsonText(body), flight);
      }
      flight.isElsewhere = false;
      if (flight.signal.aborted) throw new TransportError('CANCELLED', false);
      mine = boardings < MAX_BOARDINGS ? await this.#board(making) : null;
    }
    return this.#make(making, flight);
  }

  async #lead<Result>(making: Making<Result>, flight: Flight, ticket: Ticket): Promise<Result> {
    const { credentials } = making.tenant;
    let answer: (() => string) | null = null;
    try {
      return await this.#make(making, flight, (body) => {
        answer = () => textOfAnswer(flight.facts, body);
      });
    } catch (error) {
      const text = answer === null ? textOfError(error) : null;
      if (text !== null) answer = () => text;
      throw error;
    } finally {
      this.#flights!.land(credentials, ticket, answer);
    }
  }

  #make<Result>(
    { tenant, request, decode }: Making<Result>,
    flight: Flight,
    answered?: (body: string) => void,
  ): Promise<Result> {
    return observed(this.#observer, flight, tenant, async () => {
      const { body } = await this.#exchange.ask(request, tenant, flight);
      answered?.(body.text);
      return decode(body, flight);
    });
  }
}

/** One read, as it is made. */
interface Making<Result> {
  readonly tenant: Tenant;
  readonly request: UpstreamRequest;
  readonly name: string;
  decode(body: JsonText, flight: Flight): Result;
}
