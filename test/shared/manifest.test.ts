import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { readEnvironment } from '../../src/environment.ts';

/** The kinds that the manifest must have, with the schemas that Kubernetes itself publishes, and their modules. */
const KINDS = {
  Deployment: [Deployment, 'apps/v1'],
  HorizontalPodAutoscaler: [HorizontalPodAutoscaler, 'autoscaling/v2'],
  NetworkPolicy: [NetworkPolicy, 'networking.k8s.io/v1'],
  PodDisruptionBudget: [PodDisruptionBudget, 'policy/v1'],
  Service: [Service, 'v1'],
} as const;
type Kind = keyof typeof KINDS;

/** What these tests look at, of whatever kind. */
interface Spec {
  readonly selector?: { readonly matchLabels?: object };
  readonly podSelector?: { readonly matchLabels: object };
  readonly template: {
    readonly metadata: { readonly labels: object };
    readonly spec: {
      readonly terminationGracePeriodSeconds: number;
      readonly containers: readonly {
        readonly ports: readonly { readonly name: string }[];
        readonly env: readonly { readonly name: string; readonly value: string }[];
      }[];
    };
  };
  readonly ports: readonly { readonly targetPort: string }[];
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicas: number;
  readonly minAvailable: number;
}

interface Manifest {
  readonly kind: Kind;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string };
  readonly spec: Spec;
}

async function manifests(change: (text: string) => string = (text) => text): Promise<Manifest[]> {
  const page = await readFile('docs/operating.md', 'utf8');
  const [, text] = /<!-- manifest:begin -->\n```yaml\n([\s\S]*?)```\n<!-- manifest:end -->/.exec(page)!;
  const documents = parseAllDocuments(change(text!));
  for (const { errors, warnings } of documents) expect([...errors, ...warnings]).toEqual([]);
  return documents.map((document) => document.toJS() as Manifest);
}

/** What the schema says against a manifest. */
function faultsOf(manifest: Manifest): string[] {
  const [Model, apiVersion] = KINDS[manifest.kind] ?? [];
  if (Model === undefined || apiVersion !== manifest.apiVersion) return [`${manifest.kind} of ${manifest.apiVersion}`];
  try {
    new (Model as new (data: unknown) => { validate(): void })(manifest).validate();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** What the types say, which know every field there is: Kubernetes drops those that it does not know without a word. */
async function strangersIn(all: readonly Manifest[]): Promise<string> {
  const folder = await mkdtemp(join('test', 'shared', 'manifest-'));
  const imports = Object.entries(KINDS).map(
    ([kind, [, path]]) => `import type { I${kind} } from 'kubernetes-models/${path}';`,
  );
  const literals = all.map((one, at) => `export const m${at}: I${one.kind} = ${JSON.stringify(one)};`);
  await writeFile(join(folder, 'manifest.ts'), [...imports, ...literals].join('\n'));
  const config = { extends: '../../../tsconfig.json', compilerOptions: { noEmit: true }, include: ['manifest.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', folder], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  return stdout;
}

describe('the manifest of the page', () => {
  test('has all kinds, and each is what its schema says', async () => {
    const all = await manifests();
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)));
    expect(all.flatMap(faultsOf)).toEqual([]);
    expect(await strangersIn(all)).toBe('');
  }, 60_000);

  test.each([
    ['a missing selector', 'selector: { matchLabels: { app: cfw-graphql } }\n  strategy', 'strategy'],
    ['text for a number', 'replicas: 3', 'replicas: three'],
    ['a kind of another group', 'apiVersion: policy/v1', 'apiVersion: policy/v1beta1'],
  ])('and the schemas see %s', async (_, right, wrong) => {
    const all = await manifests((text) => text.replace(right, wrong));
    expect(all.flatMap(faultsOf)).not.toEqual([]);
  });

  test('and the types see a field that there is not', async () => {
    const all = await manifests((text) => text.replace('readOnlyRootFilesystem', 'readOnlyRootFileSystem'));
    expect(await strangersIn(all)).toContain('readOnlyRootFileSystem');
  }, 60_000);

  test('hangs together: what selects finds, and ports have names that are there', async () => {
    const all = await manifests();
    const pods = all.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template);
    const labelled = (labels: object) =>
      pods.filter(({ metadata }) => JSON.stringify(metadata.labels) === JSON.stringify(labels));
    for (const { kind, spec } of all) {
      if (kind === 'Service') {
        const [pod] = labelled(spec.selector!);
        const names = pod!.spec.containers[0]!.ports.map(({ name }) => name);
        for (const { targetPort } of spec.ports) expect(names).toContain(targetPort);
      }
      const selector = spec.selector?.matchLabels ?? spec.podSelector?.matchLabels;
      if (selector !== undefined) expect(labelled(selector)).toHaveLength(1);
    }
    const scaled = all.find(({ kind }) => kind === 'HorizontalPodAutoscaler')!.spec;
    expect(all.map(({ metadata }) => metadata.name)).toContain(scaled.scaleTargetRef.name);
    const budget = all.find(({ kind }) => kind === 'PodDisruptionBudget')!.spec;
    expect(budget.minAvailable).toBeLessThan(scaled.minReplicas);
  });

  test('starts the gateway with variables that it takes, and gives it time to stop', async () => {
    const gateway = (await manifests()).find(({ metadata }) => metadata.name === 'cfw-graphql')!.spec.template.spec;
    const { env } = gateway.containers[0]!;
    const environment = readEnvironment(Object.fromEntries(env.map(({ name, value }) => [name, value])));
    expect(environment.redisUrl).toBeDefined();
    expect(gateway.terminationGracePeriodSeconds * 1000).toBeGreaterThanOrEqual(environment.requestTimeoutMs + 10_000);
  });
});
