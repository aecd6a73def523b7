import { getProxyForUrl } from 'proxy-from-env';
import type { VariableReader } from './rules.ts';

/**
 * The proxy on the way to a URL, with its user and password; undefined: none.
 *
 * @throws EnvironmentError when the variable that names it cannot be used
 */
export type ProxyTo = (url: string) => URL | undefined;

/** Reads the variables that name proxies when a way is asked for, so that those that nobody needs do no harm. */
export function proxiesOf(read: VariableReader): ProxyTo {
  return (url) => {
    const named = url.startsWith('https:')
      ? (read('https_proxy') ?? read('HTTPS_PROXY'))
      : (read('http_proxy') ?? read('HTTP_PROXY'));
    const proxy = named ?? read('all_proxy') ?? read('ALL_PROXY');
    // What NO_PROXY means is the library's to say. It reads the variables of the process itself, and would take a proxy
    // without a scheme for one of the URL's own, which no other program does.
    return proxy !== undefined && getProxyForUrl(url) !== '' ? proxy : undefined;
  };
}
