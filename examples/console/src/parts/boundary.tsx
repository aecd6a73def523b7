import { Component, type ReactNode, Suspense, useEffect, useState } from 'react';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Notice } from './notice.tsx';

interface Shown {
  /** What is being read, such as `captures`. */
  readonly what: string;
  /** What was asked for: when it changes, an error of before is forgotten. */
  readonly asked: string;
  /** `turn` grows when a person, or a timer, tries again: pass it on as Relay's `fetchKey`. */
  readonly children: (turn: number) => ReactNode;
}

/** A part of the page that comes by itself: it waits by itself, and fails by itself. */
export class Boundary extends Component<Shown, { error: GatewayError | null; turn: number; asked: string }> {
  override state = { error: null, turn: 0, asked: this.props.asked };

  static getDerivedStateFromError(thrown: unknown) {
    return { error: GatewayError.of(thrown) };
  }

  static getDerivedStateFromProps({ asked }: Shown, state: { asked: string }) {
    return asked === state.asked ? null : { error: null, asked };
  }

  override render() {
    const { error, turn } = this.state;
    const again = () => this.setState({ error: null, turn: turn + 1 });
    if (error !== null) return <Notice error={error} again={again} />;
    return <Suspense fallback={<Waiting what={this.props.what} />}>{this.props.children(turn)}</Suspense>;
  }
}

const SLOW_MS = 3_000;

function Waiting({ what }: { readonly what: string }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {isSlow ? `Cloud Firewall is slow to answer. Still reading ${what} …` : `Reading ${what} …`}
    </p>
  );
}
