import { EnvironmentError, readEnvironment } from './environment.ts';
import { startServer } from './server.ts';

try {
  const { url } = await startServer(readEnvironment(process.env));
  console.log(url);
} catch (error) {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exit(1);
}
