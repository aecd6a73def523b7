import swcJest from '@swc/jest';

/**
 * Compiles the files that speak Relay, for jest: each graphql`…` becomes the artifact that relay-compiler made of it,
 * as babel-plugin-relay does in a front end's build.
 */
export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    return {
      ...swc,
      process: (source, ...rest) => swc.process(withArtifacts(source), ...rest),
      processAsync: (source, ...rest) => swc.processAsync(withArtifacts(source), ...rest),
    };
  },
};

function withArtifacts(source) {
  const imports = [];
  const code = source.replace(/graphql`\s*(?:query|mutation|subscription|fragment)\s+(\w+)[^`]*`/g, (_, name) => {
    imports.push(`import ${name}Artifact from '../generated/relay/${name}.graphql.ts';`);
    return `${name}Artifact`;
  });
  return imports.join('') + code;
}
