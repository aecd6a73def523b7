const PORT_OR_RANGE = /^ *([0-9]{1,5}) *(?:- *([0-9]{1,5}) *)?$/;

/** Whether a port, a range such as `80-443`, or a comma list of both holds a port. */
export function holdsPort(ports: string, port: number): boolean {
  return ports.split(',').some((part) => {
    const [, from, to = from] = PORT_OR_RANGE.exec(part) ?? [];
    return from !== undefined && Number(from) <= port && port <= Number(to);
  });
}
