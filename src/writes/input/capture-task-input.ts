import type { Protocol } from '../../cfw/resources/codes.ts';
import type { NewCaptureTask } from '../../cfw/writes/capture-task-writes.ts';
import {
  type Optional,
  reviewAddress,
  reviewId,
  reviewIds,
  reviewKnown,
  reviewNumber,
  reviewPort,
  reviewText,
} from './fields.ts';
import { InputReview } from './input-faults.ts';

/** Which firewall is written to. */
export interface FirewallInput {
  readonly firewallId: string;
  readonly enterpriseProjectId?: Optional<string>;
}

export interface CreateCaptureTaskInput extends FirewallInput {
  readonly name: string;
  readonly duration: number;
  readonly maxPackets: number;
  readonly sourceAddress: string;
  readonly destAddress: string;
  readonly protocol: Protocol;
  readonly sourcePort?: Optional<string>;
  readonly destPort?: Optional<string>;
  readonly idempotencyKey?: Optional<string>;
}

/** cfw-api 1.1. */
const MAX_PACKETS = 1_000_000;
const MAX_INT = 2 ** 31 - 1;
/** More tasks than a firewall has (20 a day, kept for 7), by far. */
const MOST_TASKS = 1024;

/** The task that an input asks for. @throws InputFaults */
export function reviewNewTask(input: CreateCaptureTaskInput): NewCaptureTask {
  const review = new InputReview();
  const { name, duration, maxPackets, protocol, sourceAddress, destAddress, sourcePort, destPort, idempotencyKey } =
    input;
  reviewFirewall(review, input);
  reviewText(review, ['name'], name);
  reviewNumber(review, ['duration'], duration, 1, MAX_INT);
  reviewNumber(review, ['maxPackets'], maxPackets, 1, MAX_PACKETS);
  reviewKnown(review, ['protocol'], protocol);
  const source = reviewAddress(review, ['sourceAddress'], sourceAddress);
  const dest = reviewAddress(review, ['destAddress'], destAddress);
  if (source !== null && dest !== null && source.type !== dest.type) {
    review.fault(['destAddress'], 'Both addresses must be of the same kind, IPv4 or IPv6.');
  }
  reviewPort(review, ['sourcePort'], sourcePort, protocol);
  reviewPort(review, ['destPort'], destPort, protocol);
  if (idempotencyKey != null) reviewText(review, ['idempotencyKey'], idempotencyKey);
  review.close();
  return {
    name,
    duration,
    maxPackets,
    addressType: source!.type,
    sourceAddress,
    destAddress,
    protocol,
    sourcePort: sourcePort ?? undefined,
    destPort: destPort ?? undefined,
  };
}

/** @throws InputFaults */
export function reviewStop(input: FirewallInput & { readonly taskId: string }): void {
  const review = new InputReview();
  reviewFirewall(review, input);
  reviewId(review, ['taskId'], input.taskId);
  review.close();
}

/** @throws InputFaults */
export function reviewTaskIds(input: FirewallInput & { readonly taskIds: readonly string[] }): void {
  const review = new InputReview();
  reviewFirewall(review, input);
  reviewIds(review, 'taskIds', input.taskIds, MOST_TASKS);
  review.close();
}

function reviewFirewall(review: InputReview, { firewallId, enterpriseProjectId }: FirewallInput): void {
  reviewId(review, ['firewallId'], firewallId);
  reviewId(review, ['enterpriseProjectId'], enterpriseProjectId);
}
