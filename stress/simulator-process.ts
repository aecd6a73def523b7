import { startSimulator } from '../src/simulator/simulator.ts';
import { PROJECTS } from './projects.ts';

/* A simulator in a process of its own, with as many projects as the cases need. */
const { url } = await startSimulator({
  port: Number(process.env.PORT ?? 0),
  projects: PROJECTS,
  requestLogSize: 20_000,
});
console.log(url);
